"""Updates of live stories that wait for their moment."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import Conflict, NotAllowed, NotReady, upkeep
from articles.models import Correction, Event, Failure, Publication, ScheduledUpdate
from tests.factories import (
    AT,
    approve,
    make_article,
    make_live,
    make_scheduled,
    make_user,
    make_version,
    make_withdrawn,
)

from .conftest import refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
DUE = AT + HOUR


@pytest.fixture
def story():
    """Live, with an approved second version."""
    article = make_live(headline="First")
    make_version(article, headline="Second")
    return article


@pytest.fixture
def publisher():
    return make_user("Publisher")


def scheduled(story, **how):
    return actions.schedule_update(story, **{"by": None, "at": AT, "due_at": DUE} | how)


def live_headline():
    return Publication.objects.get().headline


def verbs(story):
    return list(
        Event.objects.filter(article=story.pk).order_by("pk").values_list("verb", flat=True)
    )


class TestSchedule:
    def test_readers_keep_what_they_have_until_the_worker_has_done_it(self, story, publisher):
        update = scheduled(story, by=publisher, kind="correction", words=" The name was wrong. ")
        assert (update.version.number, update.due_at, update.by, update.words) == (
            2,
            DUE,
            publisher,
            "The name was wrong.",
        )
        event = Event.objects.latest("pk")
        assert (event.verb, event.by, event.version_number) == ("update scheduled", publisher, 2)
        assert upkeep.update_next(at=DUE - timedelta(microseconds=1)) is None
        assert live_headline() == "First"
        late = DUE + MINUTE
        assert [upkeep.update_next(at=late), upkeep.update_next(at=late)] == [story.pk, None]
        made = Publication.objects.get()
        assert (made.headline, made.published_at, made.updated_at) == ("Second", AT, late)
        told = Correction.objects.get()
        assert (told.kind, told.words, told.by, told.before.number, told.after.number) == (
            "correction",
            "The name was wrong.",
            publisher,
            1,
            2,
        )
        assert not ScheduledUpdate.objects.exists()
        assert verbs(story)[-2:] == ["update scheduled", "updated"]

    def test_the_version_is_frozen(self, story):
        scheduled(story)
        make_version(story, headline="Third")
        actions.send_back(story, by=None, at=AT, why="Not this.")
        upkeep.update_next(at=DUE)
        assert live_headline() == "Second"
        assert Event.objects.get(verb="updated").version_number == 2
        story.refresh_from_db()
        assert (story.version_number, story.headline) == (3, "Third")

    def test_a_minor_one_leaves_the_time_of_the_last_update(self, story):
        scheduled(story, kind="minor")
        upkeep.update_next(at=DUE)
        assert (live_headline(), Publication.objects.get().updated_at) == ("Second", AT)

    def test_again_it_moves_the_time_and_takes_the_newest_version(self, story):
        scheduled(story)
        make_version(story, headline="Third")
        scheduled(story, due_at=DUE + HOUR)
        assert upkeep.update_next(at=DUE) is None
        upkeep.update_next(at=DUE + HOUR)
        assert live_headline() == "Third"

    @pytest.mark.parametrize("make", [make_article, make_scheduled, make_withdrawn])
    def test_only_of_what_is_live(self, make):
        article = make()
        if make is make_article:
            approve(article)
        make_version(article, kicker="New")
        refused(NotAllowed, lambda: scheduled(article))

    def test_what_cannot_be_is_refused_in_words(self, story, publisher):
        def problems(**how):
            return refused(NotReady, lambda: scheduled(story, **how))

        assert problems(due_at=AT - HOUR) == ["The time to update lies in the past."]
        assert len(problems(kind="correction", words=" ")) == 1
        refused(NotAllowed, lambda: scheduled(story, by=make_user("Reporter")))
        refused(Conflict, lambda: scheduled(story, expected_version=1))
        actions.send_back(story, by=None, at=AT, why="Not yet.")
        refused(NotAllowed, lambda: scheduled(story, by=publisher))
        scheduled(story, by=publisher, override="It cannot wait.")

    def test_nothing_new_is_refused(self):
        article = make_live()
        refused(NotAllowed, lambda: scheduled(article))

    def test_the_same_again_is_refused_and_a_change_is_not(self, story):
        scheduled(story, words="Words.")
        assert refused(NotAllowed, lambda: scheduled(story, words=" Words. ")) == [
            "This version is scheduled for that time already."
        ]
        scheduled(story, words="Others.")
        scheduled(story, words="Others.", due_at=DUE + MINUTE)
        assert verbs(story).count("update scheduled") == 3

    def test_not_after_the_story_has_expired(self):
        article = make_scheduled(publish_at=AT, expires_at=DUE)
        make_version(article, kicker="New")
        assert refused(NotReady, lambda: scheduled(article, due_at=DUE)) == [
            "Readers have the story only until 1 May 2024, 13:00 (UTC). Let it expire later, or "
            "choose an earlier time."
        ]


class TestCancel:
    def test_nothing_is_left_of_it(self, story):
        editor = make_user("Editor")
        scheduled(story)
        actions.cancel_update(story, by=editor, at=AT)
        assert upkeep.update_next(at=DUE) is None
        assert live_headline() == "First"
        assert verbs(story)[-1] == "update cancelled"
        refused(NotAllowed, lambda: actions.cancel_update(story, by=editor, at=AT))

    def test_not_by_a_reporter(self, story):
        scheduled(story)
        reporter = make_user("Reporter")
        refused(NotAllowed, lambda: actions.cancel_update(story, by=reporter, at=AT))

    def test_what_readers_have_already_does_not_come_again(self, story):
        scheduled(story)
        actions.update_live(story, by=None, at=AT)
        assert not ScheduledUpdate.objects.exists()
        assert verbs(story)[-2:] == ["updated", "update cancelled"]

    def test_a_newer_one_still_comes(self, story):
        actions.update_live(story, by=None, at=AT)
        make_version(story, headline="Third")
        scheduled(story)
        upkeep.update_next(at=DUE)
        assert live_headline() == "Third"

    def test_a_withdrawn_story_is_not_updated(self, story):
        scheduled(story)
        actions.withdraw(story, by=None, at=AT, why="Wrong.")
        assert upkeep.update_next(at=DUE) is None
        assert not ScheduledUpdate.objects.exists()

    def test_a_link_that_is_bound_meanwhile_goes_out_bound(self):
        article = make_live()
        make_version(article, body='<p>x</p><aside data-wanted="Zoo"></aside>')
        scheduled(article)
        target = make_live(headline="Zoo")
        update = ScheduledUpdate.objects.get()
        assert update.version.number == 3
        upkeep.update_next(at=DUE)
        assert article.publication.read_more_rows.get().target == target


class TestFailing:
    def test_permission_is_asked_again_when_the_moment_has_come(self, story, publisher):
        scheduled(story, by=publisher)
        publisher.groups.clear()
        with pytest.raises(upkeep.Failed):
            upkeep.update_next(at=DUE)
        assert live_headline() == "First"
        assert ScheduledUpdate.objects.get().due_at == DUE
        why = f"{publisher.username}, who scheduled this, may not publish any more."
        failure = Failure.objects.get()
        assert (failure.what, why in failure.message, failure.times) == ("update", True, 1)
        assert (failure.first_at, failure.last_at) == (DUE, DUE)
        event = Event.objects.latest("pk")
        assert (event.verb, event.by, why in event.why) == ("failed", None, True)

    def test_somebody_who_has_left_publishes_nothing(self, story):
        editor = make_user("Editor")
        scheduled(story, by=editor)
        editor.is_active = False
        editor.save()
        with pytest.raises(upkeep.Failed):
            upkeep.update_next(at=DUE)

    def test_it_is_tried_less_and_less_often_told_once_and_forgotten_when_done(
        self, story, publisher
    ):
        editor = make_user("Editor")
        scheduled(story, by=editor)
        editor.groups.clear()
        tried = []
        for minute in range(200):
            try:
                assert upkeep.update_next(at=DUE + minute * MINUTE) is None
            except upkeep.Failed:
                tried.append(minute)
        assert tried == [0, 1, 3, 7, 15, 31, 63, 123, 183]
        assert verbs(story).count("failed") == 1
        assert Failure.objects.get().times == 9
        scheduled(story, by=publisher, due_at=DUE + 190 * MINUTE)
        assert upkeep.update_next(at=DUE + 200 * MINUTE) is None
        assert upkeep.update_next(at=DUE + 243 * MINUTE) == story.pk
        assert not Failure.objects.exists()
        assert live_headline() == "Second"

    def test_a_clock_that_is_set_back_neither_repeats_nor_stops_anything(self, story):
        editor = make_user("Editor")
        scheduled(story, by=editor)
        editor.groups.clear()
        with pytest.raises(upkeep.Failed):
            upkeep.update_next(at=DUE + 100 * HOUR)
        with pytest.raises(upkeep.Failed):
            upkeep.update_next(at=DUE)
        assert upkeep.update_next(at=DUE) is None
        Failure.objects.all().delete()
        scheduled(story)
        assert upkeep.update_next(at=DUE + HOUR) == story.pk
        assert [upkeep.update_next(at=AT), upkeep.update_next(at=DUE + HOUR)] == [None, None]
        assert verbs(story).count("updated") == 1

    def test_an_embargo_is_asked_for_again(self, story):
        scheduled(story)
        type(story).objects.filter(pk=story.pk).update(embargo_until=DUE + HOUR)
        with pytest.raises(upkeep.Failed):
            upkeep.update_next(at=DUE)
        assert live_headline() == "First"
