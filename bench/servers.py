"""Starts what is measured: the newsroom as in production, and the bare view beside it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WARM_UP_REQUESTS = 50


@contextlib.contextmanager
def server(application: str, **environment: str) -> Iterator[tuple[str, int]]:
    """Run ``application`` under the project's gunicorn settings; yield its URL and process id."""
    port = _free_port()
    child = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", application],
        cwd=ROOT,
        env=os.environ | environment | {"PORT": str(port)},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}", child.pid
    finally:
        child.terminate()
        child.wait(20)


def warm(url: str) -> int:
    """Ask for ``url`` until every worker has met it; return the page's size in bytes."""
    deadline = time.monotonic() + 30
    while True:
        try:
            size = len(_get(url))
            break
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    for _ in range(WARM_UP_REQUESTS):
        _get(url)
    return size


def largest_worker_mb(parent: int) -> float:
    """The resident memory of the largest worker of the server with process id ``parent``."""
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
            if int(fields["PPid"]) == parent:
                sizes.append(int(fields["VmRSS"].split()[0]) / 1024)
    return max(sizes)


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
