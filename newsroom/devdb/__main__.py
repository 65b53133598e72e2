"""The command line: python -m newsroom.devdb start|stop|status|shell."""

import argparse
import os
import sys

from . import DatabaseError, EmbeddedServer, newsroom_server, server_for_tests
from .account import find_binaries
from .server import NAME


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m newsroom.devdb")
    parser.add_argument("action", choices=["start", "stop", "status", "shell"])
    parser.add_argument("--test", action="store_true", help="the server for tests")
    parser.add_argument("--only-if-unused", action="store_true", help="do not stop it under others")
    options = parser.parse_args(arguments)
    try:
        server = server_for_tests() if options.test else newsroom_server()
        if options.action == "stop":
            return stop(server, only_if_unused=options.only_if_unused)
        if options.action == "status":
            return status(server)
        server.start()
        return shell(server) if options.action == "shell" else status(server)
    except DatabaseError as error:
        print(error, file=sys.stderr)
        return 1


def stop(server: EmbeddedServer, *, only_if_unused: bool) -> int:
    stopped = server.stop(only_if_unused=only_if_unused)
    if not stopped and server.pid() is not None:
        print("PostgreSQL is in use and keeps running.")
    else:
        print("PostgreSQL is stopped." if stopped else "PostgreSQL was not running.")
    return 0


def status(server: EmbeddedServer) -> int:
    running = server.is_ready()
    print(f"PostgreSQL is {'running' if running else 'not running'}. Its data: {server.data}")
    if running:
        print(f"psql -h {server.socket_directory} -U {NAME} {NAME}")
    return 0 if running else 3


def shell(server: EmbeddedServer) -> int:
    psql = find_binaries() / "psql"
    os.execv(psql, ["psql", "-h", str(server.socket_directory), "-U", NAME, NAME])
    return 0


if __name__ == "__main__":
    sys.exit(main())
