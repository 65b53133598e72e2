"""What is wrong with the machine or the settings: one sentence, status 1, and no traceback."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DataError, OperationalError, connection

from newsroom.command_line import in_words

Run = Callable[..., "subprocess.CompletedProcess[str]"]
NOWHERE = "postgres://ann:secret@127.0.0.1:1/news"
MISTAKES = [
    ("DATABASE_URL", "nonsense", "DATABASE_URL is not a URL like postgres://user:password@"),
    ("DATABASE_URL", "postgres://db/news?x=1", "DATABASE_URL has an option that PostgreSQL does"),
    ("FOUR_EYES", "maybe", "FOUR_EYES must be 0 or 1, not 'maybe'."),
    ("SITE_URL", "foo", "SITE_URL must be like https://news.example, not 'foo'."),
    ("PREPARED_STATEMENTS", "x", "PREPARED_STATEMENTS must be 0 or 1, not 'x'."),
    ("PORT", "99999", "PORT must be a whole number from 1 to 65535, not '99999'."),
    ("TIME_ZONE", "Nonsense", "TIME_ZONE must be like Europe/Berlin, not 'Nonsense'."),
    ("WEB_CONCURRENCY", "0", "WEB_CONCURRENCY must be a whole number from 1 to 1000, not '0'."),
    ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of CRITICAL, "),
    ("NEWSROOM_VAR", f"{__file__}/x", f"NEWSROOM_VAR must be a folder, and {__file__} is none."),
]


@pytest.fixture
def var() -> Iterator[Path]:
    """A folder that the database's user can enter."""
    made = Path(tempfile.mkdtemp(prefix="newsroom "))
    made.chmod(0o755)
    yield made / "var"
    shutil.rmtree(made)


@pytest.fixture
def run(var: Path) -> Run:
    def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *words],
            check=False,
            cwd=settings.BASE_DIR,
            env={"PATH": os.environ["PATH"], "NEWSROOM_VAR": str(var)} | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def assert_told(finished: "subprocess.CompletedProcess[str]", sentence: str) -> None:
    assert finished.stderr.startswith(f"Error: {sentence}")
    assert (finished.returncode, finished.stdout, finished.stderr.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("command", ["doctor", "serve", "migrate"])
def test_a_command_names_the_setting(run, var, command):
    assert_told(run("manage.py", command, PORT="x"), "PORT must be a whole number")
    assert not var.exists()


@pytest.mark.parametrize(("name", "value", "sentence"), MISTAKES)
def test_every_mistake_is_one_sentence(run, name, value, sentence):
    assert_told(run("manage.py", "check", **{name: value}), sentence)


@pytest.mark.parametrize(("name", "value", "sentence"), MISTAKES)
def test_gunicorn_says_the_same(run, name, value, sentence):
    assert_told(run("-m", "gunicorn", **{name: value}), sentence)


def test_a_folder_that_cannot_be_made(run):
    place = {"NEWSROOM_VAR": "/proc/x"} if Path("/proc").exists() else {"NEWSROOM_VAR": "/dev/x"}
    assert_told(run("manage.py", "doctor", **place), "NEWSROOM_VAR: the newsroom's secret cannot")
    place["SECRET_KEY"] = "given"
    assert_told(run("manage.py", "doctor", **place), "The database's folder ")
    place["DATABASE_URL"] = NOWHERE
    finished = run("manage.py", "collectstatic", "--noinput", **place)
    assert_told(finished, f"NEWSROOM_VAR: {place['NEWSROOM_VAR']} cannot be used: ")


def test_a_database_that_is_not_there(run):
    finished = run("manage.py", "doctor", DATABASE_URL=NOWHERE)
    assert_told(finished, "The database did not answer: ")
    assert "secret" not in finished.stderr


def test_a_database_without_tables(run):
    try:
        assert_told(run("manage.py", "doctor"), "The database lacks tables of this version.")
    finally:
        run("-m", "newsroom.devdb", "stop")


def test_traceback_shows_where(run):
    finished = run("manage.py", "check", "--traceback", PORT="x")
    assert (finished.returncode, "Traceback" in finished.stderr) == (1, True)


def test_help_needs_no_settings(run):
    assert run("manage.py", "help", PORT="x").returncode == 0


def test_a_port_on_the_command_line(run):
    finished = run("manage.py", "serve", "--port", "99999")
    assert finished.stderr.endswith("argument --port: a port is a number from 1 to 65535\n")


@pytest.mark.django_db
def test_a_mistake_of_the_program_keeps_its_traceback():
    assert in_words(DataError("x")) is None
    assert in_words(FileNotFoundError(2, "No such file", "/elsewhere")) is None
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1")
        with pytest.raises(OperationalError) as caught:
            cursor.execute("SELECT pg_sleep(1)")
    assert in_words(caught.value) is None
