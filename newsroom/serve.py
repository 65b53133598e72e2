"""Runs the whole newsroom on this machine: database, web server, worker; `make run` calls it."""

import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import OperationalError, connections

from articles.models import Article
from newsroom import devdb

HOST = "127.0.0.1"
START_LIMIT = 120  # seconds
STOP_LIMIT = 15  # seconds; longer than gunicorn's own graceful_timeout
DEMO_ACCOUNTS = ("reporter", "editor", "publisher", "reviewer", "admin")


class ServeError(Exception):
    """It cannot go on; the message says why and what helps."""


class StopRequestedError(BaseException):  # not an Exception: nothing on the way may swallow it
    """Ctrl-C, or a request from outside to end."""


def serve(*, port: int, reload: bool, demo: bool, say: Callable[[str], None]) -> None:
    """Serve until told to stop, then end all that was started here.

    With `reload`, Django's development server runs instead of the production one. With `demo`, a
    newsroom without any article gets the demo's.
    Raises ServeError.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _request_stop)
    children: list[subprocess.Popen[bytes]] = []
    started_database = False
    try:
        _check_port(port)
        started_database = devdb.ensure_running()
        _prepare(collect=not reload, demo=demo, say=say)
        _start_children(children, port=port, reload=reload)
        _wait_until_up(children, port=port)
        say(_welcome(port, demo=demo))
        _watch(children)
    except StopRequestedError:
        say("Stopping …")
    except OperationalError as error:
        raise ServeError(f"The database does not answer: {error}") from error
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _stop(children)
        connections.close_all()
        if started_database:
            devdb.newsroom_server().stop()
    say("Stopped.")


def _request_stop(number: int, frame: FrameType | None) -> None:
    raise StopRequestedError


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise ServeError(
                f"Port {port} cannot be used: {error.strerror}. Choose another: PORT=8001 make run"
            ) from error


def _prepare(*, collect: bool, demo: bool, say: Callable[[str], None]) -> None:
    say("Preparing the database …")
    call_command("migrate", interactive=False, verbosity=0)
    if collect:
        _collect_static_files()
    if demo and "demo" in get_commands() and not Article.objects.exists():
        say("Loading the demo newsroom …")
        call_command("demo")
    connections.close_all()


def _collect_static_files() -> None:
    """Compress and fingerprint them, which takes seconds, unless none has changed since."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    collected = Path(f"{settings.STATIC_ROOT}.collected")
    if collected.exists() and collected.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    collected.write_text(digest.hexdigest())


def _start_children(children: list["subprocess.Popen[bytes]"], *, port: int, reload: bool) -> None:
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    web = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        str(settings.BASE_DIR / "gunicorn.conf.py"),
    ]
    commands = [[*manage, "runserver", f"{HOST}:{port}"] if reload else web]
    if "worker" in get_commands():
        commands.append([*manage, "worker"])
    environment = os.environ | {"PORT": str(port), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    for command in commands:
        # A session of their own: the terminal's Ctrl-C comes here, and they end in order.
        child = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, start_new_session=True
        )
        children.append(child)


def _wait_until_up(children: list["subprocess.Popen[bytes]"], *, port: int) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        _check_alive(children)
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5).close()
            return
        time.sleep(0.1)
    raise ServeError(f"The web server did not answer within {START_LIMIT} seconds.")


def _watch(children: list["subprocess.Popen[bytes]"]) -> None:
    while True:
        _check_alive(children)
        time.sleep(0.5)


def _check_alive(children: list["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        if child.poll() is not None:
            name = " ".join(str(word) for word in child.args[1:3])  # type: ignore[index]
            raise ServeError(f"A process ended by itself with status {child.returncode}: {name}")


def _stop(children: list["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        _signal(child, signal.SIGTERM)
    deadline = time.monotonic() + STOP_LIMIT
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, deadline - time.monotonic()))
        _signal(child, signal.SIGKILL)  # whatever is left of its group
        child.wait()


def _signal(child: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _welcome(port: int, *, demo: bool) -> str:
    addresses = f"""
  The newsroom is open. Ctrl-C closes it.

  Readers   http://{HOST}:{port}/
  Staff     http://{HOST}:{port}/admin/
"""
    accounts = f"""
  The demo's accounts: {", ".join(DEMO_ACCOUNTS)}
  Their password was shown when the demo was loaded. A new one for the editor:
  .venv/bin/python manage.py changepassword editor
"""
    return addresses + accounts if demo else addresses
