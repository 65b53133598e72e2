"""Until when readers have a live story, set and changed while it is live."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import NotAllowed, NotReady, upkeep
from articles.models import Event, Publication, ScheduledUpdate
from tests.factories import (
    AT,
    make_article,
    make_live,
    make_scheduled,
    make_user,
    make_version,
    make_withdrawn,
)

from .conftest import is_live, refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
NOW = AT + HOUR
END = AT + 5 * HOUR


def set_expiry(article, expires_at, **how):
    return actions.set_expiry(article, **{"by": None, "at": NOW, "expires_at": expires_at} | how)


def test_readers_have_it_until_that_moment():
    article = make_live()
    set_expiry(article, END)
    assert (is_live(article, END - MOMENT), is_live(article, END)) == (True, False)


def test_it_is_set_moved_and_taken_away_and_each_is_an_event():
    editor = make_user("Editor")
    article = make_live()
    make_version(article, teaser="Newer.")
    for end in (END, END + HOUR, None):
        assert set_expiry(article, end, by=editor).expires_at == end
        assert Publication.objects.get().expires_at == end
    events = Event.objects.filter(verb="expiry set").order_by("pk")
    assert list(events.values_list("at", "by", "version_number", "why")) == [
        (NOW, editor.pk, 1, "1 May 2024, 17:00 (UTC)"),
        (NOW, editor.pk, 1, "1 May 2024, 18:00 (UTC)"),
        (NOW, editor.pk, 1, "It stays."),
    ]


def test_nothing_else_of_what_readers_get_changes():
    article = make_live()
    before = Publication.objects.values().get()
    set_expiry(article, END)
    assert Publication.objects.values().get() == before | {"expires_at": END}


def test_others_hear_of_it_after_commit(heard, django_capture_on_commit_callbacks):
    article = make_live()
    with django_capture_on_commit_callbacks(execute=True):
        set_expiry(article, END)
    assert heard == [(article.pk, NOW)]


@pytest.mark.parametrize("end", [NOW, NOW - MOMENT, AT])
def test_a_time_in_the_past_is_for_withdrawing(end):
    article = make_live()
    assert refused(NotReady, lambda: set_expiry(article, end)) == [
        "That time lies in the past. A story that is to go now is withdrawn by a publisher."
    ]


def test_what_is_so_already_is_refused():
    article = make_live()
    assert refused(NotAllowed, lambda: set_expiry(article, None)) == [
        "This article does not expire as it is."
    ]
    set_expiry(article, END)
    assert refused(NotAllowed, lambda: set_expiry(article, END)) == [
        "This article expires at that time already."
    ]


@pytest.mark.parametrize("make", [make_article, make_scheduled, make_withdrawn])
def test_what_is_not_live_has_no_end_to_change(make):
    article = make()
    assert refused(NotAllowed, lambda: set_expiry(article, END)) == ["This article is not live."]


def test_what_has_expired_does_not_come_back_by_it():
    article = make_scheduled(publish_at=AT, expires_at=NOW)
    assert refused(NotAllowed, lambda: set_expiry(article, None)) == ["This article is not live."]


class TestAnUpdateThatWaits:
    @pytest.fixture
    def story(self):
        """Live, with an update that is due two hours before ``END``."""
        article = make_live()
        make_version(article, teaser="Newer.")
        actions.schedule_update(article, by=None, at=AT, due_at=END - 2 * HOUR)
        return article

    @pytest.mark.parametrize("end", [END - 2 * HOUR, END - 2 * HOUR - MOMENT])
    def test_is_not_overtaken(self, story, end):
        assert refused(NotReady, lambda: set_expiry(story, end)) == [
            "An update is scheduled for 1 May 2024, 15:00 (UTC), and readers would not have the "
            "story then. Move the update or take it off the schedule first."
        ]
        actions.cancel_update(story, by=None, at=NOW)
        set_expiry(story, end)
        assert Publication.objects.get().expires_at == end

    def test_goes_out_before_and_keeps_the_end(self, story):
        set_expiry(story, END)
        assert upkeep.update_next(at=END - HOUR) == story.pk
        made = Publication.objects.get()
        assert (made.teaser, made.expires_at) == ("Newer.", END)
        assert not ScheduledUpdate.objects.exists()
