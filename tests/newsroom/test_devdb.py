"""Each test runs a real server on a data directory of its own."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest

from newsroom import devdb
from newsroom.devdb import DatabaseError, EmbeddedServer, account
from newsroom.devdb.processes import NO_SUCH_PROCESS, is_server

PROJECT = Path(devdb.__file__).resolve().parent.parent.parent


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's user can enter, which pytest's own, being private, is not."""
    made = Path(tempfile.mkdtemp(prefix="newsroom test "))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def make_server() -> Iterator[Callable[[Path], EmbeddedServer]]:
    made: list[EmbeddedServer] = []

    def make(data: Path) -> EmbeddedServer:
        made.append(EmbeddedServer(data))
        return made[-1]

    yield make
    for server in made:
        server.stop()


@pytest.fixture
def server(folder: Path, make_server: Callable[[Path], EmbeddedServer]) -> EmbeddedServer:
    return make_server(folder / "pgdata")


def query(server: EmbeddedServer, sql: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(dbname="newsroom", **server.connection_arguments())
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def kill_hard(server: EmbeddedServer) -> int:
    pid = server.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while is_server(pid, server.data):
        time.sleep(0.01)
    return pid


def test_start_makes_a_database_and_stop_ends_it(server):
    assert (server.is_ready(), server.pid()) == (False, None)
    assert server.start() is True
    assert server.start() is False
    assert query(server, "SELECT current_database(), current_user") == [("newsroom", "newsroom")]
    assert query(server, "SHOW server_encoding") == [("UTF8",)]
    assert query(server, "SELECT lower('ÄÉ')") == [("äé",)]
    assert query(server, "SHOW listen_addresses") == [("",)]
    pid = server.pid()
    assert server.stop() is True
    assert server.stop() is False
    assert not is_server(pid, server.data)
    assert not server.socket_directory.exists()


def test_data_outlive_a_stop(server):
    server.start()
    query(server, "CREATE TABLE kept AS SELECT 7 AS value")
    server.stop()
    server.start()
    assert query(server, "SELECT value FROM kept") == [(7,)]


def test_the_extensions_that_the_newsroom_needs_are_there(server):
    server.start()
    query(server, "CREATE EXTENSION pg_trgm")
    query(server, "CREATE EXTENSION unaccent")
    assert query(server, "SELECT unaccent('Málaga')") == [("Malaga",)]


def test_a_long_path_with_spaces_and_quotes(folder, make_server):
    server = make_server(folder / ("a 'long' \"path\" $HOME ü " * 6) / "pgdata")
    server.start()
    assert query(server, "SELECT 1") == [(1,)]


def test_nobody_else_reaches_the_socket(server):
    server.start()
    assert server.socket_directory.stat().st_mode & 0o777 == 0o700


def test_a_socket_directory_that_others_can_enter_is_refused(server):
    server.socket_directory.mkdir(mode=0o755)
    try:
        with pytest.raises(DatabaseError, match="should be a private folder"):
            server.start()
    finally:
        server.socket_directory.rmdir()


def test_every_committed_row_comes_back_after_kill_9(server):
    server.start()
    query(server, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS value")
    kill_hard(server)
    assert server.is_ready() is False
    assert server.start() is True
    assert query(server, "SELECT count(*) FROM kept") == [(1000,)]


def test_kill_9_while_clients_write(server):
    server.start()
    query(server, "CREATE TABLE kept (value int)")
    writer = psycopg2.connect(dbname="newsroom", **server.connection_arguments())
    writer.cursor().execute("INSERT INTO kept VALUES (1)")
    kill_hard(server)
    server.start()
    assert query(server, "SELECT count(*) FROM kept") == [(0,)]


def test_a_stale_pid_file_that_names_another_process(server):
    """After a reboot the old id may be anyone's: neither believed, nor signalled."""
    server.start()
    kill_hard(server)
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    bystander = subprocess.Popen(["sleep", "60"], user=user.pw_uid)
    try:
        pid_file = server.data / "postmaster.pid"
        _, rest = pid_file.read_text().split("\n", 1)
        pid_file.write_text(f"{bystander.pid}\n{rest}")
        assert server.pid() is None
        assert server.stop() is False
        assert server.start() is True
        assert query(server, "SELECT 1") == [(1,)]
        server.stop()
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_a_zombie_is_no_server():
    data = Path("/some/data")
    program = [sys.executable, "-c", "input()", "-D", str(data)]
    process = subprocess.Popen(program, stdin=subprocess.PIPE)
    while not is_server(process.pid, data):
        time.sleep(0.01)
    process.stdin.close()
    while is_server(process.pid, data):
        time.sleep(0.01)
    os.kill(process.pid, 0)  # the process has ended, and its id still exists
    process.wait()


def test_a_half_written_pid_file(server):
    server.start()
    kill_hard(server)
    (server.data / "postmaster.pid").write_text("")
    assert server.start() is True


def test_data_removed_under_a_running_server(server):
    server.start()
    old = server.pid()
    shutil.rmtree(server.data)
    assert server.is_ready() is False
    assert server.start() is True
    assert server.pid() != old
    assert not Path(f"/proc/{old}/exe").exists()
    assert query(server, "SELECT 1") == [(1,)]


def test_an_initdb_that_was_interrupted(server):
    partial = server.data.with_name("pgdata.partial")
    partial.mkdir()
    (partial / "PG_VERSION").write_text("18\n")
    assert server.start() is True
    assert not partial.exists()


def test_many_processes_start_it_at_once(server):
    program = (
        "import sys; from pathlib import Path; from newsroom.devdb import EmbeddedServer;"
        "print(EmbeddedServer(Path(sys.argv[1])).start())"
    )
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(server.data)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(5)
    ]
    answers = [start.communicate(timeout=60)[0].strip() for start in starts]
    assert sorted(answers) == ["False", "False", "False", "False", "True"]
    assert [start.returncode for start in starts] == [0, 0, 0, 0, 0]


def test_a_broken_locale_and_a_closed_stdin(folder):
    environment = os.environ | {
        "NEWSROOM_VAR": str(folder / "var"),
        "LANG": "xx_YY.nonsense",
        "LC_ALL": "xx_YY.nonsense",
        "DATABASE_URL": "",
    }

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "newsroom.devdb", *arguments],
            check=False,
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    started = run("start")
    assert (started.returncode, started.stderr) == (0, "")
    assert started.stdout.startswith("PostgreSQL is running.")
    assert run("status").returncode == 0
    assert run("stop").stdout == "PostgreSQL is stopped.\n"
    assert run("status").returncode == 3


