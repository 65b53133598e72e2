"""Real servers and workers whose clocks differ: ahead, and set back."""

import contextlib
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from articles import actions
from articles.addresses import ARTICLE, address
from articles.models import Event, Failure, Publication, ScheduledUpdate
from tests.factories import make_live, make_scheduled, make_user, make_version

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
SCRIPT = Path(__file__).with_name("another_clock.py")
HOUR = timedelta(hours=1)


def environment() -> dict[str, str]:
    """For a process that works on the database of this test."""
    database = connection.settings_dict
    where = {"host": database["HOST"], "port": database["PORT"], **database["OPTIONS"]}
    who = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    query = urlencode({name: value for name, value in where.items() if value})
    return os.environ | {
        "DATABASE_URL": f"postgres://{who}@/{quote(database['NAME'])}?{query}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(settings.BASE_DIR),
    }


def start(ahead: timedelta, what: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(ahead.total_seconds()), what],
        env=environment(),
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextlib.contextmanager
def served(ahead: timedelta = timedelta()) -> Iterator[str]:
    """A server whose clock goes ``ahead``; yields its URL."""
    process = start(ahead, "serve")
    try:
        port = process.stdout.readline().strip()
        assert port.isdigit(), port + process.stdout.read()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.communicate(timeout=20)


def work(ahead: timedelta = timedelta()) -> str:
    """What a worker says whose clock goes ``ahead``, and that does what is due."""
    said, _nothing = start(ahead, "worker").communicate(timeout=60)
    return said


def read(url: str, cookie: str = "") -> tuple[int, str]:
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def page(article) -> str:
    publication = Publication.objects.get(pk=article.pk)
    return address(ARTICLE, publication.language_id, publication.slug, publication.pk)


def verbs(article) -> list[str]:
    events = Event.objects.filter(article=article.pk).order_by("pk")
    return list(events.values_list("verb", flat=True))


def test_a_story_comes_and_expires_at_its_moment_with_no_worker():
    now = timezone.now()
    story = make_scheduled(
        at=now, publish_at=now + HOUR, expires_at=now + 3 * HOUR, headline="Harbour opens"
    )
    with served() as today, served(2 * HOUR) as later, served(4 * HOUR) as too_late:
        found = [read(site + page(story))[0] for site in (today, later, too_late)]
        assert found == [404, 200, 410]
        lists = [read(f"{site}/en/")[1].count("Harbour opens") for site in (today, later, too_late)]
        assert [count > 0 for count in lists] == [False, True, False]
        assert read(f"{today}/readyz") == (200, '{"ready": true, "problems": []}')
        status, said = read(f"{later}/readyz")
        assert (status, "The worker is late with 1 scheduled stories." in said) == (503, True)
    assert Publication.objects.get().announced_at is None  # by no worker at all


def test_a_worker_whose_clock_is_set_back_repeats_nothing():
    now = timezone.now()
    story = make_scheduled(at=now, publish_at=now + HOUR)
    live = make_live(at=now - HOUR)
    make_version(live, teaser="Newer.")
    actions.schedule_update(live, by=None, at=now, due_at=now + HOUR)
    assert [work(), work(2 * HOUR), work(), work(2 * HOUR)] == [
        "0 done\n",
        "2 done\n",
        "0 done\n",
        "0 done\n",
    ]
    assert (verbs(story).count("published"), verbs(live).count("updated")) == (1, 1)
    assert not ScheduledUpdate.objects.exists()
    with served() as site:  # whose clock is behind that of the worker
        status, text = read(site + page(live))
        assert (status, "Newer." in text) == (200, True)
        assert read(site + page(story))[0] == 404


def test_what_has_failed_by_a_clock_that_went_ahead_is_tried_again_by_the_right_one():
    now = timezone.now()
    publisher = make_user("Publisher")
    story = make_live(at=now - 2 * HOUR)
    make_version(story, teaser="Newer.")
    actions.schedule_update(story, by=publisher, at=now - 2 * HOUR, due_at=now - HOUR)
    group = publisher.groups.get()
    publisher.groups.clear()
    assert work(9 * HOUR).startswith("Left for the desk: ")
    assert Failure.objects.get().times == 1
    publisher.groups.add(group)
    assert work() == "1 done\n"
    assert not Failure.objects.exists()
    assert verbs(story)[-2:] == ["failed", "updated"]


def test_the_desk_has_no_page_that_a_clock_set_back_breaks(client):
    now = timezone.now()
    editor = make_user("Editor")
    client.force_login(editor)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    story = make_live(at=now, by=editor)
    make_version(story, at=now, teaser="Newer.")
    actions.schedule_update(story, by=editor, at=now, due_at=now + HOUR)
    own = f"/admin/articles/article/{story.pk}"
    paths = [
        *("/admin/", "/admin/?by=day", "/admin/articles/article/", "/admin/notifications/"),
        *(f"{own}/{name}/" for name in ("change", "history", "compare", "links", "notes")),
        *("/en/", "/en/corrections/"),
    ]
    with served(-9 * HOUR) as site:
        assert {path: read(site + path, cookie)[0] for path in paths} == dict.fromkeys(paths, 200)
        assert read(site + page(story))[0] == 404  # by that clock it lies ahead
    with served() as site:
        assert read(site + page(story))[0] == 200


def test_workers_are_killed_where_they_stand_and_the_next_one_does_the_rest():
    """``kill -9`` of the command itself, again and again, at whatever it does just then."""
    now = timezone.now()
    stories = [make_scheduled(at=now - HOUR, publish_at=now - HOUR / 2) for _n in range(5)]
    lives = [make_live(at=now - HOUR) for _n in range(5)]
    for live in lives:
        make_version(live, teaser="Newer.")
        actions.schedule_update(live, by=None, at=now - HOUR, due_at=now - HOUR / 2)
    connections.close_all()
    for left in (10, 8, 5, 2):
        worker = start(timedelta(), "worker")
        while _left() > left and worker.poll() is None:
            pass
        worker.send_signal(signal.SIGKILL)
        worker.communicate(timeout=20)
    together = [start(timedelta(), "worker") for _n in range(2)]
    assert [worker.wait(timeout=60) for worker in together] == [0, 0]
    for worker in together:
        worker.communicate()
    assert _left() == 0
    assert [verbs(story).count("published") for story in stories] == [1] * 5
    assert [verbs(live).count("updated") for live in lives] == [1] * 5
    assert not Failure.objects.exists()


def _left() -> int:
    waiting = Publication.objects.filter(announced_at=None).count()
    return waiting + ScheduledUpdate.objects.count()
