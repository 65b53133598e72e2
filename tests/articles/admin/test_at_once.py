"""Many people at one story at the same moment, each in a process, through the form itself."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from articles import actions
from articles.enums import Verb
from articles.models import Article, Correction, Event, Notification, Publication, Version
from tests.articles.actions.at_once import ROUNDS, Refused, shown, together, verbs
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

from .conftest import change_url, form_at

# The rows of the first migrations come back after each test, which empties all tables.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def pressing(user, article, **typed):
    """The form in a browser of its own, opened now; the job sends it."""
    client = Client()
    client.force_login(user)
    page = client.get(change_url(article))
    data = form_at(client, change_url(article)) | typed
    data |= {name: page.context["unsaved"][name] for name in ("writer",)}

    def job():
        response = client.post(change_url(article), data)
        assert response.status_code in (200, 302)
        if response.status_code == 200:
            raise Refused

    return job


def told(person, verb):
    return Notification.objects.filter(to=person, event__verb=verb).count()


def everything_of(article):
    """What only one of many may have done: versions, events, entries in Django's log."""
    return (
        Version.objects.filter(article=article).count(),
        Event.objects.filter(article=article).count(),
        LogEntry.objects.filter(object_id=str(article.pk)).count(),
    )


def test_of_twenty_who_press_publish_one_publishes_and_the_writer_is_told_once():
    writer = make_user("Reporter")
    article = make_article(by=writer)
    approve(article)
    before = everything_of(article)
    people = [make_user("Editor") for _person in range(20)]
    jobs = [pressing(person, article, _step="publish") for person in people]
    assert together(*jobs) == ["Refused"] * 19 + ["done"]
    assert shown(article) == 1
    versions, events, entries = before
    assert everything_of(article) == (versions, events + 1, entries + 1)
    assert verbs(article)[-1] == Verb.PUBLISHED
    assert told(writer, Verb.PUBLISHED) == 1


def test_of_twenty_tabs_of_one_person_one_saves_approves_and_publishes():
    writer, publisher = make_user("Reporter"), make_user("Publisher")
    article = make_article(by=writer)
    jobs = [
        pressing(
            publisher, article, headline=f"Tab {tab}", teaser=f"Tab {tab}", _step="approve_publish"
        )
        for tab in range(20)
    ]
    assert together(*jobs) == ["Refused"] * 19 + ["done"]
    assert shown(article) == Article.objects.get().version_number == 2
    assert verbs(article) == ["created", "saved", "approved", "published"]
    # One notice tells of both.
    assert [told(writer, verb) for verb in (Verb.APPROVED, Verb.PUBLISHED)] == [0, 1]


def test_of_twenty_corrections_readers_get_one():
    writer, publisher = make_user("Reporter"), make_user("Publisher")
    article = make_article(by=writer)
    approve(article)
    actions.publish(article, by=None, at=AT)
    change = {"change_kind": "correction", "change_words": "It was Port Ellis."}
    jobs = [
        pressing(publisher, article, headline="Right", _step="approve_update", **change)
        for _tab in range(20)
    ]
    outcome = together(*jobs)
    assert outcome == ["Refused"] * 19 + ["done"]
    assert shown(article) == 2
    assert verbs(article).count("updated") == 1
    assert Correction.objects.filter(article=article).count() == 1


def test_publishing_races_a_save():
    """What went out is what was approved, or nothing; what was saved is there, or on the page."""
    editor, publisher = make_user("Editor"), make_user("Publisher")
    for _round in range(ROUNDS):
        article = make_article(headline="One", teaser="One")
        approve(article)
        save = {"headline": "Two", "teaser": "Two", "_continue": "1"}
        outcome = together(
            pressing(editor, article, _step="publish"), pressing(publisher, article, **save)
        )
        stored = Article.objects.get(pk=article.pk)
        assert (stored.headline, stored.version_number, stored.stage) == ("Two", 2, "review")
        if outcome == ["done", "done"]:
            assert shown(article) == 1
            assert verbs(article) == ["created", "approved", "published", "saved"]
        else:
            assert outcome == ["Refused", "done"]
            assert not Publication.objects.filter(pk=article.pk).exists()
            assert verbs(article) == ["created", "approved", "saved"]


