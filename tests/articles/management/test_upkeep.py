"""worker, rebuild and doctor: what they do, what they say, and that doing it twice is harmless."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.actions import NotReady, upkeep
from articles.enums import Verb
from articles.models import Event, Publication
from tests.factories import make_article, make_live, make_scheduled

pytestmark = pytest.mark.django_db


def run(name, **options):
    out, err = StringIO(), StringIO()
    call_command(name, stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def scheduled_for_a_minute_ago():
    now = timezone.now()
    return make_scheduled(at=now - timedelta(hours=1), publish_at=now - timedelta(minutes=1))


def test_worker_records_a_scheduled_story_once_at_its_own_time():
    story = scheduled_for_a_minute_ago()
    assert run("worker", once=True) == "1 done\n"
    assert run("worker", once=True) == "0 done\n"
    event = Event.objects.get(article=story.pk, verb=Verb.PUBLISHED)
    publication = Publication.objects.get(pk=story.pk)
    assert (event.at, event.by) == (publication.published_at, None)
    assert publication.announced_at is not None


def test_worker_leaves_a_story_of_tomorrow():
    make_scheduled(publish_at=timezone.now() + timedelta(days=1))
    assert run("worker", once=True) == "0 done\n"


def test_worker_makes_stale_publications_again():
    live = make_live(headline="Ferry returns")
    Publication.objects.filter(pk=live.pk).update(is_stale=True, card="old")
    assert run("worker", once=True) == "1 done\n"
    publication = Publication.objects.get(pk=live.pk)
    assert publication.is_stale is False
    assert "Ferry returns" in publication.card


def test_worker_goes_on_past_a_refusal(monkeypatch):
    def refuse(*, at):
        raise NotReady(["Something is missing."])

    monkeypatch.setattr(upkeep, "announce_next", refuse)
    Publication.objects.filter(pk=make_live().pk).update(is_stale=True)
    said = run("worker", once=True)
    assert "1 done" in said
    assert "Something is missing." in said


def test_rebuild_makes_every_publication_again():
    stories = [make_live(), make_live()]
    Publication.objects.update(card="old", pieces=["old"])
    assert "2 publications made again" in run("rebuild")
    for story in stories:
        publication = Publication.objects.get(pk=story.pk)
        assert story.headline in publication.card
        assert publication.pieces != ["old"]


def test_doctor_is_content():
    make_live()
    assert run("doctor").count(": none") == 3


def test_doctor_names_wanted_links():
    article = make_article(body='<p>x</p><aside data-wanted="Not yet"></aside>')
    assert f"“Not yet” in #{article.pk} {article.headline}" in run("doctor")


def test_doctor_fails_when_the_worker_does_not_keep_up():
    scheduled_for_a_minute_ago()
    with pytest.raises(CommandError, match="worker"):
        run("doctor")
