"""The servers' private folders of sockets, and how those that nobody uses any more go away.

A server that is killed, and a start that fails, leave their folder in /tmp. It may go when no
start is at work in it, which a lock on the folder tells, and nothing answers at its socket.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

from .account import server_user
from .errors import DatabaseError

PORT = "5432"  # part of the socket's file name; nothing listens on TCP
NAMES = (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock")
PARENT = Path("/tmp")  # noqa: S108 - owners are checked
# What connecting to a socket that no server has open says.
NOBODY_THERE = (errno.ENOENT, errno.ECONNREFUSED)


def directory_for(data: Path) -> Path:
    """Short: a socket's path may have about 100 bytes, and a project's path may have more."""
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return PARENT / f"{_prefix()}{digest}"


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make the folder, and keep it from being cleared away while a server starts in it.

    Raises DatabaseError where it cannot be made or others can enter it. Where no server came up,
    it goes again.
    """
    lock = _hold(folder)
    try:
        yield
    finally:
        os.close(lock)
        remove_if_unused(folder)


def clear_away_unused() -> None:
    """Remove what this user's servers left behind."""
    for folder in PARENT.glob(f"{_prefix()}*"):
        remove_if_unused(folder)


def remove_if_unused(folder: Path) -> None:
    """Remove the folder, if it is ours, nobody is starting in it and no server listens there."""
    with contextlib.suppress(OSError):
        lock = _open(folder)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_private(lock) and _is_unused(folder):
                for name in NAMES:
                    (folder / name).unlink(missing_ok=True)
                folder.rmdir()
        finally:
            os.close(lock)


def _prefix() -> str:
    return f"newsroom-pg-{os.geteuid()}-"


def _hold(folder: Path) -> int:
    while True:
        _make(folder)
        try:
            lock = _open(folder)
        except FileNotFoundError:
            continue  # somebody cleared it away just now
        except OSError as error:
            raise _refusal(folder) from error
        fcntl.flock(lock, fcntl.LOCK_SH)
        if not _is_private(lock):
            os.close(lock)
            raise _refusal(folder)
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), folder.lstat()):
                return lock
        os.close(lock)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    except OSError as error:
        raise DatabaseError(f"{folder} cannot be made: {error.strerror}.") from error
    with contextlib.suppress(FileNotFoundError):  # somebody cleared it away just now
        os.chown(folder, server_user().pw_uid, -1)


def _open(folder: Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)


def _refusal(folder: Path) -> DatabaseError:
    return DatabaseError(f"{folder} should be a private folder of this user. Remove it.")


def _is_private(folder: int) -> bool:
    found = os.fstat(folder)
    return found.st_uid == server_user().pw_uid and not stat.S_IMODE(found.st_mode) & 0o077


def _is_unused(folder: Path) -> bool:
    if not set(os.listdir(folder)) <= set(NAMES):
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        return probe.connect_ex(str(folder / NAMES[0])) in NOBODY_THERE
