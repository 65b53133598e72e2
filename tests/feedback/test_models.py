import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from feedback.models import (
    MESSAGE_MAX_CODE_POINTS,
    ContactDetail,
    Programme,
    Submission,
    SubmissionEvent,
)

pytestmark = pytest.mark.django_db
GOOD = {"kind": "idea", "message": "A good idea.", "language": "en"}


def test_one_programme_comes_with_the_site_and_is_active():
    (programme,) = Programme.objects.all()
    assert programme.is_active
    assert sorted(programme.banner_text) == ["ar", "de", "en"]


def test_only_one_programme_is_active():
    Programme.objects.create(name="Old")
    with pytest.raises(IntegrityError, match="programme_one_active"):
        Programme.objects.create(name="New", is_active=True)


def test_banner_text_is_by_language():
    with pytest.raises(IntegrityError, match="programme_banner_text_by_language"):
        Programme.objects.create(name="New", banner_text=["text"])


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "rant"}, "submission_kind_known"),
        ({"state": "lost"}, "submission_state_known"),
        ({"variant": "gamma"}, "submission_variant_known"),
        ({"message": ""}, "submission_message_length"),
        ({"message": "a" * (MESSAGE_MAX_CODE_POINTS + 1)}, "submission_message_length"),
        ({"page_path": "https://evil.example/"}, "submission_page_is_a_path"),
    ],
)
def test_the_database_refuses(values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Submission.objects.create(**GOOD | values, created_at=timezone.now())


def test_a_submission_holds_nothing_of_who_sent_it():
    fields = {field.name for field in Submission._meta.get_fields() if field.concrete}
    assert fields == {
        "id",
        "reference",
        "kind",
        "message",
        "language",
        "page_path",
        "page_title",
        "article",
        "variant",
        "state",
        "is_spam",
        "note",
        "created_at",
        "sent_key",  # a digest that only the reader's own form could make again
    }


def test_contact_details_can_go_before_the_message(make_submission):
    submission = make_submission(email="reader@example.org")
    ContactDetail.objects.all().delete()
    assert Submission.objects.get() == submission


def test_events_are_never_changed(make_submission):
    submission = make_submission()
    with (
        pytest.raises((IntegrityError, InternalError), match="never changed"),
        transaction.atomic(),
    ):
        SubmissionEvent.objects.update(verb="note")
    submission.delete()
    assert not SubmissionEvent.objects.exists()


def test_an_article_that_is_deleted_takes_no_feedback_with_it(make_submission, live_article):
    from feedback.queries import AboutPage

    submission = make_submission(page=AboutPage("/en/x/a-1/", "X", live_article.pk))
    live_article.publication.delete()
    live_article.delete()
    submission.refresh_from_db()
    assert (submission.article, submission.page_title) == (None, "X")
    connection.check_constraints()
