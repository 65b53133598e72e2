"""Which times stood beside a version, by what the history says."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import upkeep
from articles.enums import Verb
from articles.models import Event
from articles.snapshot.times import compare_times, times_of
from tests.factories import AT, make_article, make_live, make_scheduled, make_version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_a_time_belongs_to_the_version_that_was_the_newest():
    article = make_article(planned_for=AT + HOUR)
    make_version(article, headline="Another", embargo_until=AT + DAY)
    assert make_version(article, planned_for=AT + DAY) is None  # no text, no version
    make_version(article, headline="A third")
    assert times_of(article, 0, 1, 2, 3) == [
        {},
        {"planned_for": AT + HOUR},
        {"planned_for": AT + DAY, "embargo_until": AT + DAY},
        {"planned_for": AT + DAY, "embargo_until": AT + DAY},
    ]


def test_what_is_taken_away_is_in_it_no_more():
    article = make_article(planned_for=AT + HOUR)
    make_version(article, headline="Another", planned_for=None)
    assert times_of(article, 1, 2) == [{"planned_for": AT + HOUR}, {}]


def test_the_order_is_that_of_the_history_not_of_the_clock():
    article = make_article(planned_for=AT + HOUR)
    make_version(article, headline="Another", planned_for=AT + DAY, at=AT - DAY)
    assert times_of(article, 1, 2) == [{"planned_for": AT + HOUR}, {"planned_for": AT + DAY}]


def test_a_schedule_made_moved_and_taken_away():
    article = make_scheduled(publish_at=AT + HOUR, expires_at=AT + DAY)
    make_version(article, headline="Moved")
    actions.schedule(article, by=None, at=AT, publish_at=AT + 2 * HOUR)
    make_version(article, headline="Taken away")
    actions.unschedule(article, by=None, at=AT)
    assert times_of(article, 1, 2, 3) == [
        {"published_at": AT + HOUR, "expires_at": AT + DAY},
        {"published_at": AT + 2 * HOUR},
        {},
    ]


def test_the_end_of_a_live_story_is_one_of_the_newest_version():
    article = make_live()
    make_version(article, headline="Newer")
    actions.set_expiry(article, by=None, at=AT, expires_at=AT + DAY)
    assert times_of(article, 1, 2) == [
        {"published_at": AT},
        {"published_at": AT, "expires_at": AT + DAY},
    ]


@pytest.fixture
def waiting():
    """Live, with a second version that is to go out in an hour."""
    article = make_live()
    make_version(article, headline="Newer")
    actions.schedule_update(article, by=None, at=AT, due_at=AT + HOUR)
    return article


def test_an_update_that_went_out(waiting):
    make_version(waiting, headline="Newest")
    assert upkeep.update_next(at=AT + HOUR) == waiting.pk
    assert times_of(waiting, 2, 3) == [
        {"published_at": AT, "update_at": AT + HOUR},
        {"published_at": AT},
    ]


def test_an_update_that_was_taken_off_the_schedule(waiting):
    make_version(waiting, headline="Newest")
    actions.cancel_update(waiting, by=None, at=AT)
    assert times_of(waiting, 2, 3)[1] == {"published_at": AT}


def test_a_story_that_went_out_by_itself_keeps_its_time():
    article = make_scheduled(publish_at=AT + HOUR)
    make_version(article, headline="Newer")
    assert upkeep.announce_next(at=AT + HOUR) == article.pk
    assert times_of(article, 1, 2) == [{"published_at": AT + HOUR}] * 2


def test_events_of_an_earlier_program_hold_no_times():
    article = make_article()
    Event.objects.create(article=article, headline="", verb=Verb.PLANNED, at=AT, version_number=1)
    assert times_of(article, 1) == [{}]


def test_it_is_one_query(django_assert_num_queries):
    article = make_article(planned_for=AT)
    with django_assert_num_queries(1):
        times_of(article, 0, 1)


def test_differences_are_told_by_the_newsrooms_clock(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    old = {"planned_for": AT, "embargo_until": AT}
    new = {"embargo_until": AT, "expires_at": AT + 180 * DAY}
    assert [(one.label, one.removed, one.added) for one in compare_times(old, new)] == [
        ("Planned for", ("1 May 2024, 14:00 (UTC+2)",), ()),
        ("Expires", (), ("28 October 2024, 13:00 (UTC+1)",)),
    ]
