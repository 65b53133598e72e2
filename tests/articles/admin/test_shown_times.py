"""Two people who set a time: the form says which times it showed, and none is changed unseen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import actions
from articles.actions import upkeep
from articles.admin.steps.shown_times import read_times, write_times
from articles.models import Article, Event, Publication, ScheduledUpdate
from tests.factories import (
    AT,
    FAR,
    approve,
    make_article,
    make_autosave,
    make_live,
    make_scheduled,
    make_user,
    make_version,
)

from .conftest import as_typed, autosave_url, change_url, errors, fields_of, form_at, hidden, send

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OTHER = "Since you opened this, somebody has set another time: %s. Look again before you change it."
GONE = "Since you opened this, that has changed: %s. Look again before you change it."
FAR_SAID = "1 January 2199, 00:00 (UTC)"
NEXT_SAID = "2 January 2199, 00:00 (UTC)"
TYPED = {
    "schedule": {"publish_at": "2199-01-05T10:00", "expires_at": "2199-01-06T10:00"},
    "schedule_update": {"update_at": "2199-01-05T10:00", "later_kind": "minor"},
    "set_expiry": {"ends_at": "2199-01-05T10:00"},
}


@pytest.fixture(params=["Editor", "Publisher"])
def person(request):
    """Of an approved text an editor is shown the steps alone, a publisher the whole form."""
    client = Client()
    client.force_login(make_user(request.param))
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


def ends(article):
    actions.set_expiry(article, by=None, at=timezone.now(), expires_at=FAR)


CASES = [
    ("schedule", approved, moved, OTHER % f"it is scheduled for {NEXT_SAID}"),
    ("schedule", make_scheduled, moved, OTHER % f"it is scheduled for {NEXT_SAID}"),
    ("schedule", make_scheduled, off, GONE % "it is not scheduled any more"),
    ("unschedule", make_scheduled, moved, OTHER % f"it is scheduled for {NEXT_SAID}"),
    ("schedule_update", newer, update_moved, OTHER % f"an update is scheduled for {NEXT_SAID}"),
    ("schedule_update", updating, update_moved, OTHER % f"an update is scheduled for {NEXT_SAID}"),
    ("cancel_update", updating, update_moved, OTHER % f"an update is scheduled for {NEXT_SAID}"),
    ("set_expiry", make_live, ends, OTHER % f"it expires on {FAR_SAID}"),
]


def times():
    return (
        list(Publication.objects.values_list("published_at", "expires_at")),
        list(ScheduledUpdate.objects.values_list("due_at", "version__number")),
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
            f"an update is scheduled for {NEXT_SAID}",
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
        (updating, "update_at=2199-01-01T00:00:00+00:00"),
    ],
)
def test_the_page_says_which_times_it_shows(publisher, make, shown):
    page = publisher.get(change_url(make())).content.decode()
    field = f'<input type="hidden" name="shown_times" value="{shown}">'
    assert (field in page) == bool(shown)
    assert page.count('name="shown_times"') == bool(shown)


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


class TestBesideTheText:
    """A plan and an embargo, which everybody who may edit sets in the form itself."""

    @pytest.fixture
    def article(self):
        return make_article(headline="The port")

    def meanwhile(self, article, **fields):
        fresh = Article.objects.get(pk=article.pk)
        for name, moment in fields.items():
            setattr(fresh, name, moment)
        actions.save(fresh, by=None, at=AT)

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("planned_for", f"it is planned for {FAR_SAID}"),
            ("embargo_until", f"there is an embargo until {FAR_SAID}"),
        ],
    )
    def test_is_not_set_over_another_unseen_and_then_knowingly(self, editor, article, name, said):
        data = form_at(editor, change_url(article))
        data |= {name: "2199-01-05T10:00", "headline": "Typed", "_continue": "1"}
        self.meanwhile(article, **{name: FAR})
        response = editor.post(change_url(article), data)
        assert errors(response) == [OTHER % said]
        form = response.context["adminform"].form
        assert list(form.errors) == [name]
        assert [form[one].value() for one in (name, "headline")] == ["2199-01-05T10:00", "Typed"]
        again = fields_of(response)
        assert again[f"initial-{name}"] == "2199-01-01T00:00:00+00:00"
        stored = Article.objects.get()
        assert (stored.headline, getattr(stored, name)) == ("The port", FAR)
        assert editor.post(change_url(article), again | {"_continue": "1"}).status_code == 302
        stored = Article.objects.get()
        assert getattr(stored, name) == datetime(2199, 1, 5, 10, tzinfo=UTC)
        assert stored.headline == "Typed"

    def test_that_it_was_taken_away_is_told(self, editor, article):
        self.meanwhile(article, planned_for=FAR)
        data = form_at(editor, change_url(article)) | {"planned_for": "2199-01-05T10:00"}
        self.meanwhile(article, planned_for=None)
        response = editor.post(change_url(article), data)
        assert errors(response) == [GONE % "it has no planned time any more"]
        assert editor.post(change_url(article), fields_of(response)).status_code == 302

    @pytest.mark.parametrize("typed", ["2199-01-01T00:00", None])
    def test_what_both_set_alike_or_one_left_alone_needs_no_question(self, editor, article, typed):
        data = form_at(editor, change_url(article)) | {"headline": "Typed"}
        data |= {"planned_for": typed} if typed else {}
        self.meanwhile(article, planned_for=FAR)
        assert editor.post(change_url(article), data).status_code == 302
        stored = Article.objects.get()
        assert (stored.headline, stored.planned_for) == ("Typed", FAR)

    def test_both_took_it_away(self, editor, article):
        self.meanwhile(article, planned_for=FAR)
        data = form_at(editor, change_url(article)) | {"planned_for": "", "headline": "Typed"}
        self.meanwhile(article, planned_for=None)
        assert editor.post(change_url(article), data).status_code == 302
        assert Article.objects.get().headline == "Typed"

    @pytest.mark.parametrize("opened", ["x", "\0", "9" * 400, "2199"])
    def test_what_no_form_was_opened_with_has_seen_no_time(self, editor, article, opened):
        self.meanwhile(article, planned_for=FAR)
        data = form_at(editor, change_url(article)) | {"initial-planned_for": opened}
        response = editor.post(change_url(article), data | {"planned_for": "2199-01-05T10:00"})
        assert errors(response) == [OTHER % f"it is planned for {FAR_SAID}"]

    def test_a_plan_that_was_typed_and_not_saved_is_there_when_it_is_shown_again(self, as_user):
        user, article = make_user("Editor"), make_article()
        client = as_user(user)
        typed = form_at(client, change_url(article)) | {"planned_for": "2199-01-05T10:00"}
        row = make_autosave(article, by=user, **as_typed(typed))
        again = form_at(client, f"{change_url(article)}?typed={row.pk}")
        assert client.post(change_url(article), again).status_code == 302
        assert Article.objects.get().planned_for == datetime(2199, 1, 5, 10, tzinfo=UTC)

    def test_shown_again_it_tells_what_was_set_meanwhile(self, as_user):
        user, article = make_user("Editor"), make_article()
        client = as_user(user)
        self.meanwhile(article, planned_for=FAR)
        typed = as_typed(form_at(client, change_url(article)))
        typed |= {"planned_for": ["2199-01-05T10:00"]}
        kept = send(client, autosave_url(article), **typed | {"version": 1})
        assert kept.status_code == 200
        self.meanwhile(article, planned_for=FAR + DAY)
        row = article.autosaves.get()
        page = client.get(f"{change_url(article)}?typed={row.pk}")
        assert errors(page) == [OTHER % f"it is planned for {NEXT_SAID}"]
        assert fields_of(page)["initial-planned_for"] == "2199-01-02T00:00:00+00:00"
