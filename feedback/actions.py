"""Every change to a submission. One function each: permission, lock, change, event."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from feedback.enums import State, Variant, Verb
from feedback.models import ContactDetail, Submission, SubmissionEvent
from feedback.text import clean_text


@transaction.atomic
def submit(
    *,
    kind,
    message,
    language,
    page,
    at,
    email="",
    variant=Variant.CLASSIC,
    is_spam=False,
    sent_key=None,
):
    """Store what a reader says about ``page`` (``queries.AboutPage``); return the Submission.

    The e-mail address, if there is one, goes to a table of its own. Suspected spam is stored
    too, marked. What was sent before with the same ``sent_key`` is returned as it stands, also
    when both come at once. Raises IntegrityError for values that the database refuses.
    """
    values = {
        "kind": kind,
        "message": clean_text(message),
        "language": language,
        "page_path": page.path,
        "page_title": page.title,
        "article_id": page.article_id,
        "variant": variant,
        "is_spam": is_spam,
        "created_at": at,
    }
    if sent_key is None:
        submission, is_new = Submission.objects.create(**values), True
    else:
        submission, is_new = Submission.objects.get_or_create(values, sent_key=sent_key)
    if is_new and email:
        ContactDetail.objects.create(submission=submission, email=email)
    if is_new:
        _record(submission, Verb.RECEIVED, by=None, at=at, became=State.NEW)
    return submission


@transaction.atomic
def change_state(submission_id, to, *, by, at):
    """Move a submission to the state ``to``; return whether that was a change."""
    submission = _locked(submission_id, by)
    was, submission.state = submission.state, State(to)
    if submission.state == was:
        return False
    submission.save(update_fields=["state"])
    _record(submission, Verb.STATE, by=by, at=at, was=was, became=submission.state)
    return True


@transaction.atomic
def mark_spam(submission_id, *, by, at):
    """Mark a submission as spam; return whether that was a change."""
    return _set_spam(submission_id, True, by=by, at=at)


@transaction.atomic
def unmark_spam(submission_id, *, by, at):
    """Take the mark off again; return whether that was a change."""
    return _set_spam(submission_id, False, by=by, at=at)


@transaction.atomic
def write_note(submission_id, note, *, by, at):
    """Replace the colleagues' note; return whether that was a change. Events hold no text."""
    submission = _locked(submission_id, by)
    was, submission.note = submission.note, clean_text(note)
    if submission.note == was:
        return False
    submission.save(update_fields=["note"])
    _record(submission, Verb.NOTE, by=by, at=at)
    return True


def _set_spam(submission_id, is_spam, *, by, at):
    submission = _locked(submission_id, by)
    if submission.is_spam == is_spam:
        return False
    submission.is_spam = is_spam
    submission.save(update_fields=["is_spam"])
    _record(submission, Verb.SPAM if is_spam else Verb.NOT_SPAM, by=by, at=at)
    return True


def _locked(submission_id, by):
    if not by.has_perm("feedback.change_submission"):
        raise PermissionDenied
    return Submission.objects.select_for_update().get(pk=submission_id)


def _record(submission, verb, *, by, at, was="", became=""):
    SubmissionEvent.objects.create(
        submission=submission, verb=verb, by=by, at=at, was=was, became=became
    )
