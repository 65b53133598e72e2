from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom import environment
from newsroom.devdb import DatabaseError
from newsroom.serve import ServeError, serve


class Command(BaseCommand):
    help = "Runs the newsroom on this machine: database, web server and worker, until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=_port, default=environment.port("PORT"))
        parser.add_argument("--reload", action="store_true", help="for developers")
        parser.add_argument(
            "--no-demo", action="store_false", dest="demo", help="leave an empty newsroom empty"
        )

    def handle(self, *args: Any, port: int, reload: bool, demo: bool, **options: Any) -> None:
        try:
            serve(port=port, reload=reload, demo=demo, say=self._say)
        except (ServeError, DatabaseError) as error:
            raise CommandError(str(error)) from error

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= environment.HIGHEST_PORT):
        raise ArgumentTypeError(f"a port is a number from 1 to {environment.HIGHEST_PORT}")
    return int(value)
