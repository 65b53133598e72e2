"""What the desk is told of a failure, and what is kept from it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles import actions
from articles.actions import failures, mail, upkeep
from articles.actions.waiting_update import UPDATE
from articles.models import Event, Failure, Notification, ScheduledUpdate, Version
from tests.factories import AT, make_live, make_scheduled, make_user, make_version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FAULTS = [KeyError("headline\0"), ZeroDivisionError("x" * 5000), ValueError("TECHMARK\nline 2")]
HAPPENED = {
    failures.PUBLISH: "Readers have had the story since its time",
    UPDATE: "The scheduled update has not gone out. Readers still have the text from before;",
    failures.REMAKE: "Readers have the story, but a name or a picture",
    failures.BIND: "Read-more lines of other stories wait for this one",
}


@pytest.mark.parametrize("what", HAPPENED)
@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
def test_a_fault_of_the_program_is_told_as_what_it_means_for_the_story(what, error):
    article = make_live()
    failures.record(article.pk, what, error, at=AT)
    failure, event = Failure.objects.get(), Event.objects.latest("pk")
    assert failure.message.startswith(HAPPENED[what])
    for part in ("nothing is lost", "whoever looks after the program", "have this message"):
        assert part in failure.message
    assert event.why == f"{failure.message} It is tried again by itself."
    for mark in (type(error).__name__, "TECHMARK", "headline", "xxx"):
        assert mark not in event.why
    assert failure.detail.startswith(f"{type(error).__name__}: ")
    assert "\n" not in failure.detail
    assert len(failure.detail) <= failures.LONGEST_MESSAGE


@pytest.mark.parametrize("what", HAPPENED)
def test_what_an_action_refused_is_told_with_its_reason(what):
    failures.record(make_live().pk, what, actions.NotReady(["Choose a section."]), at=AT)
    failure = Failure.objects.get()
    assert failure.message.startswith(HAPPENED[what])
    assert " Choose a section. " in failure.message
    assert "fault" not in failure.message
    assert failure.detail == ""


def test_its_people_are_told_once_however_often_it_fails():
    article = make_scheduled(by=make_user("Reporter"))
    for turn in range(3):
        failures.record(article.pk, failures.PUBLISH, KeyError("x"), at=AT + turn * HOUR)
    failure = Failure.objects.get()
    assert (failure.times, failure.first_at, failure.last_at) == (3, AT, AT + 2 * HOUR)
    assert Event.objects.filter(verb="failed").count() == 1
    assert Notification.objects.filter(kind="failed").count() == 1


@pytest.fixture
def broken():
    """A live story whose update meets a fault of the program when its moment has come."""
    writer = make_user("Reporter", email="rosa@news.example")
    story = make_live(by=writer, headline="First")
    make_version(story, teaser="Newer.")
    actions.schedule_update(story, by=None, at=AT, due_at=AT + HOUR)
    damaged = Version.objects.create(article=story, number=99, data={}, created_at=AT)
    ScheduledUpdate.objects.update(version=damaged)
    Notification.objects.all().delete()
    with pytest.raises(upkeep.Failed):
        upkeep.update_next(at=AT + HOUR)
    return story


def test_neither_mail_nor_page_nor_list_shows_what_only_the_keeper_understands(
    broken, client, mailoutbox
):
    writer = broken.created_by
    assert Failure.objects.get().detail.startswith("KeyError: ")
    mail.send_next(at=AT + HOUR)
    (sent,) = mailoutbox
    client.force_login(writer)
    said = [
        sent.body,
        client.get(reverse("admin:articles_article_change", args=[broken.pk])).content.decode(),
        client.get(reverse("admin:notifications")).content.decode(),
        client.get(reverse("admin:articles_article_history", args=[broken.pk])).content.decode(),
    ]
    for text in said:
        assert "The scheduled update has not gone out." in text
        assert "KeyError" not in text


def test_the_doctor_has_both(broken):
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("doctor", stdout=out)
    assert "The scheduled update has not gone out." in out.getvalue()
    assert "KeyError: " in out.getvalue()
