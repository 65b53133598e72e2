"""What lies ahead of an article, in each state."""

from datetime import timedelta

import pytest

from articles import actions
from articles.models import Article
from articles.queries import desk
from articles.queries.live_state import with_live_state
from articles.queries.times_ahead import times_ahead
from tests.factories import (
    AT,
    FAR,
    make_article,
    make_live,
    make_scheduled,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOW = AT + HOUR


def ahead(article, at=NOW):
    row = with_live_state(Article.objects.filter(pk=article.pk)).get()
    return times_ahead(row, desk.waiting_update(article), at)


def test_a_schedule_with_its_end_and_once_it_is_live_the_end_alone():
    article = make_scheduled(publish_at=NOW + HOUR, expires_at=FAR)
    assert ahead(article) == {"published_at": NOW + HOUR, "expires_at": FAR}
    assert ahead(article, NOW + HOUR) == {"expires_at": FAR}
    assert ahead(article, FAR) == {}


def test_an_update_that_waits():
    article = make_live()
    make_version(article, teaser="Newer.")
    actions.schedule_update(article, by=None, at=AT, due_at=NOW + HOUR)
    actions.set_expiry(article, by=None, at=AT, expires_at=FAR)
    waits = {"expires_at": FAR, "update_at": NOW + HOUR, "made_at": AT}
    assert ahead(article) == waits
    assert ahead(article, NOW + 2 * HOUR) == waits


@pytest.mark.parametrize("make", [make_article, make_live, make_withdrawn])
def test_nothing(make):
    assert ahead(make()) == {}


def test_nothing_of_what_was_withdrawn():
    article = make_live()
    actions.set_expiry(article, by=None, at=AT, expires_at=FAR)
    actions.withdraw(article, by=None, at=AT, why="Wrong.")
    assert ahead(article) == {}
