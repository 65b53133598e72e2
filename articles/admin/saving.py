"""From the article form to the actions: saving, taking a step, and what came of it."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction

from articles import actions
from articles.enums import Stage
from articles.models import Version

# Within this time the same new article twice is a button that was pressed twice.
TWICE = timedelta(minutes=1)


class Twin(Exception):
    """The same person has just made the same article. ``pk`` is its id."""

    def __init__(self, pk):
        self.pk = pk
        super().__init__(pk)


def save(article, *, by, at, related, expected_version, expected_times=None, why=""):
    """Save what the form holds. Raises ActionRefused, or Twin for a new article sent twice."""
    if article.pk is None:
        return _save_new(article, by=by, at=at, related=related, why=why)
    try:
        return actions.save(
            article,
            by=by,
            at=at,
            related=related,
            expected_version=expected_version,
            expected_times=expected_times,
            why=why,
        )
    except actions.Conflict as conflict:
        what = {"related": related, "expected_times": expected_times}
        return _save_same(article, conflict, by=by, at=at, **what)


def _save_same(article, conflict, *, by, at, **what):
    """No conflict after all where what is stored says the same: the form was sent twice."""
    with transaction.atomic():
        if actions.save(article, by=by, at=at, **what) is not None:
            raise conflict


def _save_new(article, *, by, at, related, why):
    get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)  # one after the other
    version = actions.save(article, by=by, at=at, related=related, why=why)
    twins = Version.objects.filter(
        number=1, created_by=by, created_at__gte=at - TWICE, data=version.data
    ).exclude(pk=version.pk)
    if twin := twins.first():
        raise Twin(twin.article_id)
    return version


def is_changed(form, formsets):
    """Whether there is anything to save; a reason alone is none."""
    changed = set(form.changed_data) - {"why"}
    return bool(changed) or any(formset.has_changed() for formset in formsets)


def number(text):
    """The version that a form says it showed; 0, which none is, when it says nothing of use."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def take_step(article, asked, *, by, at, expected_version):
    """The step that the bound ``asked`` names, if any; returns it. Raises ActionRefused."""
    if asked is None or asked.step is None:
        return None
    asked.take(article, by=by, at=at, expected_version=expected_version)
    return asked.step


def save_before_step(article, asked, *, by, at, **what):
    """Save; whoever changes approved text and releases it in the same go has signed for it.

    ``what`` is what ``save`` takes.
    Returns whether the text was approved and is not any more. Raises as ``save`` does.
    """
    was_approved = article.stage == Stage.APPROVED
    save(article, by=by, at=at, **what)
    lost = was_approved and article.stage == Stage.REVIEW
    if lost and asked and asked.step and asked.step.releases:
        with asked.refusals():
            actions.approve(article, by=by, at=at, expected_version=article.version_number)
    return lost
