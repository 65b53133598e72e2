"""When something that publications repeat has changed: a name, a slug, a picture."""

import logging

from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils import timezone

from articles.models import Contributor, Image, Language, Publication, Section, Tag, Topic

from .upkeep import Failed, remake_next

logger = logging.getLogger(__name__)

# How many publications are made again while somebody waits; the worker does the others.
AT_ONCE = 200
REPEATED: dict[type[Model], str] = {
    Section: "section",
    Topic: "topic_rows__topic",
    Tag: "tag_rows__tag",
    Contributor: "person_rows__contributor",
    Image: "image_rows__image",
    Language: "language",
}


@transaction.atomic
def mark_stale(changed: Model) -> int:
    """Have every publication made again that shows ``changed``; return how many there are.

    The first ones are made right after commit.
    """
    shown_in = {REPEATED[type(changed)]: changed}
    count = Publication.objects.filter(**shown_in, is_stale=False).update(is_stale=True)
    if count:
        transaction.on_commit(_remake_first, robust=True)
    return count


def _remake_first() -> None:
    try:
        for _turn in range(AT_ONCE):
            if _remake_one() is None:
                return
    except DatabaseError:
        logger.exception("Publications are still to be made again; the worker will do it.")


def _remake_one():
    try:
        return remake_next(at=timezone.now())
    except Failed as failed:
        return failed
