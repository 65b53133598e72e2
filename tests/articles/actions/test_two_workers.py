"""Workers as processes of their own: several at once, and one that is killed in mid-work."""

import multiprocessing
import os
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from articles import actions
from articles.actions import upkeep
from articles.management.commands.worker import Command
from articles.models import Correction, Event, Failure, Publication, ScheduledUpdate
from tests.factories import make_live, make_scheduled, make_user, make_version

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
FORK = multiprocessing.get_context("fork")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
# Whoever writes an event of this article waits for a lock that the test holds.
SLOW = """
CREATE FUNCTION wait_in_mid_work() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NEW; END $$;
CREATE TRIGGER wait_in_mid_work BEFORE INSERT ON articles_event FOR EACH ROW
    WHEN (NEW.article_id = %d) EXECUTE FUNCTION wait_in_mid_work();
"""
# Other tests may run on the same server, in databases of their own.
WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
WHERE datname = current_database() AND locktype = 'advisory' AND objid = 42 AND NOT granted
"""
NOT_SLOW = "DROP TRIGGER wait_in_mid_work ON articles_event; DROP FUNCTION wait_in_mid_work();"


def with_update(now, *, by=None):
    story = make_live()
    make_version(story, teaser="Newer.")
    actions.schedule_update(story, by=by, at=now - HOUR, due_at=now - MINUTE)
    return story


def told(verb, articles):
    events = Event.objects.filter(verb=verb, article__in=[article.pk for article in articles])
    return Counter(events.values_list("article", flat=True))


def in_a_process(job, *arguments):
    def run():
        connections["default"].ensure_connection()
        try:
            job(*arguments)
        finally:
            connections.close_all()

    process = FORK.Process(target=run)
    process.start()
    return process


def test_three_workers_at_once_do_each_thing_once():
    now = timezone.now()
    stories = [make_scheduled(at=now - HOUR, publish_at=now - MINUTE) for _n in range(8)]
    updates = [with_update(now) for _n in range(8)]
    publisher = make_user("Publisher")
    bad = with_update(now, by=publisher)
    publisher.groups.clear()
    connections.close_all()
    barrier = FORK.Barrier(3)

    def work():
        barrier.wait(timeout=20)
        Command().round()

    workers = [in_a_process(work) for _n in range(3)]
    for worker in workers:
        worker.join(timeout=60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert told("published", stories) == {story.pk: 1 for story in stories}
    assert told("updated", updates) == {story.pk: 1 for story in updates}
    assert Correction.objects.count() == 8
    assert not Publication.objects.filter(announced_at=None).exists()
    assert ScheduledUpdate.objects.get().article_id == bad.pk
    assert told("failed", [bad]) == {bad.pk: 1}
    assert Failure.objects.get().times == 1


def until(condition):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None


@pytest.mark.parametrize("kind", ["story", "update"])
def test_a_worker_that_is_killed_in_mid_work_leaves_all_to_the_others(kind):
    now = timezone.now()
    if kind == "story":
        victim = make_scheduled(at=now - HOUR, publish_at=now - 2 * MINUTE)
        other = make_scheduled(at=now - HOUR, publish_at=now - MINUTE)
        job, verb = upkeep.announce_next, "published"
    else:
        victim, other = with_update(now), with_update(now)
        job, verb = upkeep.update_next, "updated"
    ask(SLOW % victim.pk)
    connections.close_all()
    go = FORK.Event()

    def work():
        go.wait(timeout=20)
        job(at=now)

    worker = in_a_process(work)
    ask("SELECT pg_advisory_lock(42)")
    go.set()
    until(lambda: ask(WAITING) == 1)
    assert [job(at=now), job(at=now)] == [other.pk, None]  # what is locked is left alone
    os.kill(worker.pid, signal.SIGKILL)
    worker.join(timeout=20)
    assert worker.exitcode == -signal.SIGKILL
    assert told(verb, [victim]) == {}
    ask("SELECT pg_advisory_unlock(42)")
    until(lambda: job(at=now) == victim.pk)
    assert job(at=now) is None
    assert told(verb, [victim, other]) == {victim.pk: 1, other.pk: 1}
    assert not Failure.objects.exists()
    ask(NOT_SLOW)
