"""Finding a server's process for certain: the id in a lock file may be somebody else's now."""

import contextlib
import os
import subprocess
from pathlib import Path

NO_SUCH_PROCESS = 2**31 - 1  # above every system's highest process id


def server_named_in(lock_file: Path, data: Path) -> int | None:
    """The process id in PostgreSQL's lock file, if that process is a server on `data`."""
    try:
        pid = int(lock_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, PermissionError, ValueError):
        return None
    return pid if is_server(pid, data) else None


def is_server(pid: int, data: Path) -> bool:
    """Whether the process is a server on `data`. A zombie has no command line, so it is not."""
    if pid <= 1:
        return False
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            return os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return False
    command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    found = subprocess.run(command, check=False, capture_output=True, text=True)
    return f"-D {data}" in found.stdout


def disown(pid_file: Path) -> None:
    """Put an impossible id into a crashed server's postmaster.pid.

    Deleting the file would be simpler, and wrong: its other lines lead PostgreSQL to the crashed
    server's shared memory, and so to any of its processes that still write to the data.
    """
    if pid_file.exists():
        _, _, rest = pid_file.read_text().partition("\n")
        pid_file.write_text(f"{NO_SUCH_PROCESS}\n{rest}")
