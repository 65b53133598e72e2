"""When something that publications repeat has changed: a name, a slug, a picture."""

import logging
from functools import partial

from django.db import DatabaseError, transaction
from django.db.models import Model, Q
from django.utils import timezone

from articles.models import Contributor, Image, Language, Publication, Section, Tag, Topic

from . import hub
from .upkeep import Failed, remake_next

logger = logging.getLogger(__name__)

# How many publications are made again while somebody waits; the worker does the others.
AT_ONCE = 200
# The same of what shows a picture that nobody may see any more.
AT_ONCE_WITHOUT = 1000
REPEATED: dict[type[Model], str] = {
    Section: "section",
    Topic: "topic_rows__topic",
    Tag: "tag_rows__tag",
    Contributor: "person_rows__contributor",
    Image: "image_rows__image",
    Language: "language",
}


def mark_stale(changed: Model, *, at_once: int | None = None) -> int:
    """Have every publication made again that shows ``changed``; return how many there are that
    were not to be made again already.

    Called after ``changed`` is written, in the same transaction. The newest publications,
    ``at_once`` or AT_ONCE of them, are made right after commit, before whatever else waits. The hub
    is told of the feeds that show the name.
    """
    count = mark_stale_where(Q(**{REPEATED[type(changed)]: changed}), at_once=at_once)
    hub.note_renamed(changed, at=timezone.now())  # last, as after a story went out
    return count


@transaction.atomic
def mark_stale_where(shown_in: Q, *, first: Q | None = None, at_once: int | None = None) -> int:
    """The same for the publications that fulfil a condition.

    ``first`` is a condition on those to be made right after commit, where that is another by then.
    All of them are locked until the transaction ends. One that is being made again at this moment
    may repeat what was: it is waited for, and made again once more.
    """
    shown = Publication.objects.select_for_update(no_key=True, of=("self",)).filter(shown_in)
    for _locked in shown.order_by("pk").values_list("pk").iterator():
        pass
    count = Publication.objects.filter(shown_in, is_stale=False).update(is_stale=True)
    then = partial(_remake_first, first or shown_in, at_once or AT_ONCE)
    transaction.on_commit(then, robust=True)
    return count


def _remake_first(among: Q, most: int) -> None:
    try:
        for _turn in range(most):
            if _remake_one(among) is None:
                return
    except DatabaseError:
        logger.exception("Publications are still to be made again; the worker will do it.")


def _remake_one(among):
    try:
        return remake_next(at=timezone.now(), among=among)
    except Failed as failed:
        return failed