def test_stop_leaves_a_server_that_is_in_use(server):
    server.start()
    client = psycopg2.connect(dbname="newsroom", **server.connection_arguments())
    assert server.stop(only_if_unused=True) is False
    client.close()
    while server.stop(only_if_unused=True) is False:  # the server notices the goodbye a bit later
        time.sleep(0.01)
    assert server.pid() is None


def test_data_of_another_version_are_refused_in_words(server):
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(
        DatabaseError, match=r"was made by PostgreSQL 17, .* installed server is 18"
    ):
        server.start()


def test_a_folder_with_other_things_is_left_alone(server):
    server.data.mkdir()
    (server.data / "letter.txt").write_text("dear editor")
    with pytest.raises(DatabaseError, match="neither empty nor a PostgreSQL data directory"):
        server.start()
    assert (server.data / "letter.txt").read_text() == "dear editor"


def test_a_server_that_cannot_start_says_why(folder, make_server):
    server = EmbeddedServer(folder / "pgdata", {"max_connections": "many"})
    with pytest.raises(DatabaseError, match="max_connections"):
        server.start()


def test_without_the_wheel_the_message_names_the_way_out(monkeypatch):
    monkeypatch.setattr(account.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(DatabaseError, match="Set DATABASE_URL, or install it"):
        account.find_binaries()


def test_a_database_url_switches_it_off(monkeypatch, folder):
    monkeypatch.setenv("DATABASE_URL", "postgres://host/name")
    monkeypatch.setenv("NEWSROOM_VAR", str(folder / "var"))
    assert devdb.ensure_running() is False
    assert not (folder / "var").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the server to another user")
class TestAsRoot:
    def test_the_server_runs_as_nobody(self, server):
        server.start()
        assert Path(f"/proc/{server.pid()}").stat().st_uid == pwd.getpwnam("nobody").pw_uid

    def test_data_go_elsewhere_when_nobody_cannot_enter(self, folder, monkeypatch):
        folder.chmod(0o700)
        monkeypatch.setenv("NEWSROOM_VAR", str(folder / "var"))
        monkeypatch.setattr(devdb, "SHARED_STATE", Path("/elsewhere"))
        assert devdb.newsroom_server().data.parts[:2] == ("/", "elsewhere")
        folder.chmod(0o755)
        assert devdb.newsroom_server().data == folder / "var" / "pgdata"

    def test_binaries_are_copied_when_nobody_cannot_enter(self, folder, monkeypatch):
        shared = folder / "shared"
        monkeypatch.setattr(account, "SHARED_STATE", shared)
        monkeypatch.setattr(account, "open_to_everyone", lambda path: False)
        binaries = account.find_binaries()
        assert binaries.is_relative_to(shared)
        assert [path.name.split("-")[0] for path in shared.iterdir()] == ["postgresql"]
        monkeypatch.undo()
        assert account.open_to_everyone(binaries / "postgres")
        as_nobody = subprocess.run(
            [binaries / "initdb", "--version"],
            check=True,
            capture_output=True,
            text=True,
            user="nobody",
        )
        assert as_nobody.stdout.startswith("initdb (PostgreSQL) 18")

    def test_a_new_var_folder_can_be_entered_whatever_the_umask(self, folder, make_server):
        old = os.umask(0o077)
        try:
            server = make_server(folder / "var" / "pgdata")
            server.start()
        finally:
            os.umask(old)
        assert query(server, "SELECT 1") == [(1,)]


def test_no_system_has_a_process_of_the_impossible_id():
    with pytest.raises(ProcessLookupError):
        os.kill(NO_SUCH_PROCESS, 0)
