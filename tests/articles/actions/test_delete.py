"""Only what no reader has seen and nothing points at; its events stay."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import NotAllowed
from articles.models import Article, Event, Version
from tests.factories import (
    AT,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_version,
    make_withdrawn,
)

from .conftest import refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def test_takes_versions_and_keeps_events():
    article = make_article(headline="Never seen")
    pk = article.pk
    actions.delete(article, by=None, at=LATER, why="A double.")
    assert not Article.objects.exists()
    assert not Version.objects.exists()
    last = Event.objects.filter(article=pk).latest("pk")
    assert (last.verb, last.headline, last.why) == ("deleted", "Never seen", "A double.")


@pytest.mark.parametrize("make", [make_live, make_withdrawn, make_scheduled])
def test_never_what_has_a_publication(make):
    article = make()
    refused(NotAllowed, lambda: actions.delete(article, by=None, at=LATER))


def test_not_while_another_text_points_at_it():
    make_language("de")
    target = make_article()
    make_article(body=f'<aside data-read-more="{target.pk}"></aside>')
    refused(NotAllowed, lambda: actions.delete(target, by=None, at=LATER))
    original = make_article()
    make_article(language_id="de", translation_of=original)
    refused(NotAllowed, lambda: actions.delete(original, by=None, at=LATER))


def test_not_while_only_a_live_text_points_at_it():
    target = make_article()
    live = make_live(body=f'<p>x</p><aside data-read-more="{target.pk}"></aside>')
    make_version(live, body="<p>No longer</p>")
    refused(NotAllowed, lambda: actions.delete(target, by=None, at=LATER))
