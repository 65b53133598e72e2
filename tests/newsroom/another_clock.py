"""The newsroom in a process of its own whose clock goes wrong by so many seconds.

another_clock.py SECONDS serve      prints its port, and serves until it is ended
another_clock.py SECONDS worker     does what is due by that clock, and ends
"""

import sys
from datetime import timedelta
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.core.management import call_command
from django.utils import timezone


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Nobody reads it."""


def main(seconds: str, what: str) -> None:
    right, wrong = timezone.now, timedelta(seconds=float(seconds))
    timezone.now = lambda: right() + wrong
    django.setup()
    if what == "worker":
        call_command("worker", once=True)
        return
    from newsroom.wsgi import application  # it reads the settings, which django.setup() does first

    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
