"""A worker that is killed after each of its writes in turn, and after each commit.

Whatever it leaves, the next worker makes of it what one worker would have made alone: each thing
once, and nothing twice.
"""

import os
import signal
from collections import Counter
from itertools import count

import pytest
from django.db import connection, connections
from django.utils import timezone

from articles import actions
from articles.actions import upkeep
from articles.models import (
    Article,
    Correction,
    Event,
    Failure,
    Notification,
    Publication,
    PublicationReadMore,
    ReadMoreReference,
    ScheduledUpdate,
)
from tests.factories import approve, make_article, make_live, make_topic, make_user

from .test_two_workers import HOUR, MINUTE, in_a_process, with_update

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
WRITES = ("INSERT", "UPDATE", "DELETE")


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at(point, job):
    """Do ``job`` in a process that is killed at its ``point``-th write or commit; was it?"""
    connections.close_all()
    passed = count(1)

    def write(execute, sql, *rest):
        result = execute(sql, *rest)
        if sql.startswith(WRITES) and next(passed) == point:
            die()
        return result

    def work():
        commit = connection._commit

        def and_then():
            commit()
            if next(passed) == point:
                die()

        connection._commit = and_then
        with connection.execute_wrapper(write):
            while job() is not None:
                pass

    worker = in_a_process(work)
    worker.join(timeout=60)
    assert worker.exitcode in (0, -signal.SIGKILL)
    return worker.exitcode != 0


def at_each_point(scene, job, outcome):
    """Make ``scene``, let a worker be killed at one point of ``job`` and another do the rest.

    ``outcome`` says of the scene what came of it; it must be the same for each point, and as it is
    where nobody is killed. Returns the number of points.
    """
    found = []
    for point in count(1):
        made = scene()
        was_killed = killed_at(point, job)
        while job() is not None:
            pass
        found.append(outcome(made))
        if not was_killed:
            assert found == [found[-1]] * point
            return point - 1


def events(article):
    return sorted(
        Event.objects.filter(article=article.pk).values_list("verb", "version_number", "by")
    )


def notices(article):
    return Counter(Notification.objects.filter(article=article.pk).values_list("kind", flat=True))


def test_a_scheduled_story():
    now = timezone.now()
    writer, editor = make_user(), make_user("Editor")

    def scene():
        story = make_article(at=now - HOUR, by=writer)
        approve(story, at=now - HOUR)
        actions.schedule(story, by=editor, at=now - HOUR, publish_at=now - MINUTE)
        return story

    def outcome(story):
        is_announced = Publication.objects.filter(pk=story.pk, announced_at=now).exists()
        assert notices(story)["published"] == 1
        return is_announced, events(story), notices(story), Failure.objects.count()

    points = at_each_point(scene, lambda: upkeep.announce_next(at=now), outcome)
    assert points >= 3


def test_a_scheduled_update():
    now = timezone.now()
    editor = make_user("Editor")

    def outcome(story):
        live = Publication.objects.get(pk=story.pk)
        told = Correction.objects.filter(article=story.pk)
        return (
            (live.version.number, live.teaser, live.updated_at),
            list(told.values_list("kind", "before__number", "after__number", "at")),
            (events(story), notices(story)),
            (ScheduledUpdate.objects.count(), Failure.objects.count()),
        )

    points = at_each_point(
        lambda: with_update(now, by=editor), lambda: upkeep.update_next(at=now), outcome
    )
    assert points >= 6


def test_an_update_that_fails():
    """Its people are told once, whenever the worker was killed."""
    now = timezone.now()
    make_user("superuser")

    def scene():
        publisher = make_user("Publisher")
        story = with_update(now, by=publisher)
        publisher.groups.clear()
        return story

    def job():
        try:
            return upkeep.update_next(at=now)
        except upkeep.Failed:
            return 0

    def outcome(story):
        failures = Failure.objects.filter(article=story.pk).values_list("what", "times")
        verbs = [verb for verb, *_rest in events(story)]
        is_kept = ScheduledUpdate.objects.filter(article=story.pk).exists()
        assert notices(story)["failed"] == 1
        return list(failures), verbs, is_kept, Publication.objects.get(pk=story.pk).version.number

    assert at_each_point(scene, job, outcome) >= 3


def test_a_stale_publication():
    now = timezone.now()

    def scene():
        topic = make_topic("Old name")
        story = make_live(topics=[topic])
        type(topic).objects.filter(pk=topic.pk).update(name="New name")
        Publication.objects.filter(pk=story.pk).update(is_stale=True)
        return story

    def outcome(story):
        made = Publication.objects.get(pk=story.pk)
        topics = [topic["name"] for topic in made.page["topics"]]
        return made.is_stale, topics, made.topic_rows.count(), len(events(story))

    assert at_each_point(scene, lambda: upkeep.remake_next(at=now), outcome) >= 3


def test_a_link_that_waits():
    now = timezone.now()
    numbers = count(1)

    def scene():
        name = f"Zoo {next(numbers)}"
        waiting = make_live(body=f'<p>x</p><aside data-wanted="{name}"></aside>')
        target = make_live(headline=f"Another {name}")
        key = name.lower()
        Article.objects.filter(pk=target.pk).update(headline=name, headline_key=key)
        return waiting, target

    def outcome(made):
        waiting, target = made
        texts = ReadMoreReference.objects.filter(article=waiting, target=target)
        pages = PublicationReadMore.objects.filter(publication=waiting.pk, target=target)
        return texts.count(), pages.count(), waiting.versions.count(), events(waiting)

    assert at_each_point(scene, lambda: upkeep.bind_next(at=now), outcome) >= 4
