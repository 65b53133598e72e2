import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.utils import timezone

from feedback import actions
from feedback.enums import Variant, Verb
from feedback.models import ContactDetail, Submission, SubmissionEvent
from feedback.queries import AboutPage

pytestmark = pytest.mark.django_db


def events(submission):
    return list(submission.events.values_list("verb", "by__username", "was", "became"))


def test_submit(make_submission, live_article):
    at = timezone.now()
    page = AboutPage("/en/x/a-1/", "Harbour reopens", live_article.pk)
    made = make_submission(
        page=page, email="reader@example.org", variant=Variant.BETA, is_spam=True, at=at
    )
    submission = Submission.objects.get(reference=made.reference)
    assert submission.page_path == "/en/x/a-1/"
    assert submission.page_title == "Harbour reopens"
    assert submission.article == live_article
    assert (submission.variant, submission.state, submission.is_spam) == ("beta", "new", True)
    assert submission.created_at == at
    assert submission.contact_detail.email == "reader@example.org"
    assert events(submission) == [("received", None, "", "new")]


def test_no_address_no_contact_detail(make_submission):
    make_submission()
    assert not ContactDetail.objects.exists()


def test_hostile_text_is_made_storable(make_submission):
    made = make_submission(message="null\x00 half\ud800 \r\nline")
    assert Submission.objects.get(pk=made.pk).message == "null half\ufffd \nline"


def test_nothing_is_half_stored(make_submission, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(actions, "_record", fail)
    with pytest.raises(DatabaseError):
        make_submission(email="reader@example.org")
    assert not Submission.objects.exists()
    assert not ContactDetail.objects.exists()


def test_change_state(make_submission, reviewer):
    submission = make_submission()
    at = timezone.now()
    assert actions.change_state(submission.pk, "triaged", by=reviewer, at=at)
    assert not actions.change_state(submission.pk, "triaged", by=reviewer, at=at)
    submission.refresh_from_db()
    assert submission.state == "triaged"
    assert events(submission)[1:] == [("state", "reviewer", "new", "triaged")]


def test_an_unknown_state_is_refused(make_submission, reviewer):
    with pytest.raises(ValueError, match="lost"):
        actions.change_state(make_submission().pk, "lost", by=reviewer, at=timezone.now())


def test_spam_is_a_mark_that_comes_off_again(make_submission, reviewer):
    submission = make_submission()
    at = timezone.now()
    assert actions.mark_spam(submission.pk, by=reviewer, at=at)
    assert not actions.mark_spam(submission.pk, by=reviewer, at=at)
    submission.refresh_from_db()
    assert (submission.is_spam, submission.state) == (True, "new")
    assert actions.unmark_spam(submission.pk, by=reviewer, at=at)
    submission.refresh_from_db()
    assert not submission.is_spam
    assert [event[0] for event in events(submission)] == ["received", "spam", "not_spam"]


def test_write_note(make_submission, reviewer):
    submission = make_submission()
    at = timezone.now()
    assert actions.write_note(submission.pk, "Call the desk\x00", by=reviewer, at=at)
    assert not actions.write_note(submission.pk, "Call the desk", by=reviewer, at=at)
    submission.refresh_from_db()
    assert submission.note == "Call the desk"
    last = SubmissionEvent.objects.last()
    assert (last.verb, last.was, last.became) == (Verb.NOTE, "", "")


@pytest.mark.parametrize(
    "action",
    [
        lambda pk, **who: actions.change_state(pk, "resolved", **who),
        actions.mark_spam,
        actions.unmark_spam,
        lambda pk, **who: actions.write_note(pk, "x", **who),
    ],
)
def test_only_those_who_may(action, make_submission, django_user_model):
    submission = make_submission()
    nobody = django_user_model.objects.create_user("nobody", is_staff=True)
    with pytest.raises(PermissionDenied):
        action(submission.pk, by=nobody, at=timezone.now())
    assert len(events(submission)) == 1
