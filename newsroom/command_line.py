"""manage.py: runs a command, and says in one sentence what keeps any of them from working.

`--traceback` shows where a mistake came from, as it does for Django's own.
"""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error, InterfaceError, OperationalError, ProgrammingError

from newsroom import devdb

# `serve` starts it itself, to know whether to stop it.
NO_DATABASE = {"check", "collectstatic", "compilemessages", "help", "makemessages", "serve"}
# PostgreSQL's codes: a connection ended; there is no such table, or no such column.
AWAY, NOT_MIGRATED = ("08", "57P"), ("42P01", "42703")


def run(arguments: list[str]) -> None:
    """Run the command. Ends the process with status 1 and a sentence where it cannot."""
    try:
        _run(arguments)
    except (ImproperlyConfigured, devdb.DatabaseError, Error, OSError) as error:
        sentence = in_words(error)
        if sentence is None or "--traceback" in arguments:
            raise
        sys.exit(f"Error: {sentence}")


def _run(arguments: list[str]) -> None:
    command = arguments[1] if len(arguments) > 1 else "help"
    needs_settings = not command.startswith("-") and "--help" not in arguments and command != "help"
    if needs_settings:
        settings.INSTALLED_APPS  # noqa: B018 - reads them: nothing is started with wrong ones
    if needs_settings and command not in NO_DATABASE:
        devdb.ensure_running()
    execute_from_command_line(arguments)


def in_words(error: Exception) -> str | None:
    """What is wrong with the machine or its settings; None for a mistake of the program."""
    match error:
        case ImproperlyConfigured() | devdb.DatabaseError():
            return str(error)
        case InterfaceError():
            return f"The database did not answer: {_one_line(error)}"
        case OperationalError() if not _code(error) or _code(error).startswith(AWAY):
            return f"The database did not answer: {_one_line(error)}"
        case ProgrammingError() if _code(error) in NOT_MIGRATED:
            return "The database lacks tables of this version. Run manage.py migrate first."
        case OSError() if _is_in_var(error):
            return f"NEWSROOM_VAR: {error.filename} cannot be used: {error.strerror}."
    return None


def _code(error: Error) -> str:
    """PostgreSQL's code for what went wrong; it gives none where there is no connection."""
    return getattr(error.__cause__, "pgcode", None) or ""


def _one_line(error: Exception) -> str:
    lines = [line.strip().rstrip(".") for line in str(error).splitlines()]
    return ". ".join(line for line in lines if line)


def _is_in_var(error: OSError) -> bool:
    if not isinstance(error.filename, str | os.PathLike):
        return False
    return Path(error.filename).is_relative_to(devdb.var_directory())
