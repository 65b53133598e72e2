"""Whoever sets a time has seen the one that it takes the place of."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import NotAllowed, NotReady, upkeep
from articles.models import Article, Event, Publication, ScheduledUpdate
from tests.factories import AT, make_article, make_live, make_scheduled, make_user, make_version

from .conftest import refused

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
START, END, DUE = AT + 10 * HOUR, AT + 20 * HOUR, AT + 5 * HOUR
LATER = AT + 30 * HOUR
STARTS = "it is scheduled for 1 May 2024, 22:00 (UTC)"
ENDS = "it expires on 2 May 2024, 08:00 (UTC)"
OTHER = "Since you opened this, another time has been set: %s. Look again before you change it."
GONE = "Since you opened this, that has changed: %s. Look again before you change it."


@pytest.fixture
def scheduled():
    """To go out from ``START`` until ``END``."""
    return make_scheduled(publish_at=START, expires_at=END)


@pytest.fixture
def updating():
    """Live until ``END``, with a newer version that goes out at ``DUE``."""
    article = make_live()
    actions.set_expiry(article, by=None, at=AT, expires_at=END)
    make_version(article, teaser="Newer.")
    actions.schedule_update(article, by=None, at=AT, due_at=DUE)
    return article


def waits(said):
    return f"an update to version 2 ({said}) is scheduled for 1 May 2024, 17:00 (UTC)"


def why_not(take, *args, **how):
    return refused(NotAllowed, lambda: take(*args, **how))


SCHEDULE = {"published_at": START, "expires_at": END}
UPDATE = {"update_at": DUE, "made_at": AT, "expires_at": END}


def schedule(article, seen, **how):
    times = {"at": AT, "publish_at": START + HOUR, "expires_at": LATER} | how
    return actions.schedule(article, by=None, expected_times=seen, **times)


def unschedule(article, seen):
    return actions.unschedule(article, by=None, at=AT, expected_times=seen)


def schedule_update(article, seen, due_at=DUE + HOUR, at=AT, **how):
    return actions.schedule_update(
        article, by=None, at=at, due_at=due_at, expected_times=seen, **how
    )


def cancel_update(article, seen):
    return actions.cancel_update(article, by=None, at=AT, expected_times=seen)


def set_expiry(article, seen, expires_at=LATER, at=AT):
    return actions.set_expiry(article, by=None, at=at, expires_at=expires_at, expected_times=seen)


class TestWhatIsScheduled:
    @pytest.mark.parametrize("take", [schedule, unschedule])
    @pytest.mark.parametrize(
        ("seen", "said"),
        [
            ({}, f"{STARTS}; {ENDS}"),
            (SCHEDULE | {"published_at": START - MOMENT}, STARTS),
            (SCHEDULE | {"expires_at": END + HOUR}, ENDS),
            ({"published_at": START}, ENDS),
        ],
    )
    def test_is_neither_moved_nor_taken_away_unseen(self, scheduled, take, seen, said):
        assert why_not(take, scheduled, seen) == [OTHER % said]

    @pytest.mark.parametrize("seen", [SCHEDULE, SCHEDULE | {"update_at": DUE}, None])
    def test_is_moved_and_taken_away_by_who_has_seen_it_or_is_not_asked(self, scheduled, seen):
        schedule(scheduled, seen)
        assert Publication.objects.get().published_at == START + HOUR
        now = seen and {"published_at": START + HOUR, "expires_at": LATER}
        unschedule(scheduled, now)
        assert not Publication.objects.exists()

    def test_an_end_that_somebody_has_taken_away_is_told(self, scheduled):
        schedule(scheduled, None, publish_at=START, expires_at=None)
        said = [GONE % "it does not expire any more"]
        assert why_not(schedule, scheduled, SCHEDULE) == said
        assert why_not(unschedule, scheduled, SCHEDULE) == said

    def test_what_is_off_the_schedule_does_not_come_back_unseen(self, scheduled):
        unschedule(scheduled, None)
        said = [GONE % "it is not scheduled any more"]
        assert why_not(schedule, scheduled, SCHEDULE) == said
        assert why_not(unschedule, scheduled, SCHEDULE) == said
        schedule(scheduled, {})
        assert Publication.objects.get().published_at == START + HOUR

    def test_just_the_same_time_is_called_so(self, scheduled):
        same = {"publish_at": START, "expires_at": END}
        assert why_not(schedule, scheduled, {}, **same) == [
            "This version is scheduled for that time already."
        ]

    def test_that_it_went_out_comes_first(self, scheduled):
        assert why_not(schedule, scheduled, SCHEDULE, at=START) == [
            "This article has been published already."
        ]

    def test_it_is_told_before_what_is_wrong_with_the_time_itself(self, scheduled):
        past = {"publish_at": AT - HOUR, "expires_at": None}
        assert why_not(schedule, scheduled, {"published_at": START}, **past) == [OTHER % ENDS]
        assert refused(NotReady, lambda: schedule(scheduled, SCHEDULE, **past)) == [
            "The time to publish lies in the past."
        ]


class TestAnUpdateThatWaits:
    @pytest.mark.parametrize("take", [schedule_update, cancel_update])
    @pytest.mark.parametrize("seen", [{}, {"update_at": DUE + MOMENT}, {"expires_at": END}])
    def test_is_neither_moved_nor_taken_away_unseen(self, updating, take, seen):
        assert why_not(take, updating, seen) == [OTHER % waits("update, without words for readers")]
        assert ScheduledUpdate.objects.get().due_at == DUE

    @pytest.mark.parametrize(
        "seen", [{"update_at": DUE, "made_at": AT}, UPDATE | {"expires_at": LATER}, None]
    )
    def test_is_moved_and_taken_away_by_who_has_seen_it_or_is_not_asked(self, updating, seen):
        schedule_update(updating, seen)
        assert ScheduledUpdate.objects.get().due_at == DUE + HOUR
        cancel_update(updating, seen and {"update_at": DUE + HOUR, "made_at": AT})
        assert not ScheduledUpdate.objects.exists()

    @pytest.mark.parametrize("take", [schedule_update, cancel_update])
    @pytest.mark.parametrize(
        ("kind", "words", "said"),
        [
            ("correction", "The 5% was “%s”.", "correction: “The 5% was “%s”.”"),
            ("minor", "", "minor, without words for readers"),
        ],
    )
    def test_that_is_another_at_the_same_time_is_told(self, updating, take, kind, words, said):
        schedule_update(updating, None, due_at=DUE, kind=kind, words=words, at=AT + MOMENT)
        assert why_not(take, updating, UPDATE) == [GONE % waits(said)]
        assert list(ScheduledUpdate.objects.values_list("kind", "words")) == [(kind, words)]
        take(updating, UPDATE | {"made_at": AT + MOMENT})

    def test_that_is_the_same_again_after_it_was_taken_away_is_told(self, updating):
        cancel_update(updating, None)
        schedule_update(updating, None, due_at=DUE, at=AT + MOMENT)
        said = [GONE % waits("update, without words for readers")]
        assert why_not(cancel_update, updating, UPDATE) == said

    def test_does_not_stand_in_the_way_of_another_end(self, updating):
        schedule_update(updating, None, due_at=DUE, kind="minor", at=AT + MOMENT)
        set_expiry(updating, UPDATE)
        assert Publication.objects.get().expires_at == LATER

    @pytest.mark.parametrize("went_out", [True, False])
    def test_that_is_gone_is_told_before_another_is_scheduled(self, updating, went_out):
        if went_out:
            upkeep.update_next(at=DUE)
        else:
            cancel_update(updating, None)
        make_version(updating, teaser="Newest.", at=DUE)
        said = [GONE % "no update is scheduled any more"]
        assert why_not(schedule_update, updating, UPDATE) == said
        assert why_not(cancel_update, updating, UPDATE) == said
        schedule_update(updating, {"expires_at": END})
        assert ScheduledUpdate.objects.get().due_at == DUE + HOUR

    def test_just_the_same_is_called_so(self, updating):
        assert why_not(schedule_update, updating, {}, due_at=DUE) == [
            "This version is scheduled for that time already."
        ]

    def test_it_is_told_before_what_is_wrong_with_the_words(self, updating):
        [said] = why_not(schedule_update, updating, {}, kind="correction")
        assert said.startswith("Since you opened this")


class TestUntilWhenReadersHaveIt:
    @pytest.mark.parametrize("seen", [{}, {"expires_at": END + MOMENT}, {"update_at": DUE}])
    @pytest.mark.parametrize("expires_at", [LATER, None])
    def test_is_not_changed_unseen(self, updating, seen, expires_at):
        assert why_not(set_expiry, updating, seen, expires_at) == [OTHER % ENDS]

    @pytest.mark.parametrize("seen", [UPDATE, {"expires_at": END, "update_at": LATER}, None])
    def test_is_changed_by_who_has_seen_it_or_is_not_asked(self, updating, seen):
        set_expiry(updating, seen)
        assert Publication.objects.get().expires_at == LATER

    def test_an_update_that_went_out_meanwhile_does_not_matter(self, updating):
        upkeep.update_next(at=DUE)
        set_expiry(updating, UPDATE, at=DUE + HOUR)
        assert Publication.objects.get().expires_at == LATER

    def test_that_it_stays_by_now_is_told(self, updating):
        set_expiry(updating, None, None)
        assert why_not(set_expiry, updating, UPDATE) == [GONE % "it does not expire any more"]
        set_expiry(updating, {})
        assert Publication.objects.get().expires_at == LATER

    def test_just_the_same_is_called_so(self, updating):
        assert why_not(set_expiry, updating, {}, END) == [
            "This article expires at that time already."
        ]

    def test_what_readers_have_lost_is_not_live_whatever_was_seen(self, updating):
        assert why_not(set_expiry, updating, {}, at=END) == ["This article is not live."]


def test_who_may_not_is_told_no_time(scheduled, updating):
    reporter = make_user("Reporter")
    who = {"by": reporter, "at": AT, "expected_times": {}}
    for act in (
        lambda: actions.schedule(scheduled, publish_at=LATER, **who),
        lambda: actions.unschedule(scheduled, **who),
        lambda: actions.schedule_update(updating, due_at=LATER, **who),
        lambda: actions.cancel_update(updating, **who),
        lambda: actions.set_expiry(updating, expires_at=LATER, **who),
    ):
        [said] = refused(NotAllowed, act)
        assert said.startswith("You may not")


class TestBesideTheText:
    @pytest.fixture
    def article(self):
        return make_article(planned_for=START, embargo_until=END)

    def save(self, article, seen, **fields):
        fresh = Article.objects.get(pk=article.pk)
        for name, value in fields.items():
            setattr(fresh, name, value)
        return actions.save(fresh, by=None, at=AT, expected_times=seen)

    @pytest.mark.parametrize("typed", [LATER, None])
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("planned_for", "it is planned for 1 May 2024, 22:00 (UTC)"),
            ("embargo_until", "there is an embargo until 2 May 2024, 08:00 (UTC)"),
        ],
    )
    def test_no_time_is_changed_unseen(self, article, name, typed, said):
        for seen in ({}, {name: LATER}):
            assert why_not(self.save, article, seen, **{name: typed}) == [OTHER % said]

    @pytest.mark.parametrize("seen", [{"planned_for": START, "embargo_until": LATER}, None])
    def test_a_time_is_changed_by_who_has_seen_it_or_is_not_asked(self, article, seen):
        self.save(article, seen, planned_for=LATER)
        assert Article.objects.get().planned_for == LATER
        assert Event.objects.latest("pk").verb == "planned"

    def test_a_text_is_saved_whatever_the_times_are_by_now(self, article):
        assert self.save(article, {}, teaser="New.").number == 2
        assert Article.objects.get().planned_for == START

    def test_what_somebody_has_taken_away_is_told(self, article):
        self.save(article, None, planned_for=None, embargo_until=None)
        seen = {"planned_for": START, "embargo_until": END}
        assert why_not(self.save, article, seen, planned_for=LATER, embargo_until=LATER) == [
            GONE % "it has no planned time any more; there is no embargo any more"
        ]