def test_two_saves_and_one_of_the_writers_sees_both_texts():
    one, two = make_user("Editor"), make_user("Editor")
    for _round in range(ROUNDS):
        article = make_article(headline="First")
        outcome = together(
            pressing(one, article, headline="One", _continue="1"),
            pressing(two, article, headline="Two", _continue="1"),
        )
        assert outcome == ["Refused", "done"]
        stored = Article.objects.get(pk=article.pk)
        newest = Version.objects.get(article=article, number=2)
        assert (stored.version_number, stored.headline) == (2, newest.data["headline"])
        assert verbs(article) == ["created", "saved"]


def test_withdrawing_races_an_update():
    publisher, other = make_user("Publisher"), make_user("Publisher")
    for _round in range(ROUNDS):
        article = make_article(headline="One")
        approve(article)
        actions.publish(article, by=None, at=AT)
        outcome = together(
            pressing(publisher, article, _step="withdraw", withdraw_reason="Wrong."),
            pressing(other, article, headline="Two", _step="approve_update"),
        )
        made = Publication.objects.get(pk=article.pk)
        assert made.withdrawn_at is not None
        assert outcome in (["done", "done"], ["Refused", "done"])
        assert made.version.number == (2 if outcome == ["done", "done"] else 1)
        assert verbs(article).count("withdrawn") == 1
        assert verbs(article).count("updated") == made.version.number - 1


def updating():
    article = make_live()
    make_version(article, teaser="Newer.")
    actions.schedule_update(article, by=None, at=AT, due_at=FAR)
    return article


@pytest.mark.parametrize(
    ("role", "make", "step", "field", "verb"),
    [
        ("Publisher", make_live, "set_expiry", "ends_at", Verb.EXPIRY_SET),
        ("Editor", make_scheduled, "schedule", "publish_at", Verb.SCHEDULED),
        ("Editor", updating, "schedule_update", "update_at", Verb.UPDATE_SCHEDULED),
    ],
)
def test_of_many_who_set_a_time_one_does_and_the_others_learn_of_it(role, make, step, field, verb):
    for _round in range(2):
        article = make()
        before = verbs(article).count(verb)
        moments = [f"2199-01-0{day}T10:00" for day in range(2, 8)]
        typed = {"version": article.version_number, "later_kind": "update", "_step": step}
        jobs = [pressing(make_user(role), article, **typed | {field: moment}) for moment in moments]
        assert together(*jobs) == ["Refused"] * 5 + ["done"]
        assert verbs(article).count(verb) == before + 1
        [kept] = Event.objects.filter(article=article, verb=verb).order_by("-pk")[:1]
        assert [moment[:10] in str(kept.times) for moment in moments].count(True) == 1


def test_moving_races_taking_away():
    one, two = make_user("Publisher"), make_user("Publisher")
    for _round in range(ROUNDS):
        article = make_scheduled()
        outcome = together(
            pressing(one, article, _step="schedule", publish_at="2199-01-05T10:00"),
            pressing(two, article, _step="unschedule"),
        )
        assert outcome == ["Refused", "done"]
        assert Publication.objects.filter(pk=article.pk).exists() == (
            verbs(article)[-1] == Verb.SCHEDULED
        )


def test_of_two_plans_one_is_made():
    for _round in range(ROUNDS):
        article = make_article()
        outcome = together(
            *(
                pressing(make_user("Editor"), article, planned_for=moment, _continue="1")
                for moment in ("2199-01-05T10:00", "2199-01-06T10:00")
            )
        )
        assert outcome == ["Refused", "done"]
        assert verbs(article) == ["created", "planned"]
