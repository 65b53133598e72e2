"""What a clock that was set back does not undo. The worker's part: test_schedule_update.py."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import NotAllowed, upkeep
from articles.models import Event, Publication, ScheduledUpdate
from tests.factories import AT, make_live, make_scheduled, make_user, make_version

from .conftest import refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BEFORE = AT - 2 * HOUR


def test_what_readers_have_seen_is_not_taken_off_the_schedule_and_deleted():
    """By the clock the story lies ahead again; it stays published, and so cannot be deleted."""
    by_hand, by_worker = make_live(), make_scheduled(at=BEFORE, publish_at=AT)
    upkeep.announce_next(at=AT)
    for story in (by_hand, by_worker):
        refused(NotAllowed, lambda story=story: actions.unschedule(story, by=None, at=BEFORE))
        again = {"by": None, "at": BEFORE, "publish_at": AT + HOUR}
        refused(NotAllowed, lambda story=story, again=again: actions.schedule(story, **again))
        refused(NotAllowed, lambda story=story: actions.delete(story, by=None, at=BEFORE))
    assert Publication.objects.count() == 2


def test_a_story_is_announced_once():
    story = make_scheduled(at=BEFORE, publish_at=AT)
    done = [upkeep.announce_next(at=at) for at in (AT, BEFORE, AT, AT + HOUR)]
    assert done == [story.pk, None, None, None]
    assert Event.objects.filter(article=story.pk, verb="published").count() == 1


def test_versions_are_numbered_on_and_a_story_is_published_by_the_clock_there_is():
    story = make_live(headline="First")
    assert make_version(story, at=BEFORE, headline="Second").number == 2
    refused(NotAllowed, lambda: actions.update_live(story, by=None, at=BEFORE))  # it lies ahead
    actions.publish(story, by=None, at=BEFORE)
    live = Publication.objects.get()
    assert (live.headline, live.version.number, live.published_at) == ("Second", 2, BEFORE)


def test_who_read_the_clock_first_and_came_second_does_not_publish_again():
    story = make_live(headline="First")
    before = Publication.objects.get(), Event.objects.count()
    moment_before = AT - timedelta(milliseconds=3)
    refused(NotAllowed, lambda: actions.publish(story, by=None, at=moment_before))
    assert (Publication.objects.get(), Event.objects.count()) == before
    actions.withdraw(story, by=None, at=AT, why="Wrong.")
    actions.publish(story, by=None, at=moment_before)
    assert Publication.objects.get().withdrawn_at is None


def test_an_update_goes_out_at_its_moment_by_the_clock_there_is():
    story = make_live(headline="First", at=BEFORE)
    make_version(story, headline="Second", by=None)
    editor = make_user("Editor")
    actions.schedule_update(story, by=editor, at=AT + 9 * HOUR, due_at=AT + 10 * HOUR)
    assert upkeep.update_next(at=AT) is None
    assert ScheduledUpdate.objects.get().due_at == AT + 10 * HOUR
    assert upkeep.update_next(at=AT + 10 * HOUR) == story.pk
    assert Publication.objects.get().headline == "Second"
