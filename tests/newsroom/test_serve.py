"""The real thing, in a process of its own, on a port and a database of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.xdist_group("serve")

START_LIMIT = 300  # seconds; the first start compresses the static files, slowly on a busy machine


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def collected() -> Iterator[Path]:
    """Keeps the collected static files, which take seconds to compress, for the next test."""
    made = Path(tempfile.mkdtemp())
    yield made
    shutil.rmtree(made)


@pytest.fixture
def var(collected: Path) -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="newsroom serve "))
    made.chmod(0o755)
    var = made / "var"
    shutil.copytree(collected, var)
    var.chmod(0o755)
    yield var
    if (var / "static.collected").exists():
        shutil.copytree(var / "static", collected / "static", dirs_exist_ok=True)
        shutil.copy(var / "static.collected", collected)
    shutil.rmtree(made)


@pytest.fixture
def serve(port: int, var: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    started: list[subprocess.Popen[str]] = []

    def start(**environment: str) -> "subprocess.Popen[str]":
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE", "SITE_URL")
        }
        process = subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve", "--no-demo"],
            cwd="/",
            env=clean | {"PORT": str(port), "NEWSROOM_VAR": str(var)} | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=120)


def read(port: int, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
        return response.status, response.read().decode()


def wait_until_up(process: "subprocess.Popen[str]", port: int) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()[0]
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            assert read(port, "/healthz") == (200, "ok\n")
            return
        time.sleep(0.2)
    process.terminate()
    pytest.fail(f"It did not come up: {process.communicate()[0]}")


def processes_that_use(var: Path) -> list[str]:
    """Command lines of all processes whose arguments or environment name the folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (folder / "cmdline").read_bytes()
            if os.fsencode(var) in command + (folder / "environ").read_bytes():
                found.append(command.replace(b"\0", b" ").decode())
    return found


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_and_leaves_nothing_behind(serve, port, var, how):
    process = serve()
    wait_until_up(process, port)
    assert read(port, "/readyz") == (200, '{"ready": true, "problems": []}')
    status, login = read(port, "/admin/login/")
    assert (status, 'name="password"' in login) == (200, True)
    style = login.split('href="/static/', 1)[1].split('"', 1)[0]
    assert read(port, f"/static/{style}")[0] == 200
    process.send_signal(how)
    printed, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}/\n" in printed
    assert f"http://127.0.0.1:{port}/admin/\n" in printed
    assert printed.endswith("Stopping …\nStopped.\n")
    assert "Traceback" not in printed
    if Path("/proc").exists():
        assert processes_that_use(var) == []


def test_it_can_be_stopped_while_it_prepares(serve, port, var):
    process = serve()
    assert process.stdout.readline() == "Preparing the database …\n"
    process.send_signal(signal.SIGINT)
    printed, _ = process.communicate(timeout=120)
    assert (process.returncode, printed) == (0, "Stopping …\nStopped.\n")
    if Path("/proc").exists():
        assert processes_that_use(var) == []


def test_a_taken_port_is_told_in_words(serve, port, var):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        process = serve()
        printed, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert f"Port {port} cannot be used: Address already in use." in printed
    assert "Traceback" not in printed
    assert not (var / "pgdata").exists()


def test_a_web_server_of_its_own_shares_its_port_with_no_other(port, var):
    """Each worker listens for itself, which the kernel would allow a stranger, too."""
    command = [sys.executable, "-m", "gunicorn", "-c", str(settings.BASE_DIR / "gunicorn.conf.py")]
    environment = os.environ | {"PORT": str(port), "NEWSROOM_VAR": str(var)}
    with socket.socket() as taken:
        if hasattr(socket, "SO_REUSEPORT"):
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        ended = subprocess.run(
            command, cwd="/", env=environment, capture_output=True, text=True, timeout=120
        )
    assert ended.returncode == 1
    assert ended.stderr == f"127.0.0.1:{port} cannot be used: Address already in use.\n"


def test_a_database_that_does_not_answer_is_told_in_words(serve, port):
    process = serve(DATABASE_URL="postgres://ann:secret@127.0.0.1:1/news")
    printed, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "The database does not answer" in printed
    assert "Traceback" not in printed
    assert "secret" not in printed


def test_when_the_web_server_dies_all_of_it_ends(serve, port, var):
    process = serve()
    wait_until_up(process, port)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    gunicorn = next(
        int(child)
        for child in children
        if b"gunicorn" in Path(f"/proc/{child}/cmdline").read_bytes()
    )
    os.kill(gunicorn, signal.SIGKILL)
    printed, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "A process ended by itself with status -9: -m gunicorn" in printed
    assert processes_that_use(var) == []
