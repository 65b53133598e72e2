"""Several processes at once, each with a connection of its own, and what they left behind."""

import multiprocessing
from time import sleep

from django.db import connection, connections

from articles.models import Event, Publication

ROUNDS = 6


class Refused(Exception):
    """The form came back with a reason."""


def together(*jobs):
    """Run ``jobs`` at the same moment in processes; return the names of what they came to."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(len(jobs)), context.SimpleQueue()

    def run(job):
        connections["default"].ensure_connection()
        barrier.wait(timeout=20)
        try:
            job()
            results.put("done")
        except Exception as error:
            results.put(type(error).__name__)
        finally:
            connections.close_all()

    processes = [context.Process(target=run, args=(job,)) for job in jobs]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=30)
    assert [process.exitcode for process in processes] == [0] * len(jobs)
    return sorted(results.get() for _job in jobs)


def overlapping(first, second):
    """Run ``first(pause)`` in a process, and ``second`` in another while ``first`` pauses.

    ``first`` goes on once ``second`` has ended or waits for what ``first`` has locked. Return what
    they came to, ``second`` first unless it waited: ``["first: done", "second: done"]``.
    """
    connections.close_all()
    context = multiprocessing.get_context("fork")
    paused, go_on, ended = context.Event(), context.Event(), context.SimpleQueue()

    def pause():
        paused.set()
        assert go_on.wait(timeout=20)

    def run(name, job, *given):
        try:
            job(*given)
            ended.put(f"{name}: done")
        except Exception as error:
            ended.put(f"{name}: {type(error).__name__}")
        finally:
            connections.close_all()

    processes = [context.Process(target=run, args=("first", first, pause))]
    processes[0].start()
    assert paused.wait(timeout=20)
    processes.append(context.Process(target=run, args=("second", second)))
    processes[1].start()
    while (it_waits := processes[1].is_alive()) and not _somebody_waits():
        sleep(0.01)
    go_on.set()
    for process in processes:
        process.join(timeout=30)
    assert [process.exitcode for process in processes] == [0, 0]
    return sorted([ended.get(), ended.get()], reverse=not it_waits)


def _somebody_waits():
    """Whether a connection to this database waits for what another has locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


def shown(article):
    """The number of the version that readers get, once it is sure that they get all of it."""
    made = Publication.objects.get(pk=article.pk)
    data = made.version.data
    assert (made.headline, made.teaser, made.slug) == (
        data["headline"],
        data["teaser"],
        data["slug"],
    )
    assert data["headline"] in made.card
    return made.version.number


def verbs(article):
    found = Event.objects.filter(article=article).order_by("pk")
    return list(found.values_list("verb", flat=True))
