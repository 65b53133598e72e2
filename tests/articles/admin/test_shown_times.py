"""Two people who set a time: the form says which times it showed, and none is changed unseen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import actions
from articles.actions import upkeep
from articles.admin.steps.shown_times import read_times, write_times
from articles.admin.typed import is_known
from articles.models import Article, Event, Publication, ScheduledUpdate
from tests.factories import (
    AT,
    FAR,
    approve,
    make_article,
    make_live,
    make_scheduled,
    make_user,
    make_version,
)

from .conftest import as_typed, autosave_url, change_url, errors, fields_of, form_at, hidden, send

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OTHER = "Since you opened this, another time has been set: %s. Look again before you change it."
GONE = "Since you opened this, that has changed: %s. Look again before you change it."
FAR_SAID = "1 January 2199, 00:00 (UTC)"
NEXT_SAID = "2 January 2199, 00:00 (UTC)"
TYPED = {
    "schedule": {"publish_at": "2199-01-05T10:00", "expires_at": "2199-01-06T10:00"},
    "schedule_update": {"update_at": "2199-01-05T10:00", "later_kind": "minor"},
    "set_expiry": {"ends_at": "2199-01-05T10:00"},
}


@pytest.fixture(params=["Editor", "Publisher"])
def role(request):
    """Of an approved text an editor is shown the steps alone, a publisher the whole form."""
    return request.param


@pytest.fixture
def person(role):
    client = Client()
    client.force_login(make_user(role))
    return client


def approved():
    article = make_article()
    approve(article)
    return article


def newer():
    article = make_live()
    make_version(article, teaser="Newer.")
    return article


def updating():
    article = newer()
    actions.schedule_update(article, by=None, at=AT, due_at=FAR)
    return article


def scheduled_before():
    """The newest version is another than the one that goes out."""
    article = make_scheduled()
    make_version(article, teaser="Newer.")
    return article


def updating_before():
    article = updating()
    make_version(article, teaser="Newest.")
    return article


def moved(article):
    actions.schedule(article, by=None, at=AT, publish_at=FAR + DAY)


def off(article):
    actions.unschedule(article, by=None, at=AT)


def update_moved(article):
    actions.schedule_update(article, by=None, at=AT, due_at=FAR + DAY)


def ends(article, expires_at=FAR):
    actions.set_expiry(article, by=None, at=timezone.now(), expires_at=expires_at)


def waits(time, said="update, without words for readers"):
    return f"an update to version 2 ({said}) is scheduled for {time}"


def update_corrected(article):
    told = {"kind": "correction", "words": "B corrected words."}
    actions.schedule_update(article, by=None, at=AT + DAY, due_at=FAR, **told)


CORRECTED = waits(FAR_SAID, "correction: “B corrected words.”")
CASES = [
    ("schedule", approved, moved, OTHER % f"it is scheduled for {NEXT_SAID}"),
    ("schedule", make_scheduled, moved, OTHER % f"it is scheduled for {NEXT_SAID}"),
    ("schedule", make_scheduled, off, GONE % "it is not scheduled any more"),
    ("unschedule", make_scheduled, moved, OTHER % f"it is scheduled for {NEXT_SAID}"),
    ("schedule_update", newer, update_moved, OTHER % waits(NEXT_SAID)),
    ("schedule_update", updating, update_moved, OTHER % waits(NEXT_SAID)),
    ("cancel_update", updating, update_moved, OTHER % waits(NEXT_SAID)),
    ("schedule_update", updating, update_corrected, GONE % CORRECTED),
    ("cancel_update", updating, update_corrected, GONE % CORRECTED),
    ("set_expiry", make_live, ends, OTHER % f"it expires on {FAR_SAID}"),
]


def times():
    return (
        list(Publication.objects.values_list("published_at", "expires_at")),
        list(ScheduledUpdate.objects.values_list("due_at", "version__number", "kind", "words")),
        Event.objects.count(),
    )


def said_by(response):
    return response.context["refused"]["reason"]


@pytest.mark.parametrize(("step", "make", "meanwhile", "why"), CASES)
def test_the_second_is_refused_and_then_does_it_knowingly(person, step, make, meanwhile, why):
    article = make()
    opened = person.get(change_url(article))
    data = fields_of(opened) | {"version": article.version_number, "_step": step}
    typed = TYPED.get(step, {})
    meanwhile(article)
    before = times()
    response = person.post(change_url(article), data | typed)
    assert (response.status_code, said_by(response)) == (200, why)
    assert times() == before
    assert {name: response.context["step_form"][name].value() for name in typed} == typed
    data = fields_of(response) | {"version": article.version_number, "_step": step}
    assert hidden(response) == hidden(person.get(change_url(article))) != hidden(opened)
    assert person.post(change_url(article), data | typed).status_code == 302
    assert Event.objects.count() == before[-1] + 1


@pytest.mark.parametrize(
    ("make", "move", "why"),
    [
        (scheduled_before, Publication.objects.update, f"it is scheduled for {NEXT_SAID}"),
        (
            updating_before,
            ScheduledUpdate.objects.update,
            waits(NEXT_SAID),
        ),
    ],
)
def test_a_newer_version_takes_the_place_that_its_page_showed(person, make, move, why):
    article = make()
    data = fields_of(person.get(change_url(article)))
    data |= {"version": article.version_number, "_step": "take_newer"}
    move(**{"due_at" if make is updating_before else "published_at": FAR + DAY})
    response = person.post(change_url(article), data)
    assert (response.status_code, said_by(response)) == (200, OTHER % why)
    data |= hidden(response)
    assert person.post(change_url(article), data).status_code == 302


@pytest.mark.parametrize("move", [{"made_at": AT + DAY}, {"words": "B's.", "made_at": AT + DAY}])
def test_a_newer_version_takes_the_place_of_the_update_that_its_page_showed(person, move):
    article = updating_before()
    data = fields_of(person.get(change_url(article)))
    data |= {"version": article.version_number, "_step": "take_newer"}
    ScheduledUpdate.objects.update(**move)
    response = person.post(change_url(article), data)
    said = "update: “B's.”" if "words" in move else "update, without words for readers"
    assert (response.status_code, said_by(response)) == (200, GONE % waits(FAR_SAID, said))
    assert person.post(change_url(article), data | hidden(response)).status_code == 302
    assert ScheduledUpdate.objects.get().version.number == 3


def test_a_newer_version_does_not_bring_older_words_along(person):
    article = updating_before()
    data = fields_of(person.get(change_url(article)))
    update_corrected(article)
    data |= {"version": article.version_number, "_step": "take_newer"}
    response = person.post(change_url(article), data)
    assert said_by(response) == "This version is scheduled for that time already."
    assert hidden(response) == {"shown_times": data["shown_times"]}
    assert ScheduledUpdate.objects.get().words == "B corrected words."


class TestWhatAnotherRefusalDidNotTell:
    """The page that comes after it shows what was typed, and has seen no more than before."""

    MOVED = "2199-01-05T10:00"

    def refused_and_then_told(self, client, article, first, said, **step):
        """Refused for what is no time by ``first``, and still not let to change one unseen."""
        opened = fields_of(client.get(change_url(article)))
        opened |= {"version": article.version_number}
        self.meanwhile(article)
        before = times()
        response = client.post(change_url(article), opened | step | first)
        assert response.status_code == 200
        assert response.context["step_form"].told == {}
        assert hidden(response) == {"shown_times": opened["shown_times"]}
        data = opened | step | hidden(response)
        told = client.post(change_url(article), data)
        assert (told.status_code, said_by(told)) == (200, said)
        assert times() == before
        assert client.post(change_url(article), data | hidden(told)).status_code == 302

    def meanwhile(self, article):
        update_corrected(article)

    @pytest.mark.parametrize("button", [{"_continue": "1", "_step": ""}, {}])
    def test_a_save_or_a_step_whose_text_is_wrong(self, publisher, button):
        step = {"_step": "schedule_update", "update_at": self.MOVED}
        step |= {"later_kind": "update", "later_words": "A's."}
        first = {"slug": "no/slug"} | button
        article = updating()
        self.refused_and_then_told(publisher, article, first, GONE % CORRECTED, **step)
        assert ScheduledUpdate.objects.get().words == "A's."

    def test_a_step_that_lacks_something(self, person):
        step = {"_step": "schedule_update", "update_at": self.MOVED, "later_kind": "minor"}
        first = {"update_at": "tomorrow"}
        self.refused_and_then_told(person, updating(), first, GONE % CORRECTED, **step)

    def test_where_there_was_no_time_at_all(self, person):
        step = {"_step": "schedule_update", "update_at": self.MOVED, "later_kind": "minor"}
        first, said = {"update_at": ""}, waits(FAR_SAID, "correction: “B corrected words.”")
        self.refused_and_then_told(person, newer(), first, OTHER % said, **step)

    def test_nor_did_the_refusal_of_another_time(self, person):
        article = updating()
        data = fields_of(person.get(change_url(article))) | {"version": 2}
        ends(article, FAR + DAY)
        update_corrected(article)
        end = {"_step": "set_expiry", "ends_at": self.MOVED}
        response = person.post(change_url(article), data | end)
        assert said_by(response) == OTHER % f"it expires on {NEXT_SAID}"
        data |= hidden(response)
        move = {"_step": "schedule_update", "update_at": "2198-12-01T10:00"}
        response = person.post(change_url(article), data | move | {"later_kind": "minor"})
        assert said_by(response) == GONE % CORRECTED
        assert hidden(response) == hidden(person.get(change_url(article)))
        assert person.post(change_url(article), data | end | hidden(response)).status_code == 302

    def test_nor_does_what_was_kept_and_is_shown_again(self, as_user, role):
        user, article = make_user(role), updating()
        client = as_user(user)
        opened = fields_of(client.get(change_url(article)))
        typed = {"update_at": self.MOVED, "later_kind": "minor", "later_words": ""}
        kept = {name: one for name, one in as_typed(opened | typed).items() if is_known(name)}
        assert send(client, autosave_url(article), **kept | {"version": 2}).status_code == 200
        update_corrected(article)
        page = client.get(f"{change_url(article)}?typed={article.autosaves.get().pk}")
        assert page.context["step_form"]["update_at"].value() == self.MOVED
        assert hidden(page) == {"shown_times": opened["shown_times"]}
        data = fields_of(page) | typed | {"version": 2, "_step": "schedule_update"}
        response = client.post(change_url(article), data)
        assert said_by(response) == GONE % CORRECTED
        assert client.post(change_url(article), data | hidden(response)).status_code == 302
        assert ScheduledUpdate.objects.get().kind == "minor"


def test_an_update_that_went_out_is_no_reason_to_refuse_a_new_end(person):
    article = newer()
    now = timezone.now()
    actions.schedule_update(article, by=None, at=now, due_at=now)
    data = fields_of(person.get(change_url(article)))
    assert "update_at=" in data["shown_times"]
    upkeep.update_next(at=timezone.now())
    data |= {"version": 2, "_step": "set_expiry"} | TYPED["set_expiry"]
    assert person.post(change_url(article), data).status_code == 302
    assert Publication.objects.get().expires_at == datetime(2199, 1, 5, 10, tzinfo=UTC)


def test_a_step_that_is_about_no_time_asks_for_none(person):
    article = make_live()
    data = fields_of(person.get(change_url(article)))
    ends(article)
    told = {"told_kind": "correction", "told_words": "It was Tuesday.", "live_version": 1}
    data |= {"version": 1, "_step": "correct"} | told
    assert person.post(change_url(article), data).status_code == 302


def test_what_is_typed_beside_a_refused_step_is_not_saved_and_not_lost(publisher):
    article = make_live()
    data = form_at(publisher, change_url(article)) | {"headline": "Typed beside"}
    ends(article)
    data |= {"_step": "set_expiry"} | TYPED["set_expiry"]
    response = publisher.post(change_url(article), data)
    assert errors(response) == [OTHER % f"it expires on {FAR_SAID}"]
    assert response.context["adminform"].form["headline"].value() == "Typed beside"
    assert Article.objects.get().version_number == 1


@pytest.mark.parametrize(
    ("make", "shown"),
    [
        (make_article, ""),
        (make_live, ""),
        (make_scheduled, "published_at=2199-01-01T00:00:00+00:00"),
        (
            updating,
            "made_at=2024-05-01T12:00:00+00:00 update_at=2199-01-01T00:00:00+00:00",
        ),
    ],
)
def test_the_page_says_which_times_it_shows(publisher, make, shown):
    page = publisher.get(change_url(make())).content.decode()
    field = f'<input type="hidden" name="shown_times" value="{shown}">'
    assert field in page
    assert page.count('name="shown_times"') == 1


def test_times_are_carried_to_the_fraction_of_a_second():
    times = {"published_at": AT + timedelta(microseconds=7), "expires_at": FAR}
    assert read_times(write_times(times)) == times
    assert read_times(write_times({})) == {}


@pytest.mark.parametrize(
    "sent",
    ["", "x", "=", "expires_at", "expires_at=", "expires_at=tomorrow", "expires_at=2199-01-01",
     "expires_at=0001-01-01T00:00+14:00", "expires_at=9999-12-31T23:59-14:00", "\0", "\ud7ff",
     "expires_at=2199-01-01T00:00:00+00:00 expires_at=", "x=" * 9000],
)  # fmt: skip
def test_who_says_nothing_of_use_has_seen_no_time(publisher, sent):
    article = make_live()
    ends(article)
    data = form_at(publisher, change_url(article)) | {"_step": "set_expiry", "shown_times": sent}
    response = publisher.post(change_url(article), data | TYPED["set_expiry"])
    assert errors(response) == [OTHER % f"it expires on {FAR_SAID}"]
