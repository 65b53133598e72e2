#!/usr/bin/env python
"""Django's command line. It starts the embedded database for the commands that need one."""

import os
import sys

# `serve` starts it itself, to know whether to stop it.
NO_DATABASE = {"check", "collectstatic", "compilemessages", "help", "makemessages", "serve"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line

    from newsroom import devdb

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command not in NO_DATABASE and not command.startswith("-") and "--help" not in sys.argv:
        try:
            devdb.ensure_running()
        except devdb.DatabaseError as error:
            sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
