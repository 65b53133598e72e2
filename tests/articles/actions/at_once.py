"""Several processes at once, each with a connection of its own, and what they left behind."""

import multiprocessing

from django.db import connections

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
