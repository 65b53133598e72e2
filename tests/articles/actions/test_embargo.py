"""An embargo: nothing goes past it, by no way, but with a publisher's reason."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import NotAllowed, NotReady
from articles.models import Article, Event, Publication
from tests.factories import (
    AT,
    FAR,
    approve,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_user,
    make_version,
)

from .conftest import is_live, refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
UNTIL = AT + 2 * HOUR
MOMENT = timedelta(microseconds=1)
WORDS = ["There is an embargo until 1 May 2024, 14:00 (UTC)."]


def held(**fields):
    article = make_article(embargo_until=UNTIL, **fields)
    approve(article)
    return article


def held_and_live():
    article = make_live()
    make_version(article, teaser="Newer.", embargo_until=UNTIL)
    return article


def test_it_is_not_published_before():
    article = held()
    early = UNTIL - MOMENT
    assert refused(NotReady, lambda: actions.publish(article, by=None, at=early)) == WORDS
    actions.publish(article, by=None, at=UNTIL)
    assert is_live(article, UNTIL)


def test_it_is_not_scheduled_for_before():
    article = held()

    def schedule(moment):
        actions.schedule(article, by=None, at=AT, publish_at=moment)

    assert refused(NotReady, lambda: schedule(UNTIL - MOMENT)) == WORDS
    schedule(UNTIL)
    assert Publication.objects.get().published_at == UNTIL


def test_a_live_story_is_not_updated_before():
    article = held_and_live()
    assert refused(NotReady, lambda: actions.update_live(article, by=None, at=AT)) == WORDS
    early = {"at": AT, "due_at": UNTIL - MOMENT}
    assert refused(NotReady, lambda: actions.schedule_update(article, by=None, **early)) == WORDS
    actions.update_live(article, by=None, at=UNTIL)
    assert Publication.objects.get().teaser == "Newer."


def test_a_publisher_goes_past_it_with_a_reason_that_is_kept():
    article = held()
    editor, publisher = make_user("Editor"), make_user("Publisher")
    why = "The ministry has published it."
    refused(NotAllowed, lambda: actions.publish(article, by=editor, at=AT, override=why))
    actions.publish(article, by=publisher, at=AT, override=why)
    assert is_live(article, AT)
    assert Event.objects.latest("pk").why == why


@pytest.mark.parametrize("until", [None, AT + HOUR])
def test_only_publishers_lift_or_shorten_one_that_runs(until):
    article = make_article(embargo_until=UNTIL)
    article.embargo_until = until
    for role in ("Editor", "Reporter"):
        refused(NotAllowed, lambda role=role: actions.save(article, by=make_user(role), at=AT))
    actions.save(article, by=make_user("Publisher"), at=AT)
    assert Article.objects.get().embargo_until == until


@pytest.mark.parametrize(("until", "at"), [(FAR, AT), (None, UNTIL)])
def test_an_editor_prolongs_it_and_tidies_away_one_that_is_over(until, at):
    article = make_article(embargo_until=UNTIL)
    article.embargo_until = until
    actions.save(article, by=make_user("Editor"), at=at)
    assert Article.objects.get().embargo_until == until


def test_one_that_the_schedule_would_break_is_refused_and_the_schedule_stays():
    article = make_scheduled(publish_at=AT + HOUR)
    article.embargo_until = UNTIL
    assert refused(NotReady, lambda: actions.save(article, by=None, at=AT)) == [
        "Readers would get it before that embargo ends: it is scheduled for "
        "1 May 2024, 13:00 (UTC)."
    ]
    article.embargo_until = AT + HOUR
    actions.save(article, by=None, at=AT)


def test_one_that_a_scheduled_update_would_break_is_refused():
    article = make_live()
    make_version(article, teaser="Newer.")
    actions.schedule_update(article, by=None, at=AT, due_at=AT + HOUR)
    article.embargo_until = UNTIL
    refused(NotReady, lambda: actions.save(article, by=None, at=AT))


def test_neither_a_translation_nor_a_read_more_shows_it_to_readers(client):
    make_language("de")
    original = held(headline="HELDSTORY", teaser="HELDTEASER")
    translation = make_live(language_id="de", translation_of=original)
    pointer = make_live(body=f'<p>x</p><aside data-read-more="{original.pk}"></aside>')
    for article in (translation, pointer):
        found = Publication.objects.get(pk=article.pk)
        page = client.get(f"/{found.language_id}/{found.slug}/a-{article.pk}/")
        assert page.status_code == 200
        assert "HELD" not in page.content.decode()
    for path in ("/en/", "/de/", f"/en/x/a-{original.pk}/", "/en/corrections/", "/sitemap.xml"):
        assert "HELD" not in client.get(path).content.decode()
    assert client.get(f"/en/x/a-{original.pk}/").status_code == 404
