"""Gunicorn reads this when it starts in this folder. WEB_CONCURRENCY sets the processes."""

import os
import socket
import sys
from pathlib import Path

# gunicorn may be started in another folder.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from newsroom import environment

_environment = environment.read_or_exit()
wsgi_app = "newsroom.wsgi:application"
# A listening socket for each worker, so that the kernel shares connections out; with a common one
# a single worker takes most of those that come at once, and keeps them.
reuse_port = sys.platform == "linux"
bind = f"127.0.0.1:{_environment.port}"
worker_class = "gthread"
workers = _environment.processes
threads = 4  # a thread that waits for the database leaves the others to work
keepalive = 10  # seconds; browsers and proxies come back for the next page
graceful_timeout = 8  # seconds; a page is done long before
timeout = 60
no_control_socket = True
loglevel = "warning"


def on_starting(server):
    """With a socket for each worker the kernel would let a second newsroom share the port."""
    if "GUNICORN_PID" in os.environ:
        return  # it takes over from a running one, as an upgrade in place does
    for address in server.address:
        if isinstance(address, tuple):
            _require_free(address)


def _require_free(address):
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            sys.exit(f"{address[0]}:{address[1]} cannot be used: {error.strerror}.")
