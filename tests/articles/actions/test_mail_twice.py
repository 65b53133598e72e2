"""A mail that may have arrived is sent again, such that mail programs know it for the same."""

import os
import signal
from datetime import timedelta

import pytest
from django.db import connections
from django.test import override_settings

from articles.actions import mail
from articles.actions.save import record_event
from articles.enums import Verb
from articles.models import Notification
from tests.factories import AT, make_article, make_user

from .smtp_server import running
from .test_two_workers import FORK, ask, in_a_process, until

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
# Whoever notes that a mail was sent waits for a lock that the test holds.
SLOW = """
CREATE FUNCTION wait_before_noting() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock(43); RETURN NEW; END $$;
CREATE TRIGGER wait_before_noting BEFORE UPDATE ON articles_notification FOR EACH ROW
    WHEN (NEW.mailed_at IS NOT NULL) EXECUTE FUNCTION wait_before_noting();
"""
NOT_SLOW = """
DROP TRIGGER wait_before_noting ON articles_notification;
DROP FUNCTION wait_before_noting();
"""
# Other tests may run on the same server, in databases of their own.
WAITER = """
FROM pg_locks JOIN pg_database ON pg_database.oid = database
WHERE datname = current_database() AND locktype = 'advisory' AND objid = 43 AND NOT granted
"""
WAITING = f"SELECT count(*) {WAITER}"
END = f"SELECT pg_terminate_backend(pid) {WAITER}"
AGAIN = AT + mail.FIRST_WAIT


@pytest.fixture
def server():
    with running() as server:
        how = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": server.server_address[1]}
        with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", **how):
            yield server


@pytest.fixture
def notice():
    editor = make_user("Editor", email="ed@news.example")
    record_event(make_article(), Verb.SUBMITTED, by=None, at=AT, why="Numbers are checked.")
    return Notification.objects.get(to=editor)


def names(server):
    return [taken["Message-ID"] for taken in server.taken]


def test_a_server_that_falls_silent_after_the_text(server, notice):
    server.drops = 1
    assert mail.send_next(at=AT) is None
    assert mail.send_next(at=AGAIN) == notice.pk
    assert mail.send_next(at=AGAIN + timedelta(days=9)) is None
    first, second = names(server)
    assert first == second != ""
    notice.refresh_from_db()
    assert notice.mailed_at == AGAIN


def test_a_worker_that_is_killed_between_sending_and_noting_it(server, notice):
    ask(SLOW)
    connections.close_all()
    go = FORK.Event()

    def work():
        go.wait(timeout=20)
        mail.send_next(at=AT)

    worker = in_a_process(work)
    ask("SELECT pg_advisory_lock(43)")
    go.set()
    until(lambda: ask(WAITING) == 1)
    os.kill(worker.pid, signal.SIGKILL)
    worker.join(timeout=20)
    ask(END)  # what the worker had asked for would be done once the lock is free
    until(lambda: ask(WAITING) == 0)
    ask("SELECT pg_advisory_unlock(43)")
    assert Notification.objects.get(pk=notice.pk).mailed_at is None
    assert mail.send_next(at=AT) is None  # not at once
    assert mail.send_next(at=AGAIN) == notice.pk
    assert mail.send_next(at=AGAIN + timedelta(days=9)) is None
    first, second = names(server)
    assert first == second
    ask(NOT_SLOW)
