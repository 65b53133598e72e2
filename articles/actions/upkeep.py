"""What the worker does: one article in one transaction a call, which may run anywhere twice.

A row that another worker has locked is left to that one. Where one article cannot be handled, what
was tried is rolled back, its schedule stays, ``failures`` keeps what happened, and ``Failed`` is
raised: it is left alone for a while and the next call takes the next one.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from articles.enums import Verb
from articles.models import Article, Notification, Publication
from articles.queries import autosave, links, notices, presence

from . import failures, publications
from .errors import ActionRefused
from .live import tell
from .save import bind_waiting, record_event
from .schedule_update import deliver
from .waiting_update import UPDATE

BATCH = 1000
EVERY = Q()

logger = logging.getLogger(__name__)


class Failed(Exception):
    """What was due for one article could not be done; all that was to be kept is committed."""


def announce_next(*, at: datetime) -> int | None:
    """Record that a scheduled story has gone live; readers see it without this.

    Returns the article's id, or None when nothing is due. Raises Failed.
    """
    due = Publication.objects.live(at).filter(announced_at=None)
    due = due.exclude(pk__in=failures.paused(failures.PUBLISH, at))
    rows = due.order_by("published_at", "pk").select_for_update(skip_locked=True, of=("self",))
    return _next(rows, failures.PUBLISH, lambda row: _announce(row, at), at=at)


def _announce(publication, at):
    publication.announced_at = at
    publication.save(update_fields=["announced_at"])
    article = Article.objects.get(pk=publication.pk)
    article.version_number = publication.version.number
    record_event(article, Verb.PUBLISHED, by=None, at=publication.published_at)
    tell(article, at)


def update_next(*, at: datetime) -> int | None:
    """Put one scheduled update before readers; return the article's id, or None. Raises Failed."""
    due = Article.objects.filter(scheduled_update__due_at__lte=at)
    due = due.exclude(pk__in=failures.paused(UPDATE, at))
    due = due.order_by("scheduled_update__due_at", "pk")
    rows = due.select_for_update(skip_locked=True, no_key=True, of=("self",))
    return _next(rows, UPDATE, lambda row: deliver(row, at=at), at=at)


def remake_next(*, at: datetime, among: Q = EVERY) -> int | None:
    """Make one stale publication again, the newest first; return its id, or None when none is.

    ``among`` is a condition on publications. Raises Failed.
    """
    stale = Publication.objects.filter(among, is_stale=True)
    stale = stale.exclude(pk__in=failures.paused(failures.REMAKE, at))
    rows = stale.order_by("-pk").select_for_update(skip_locked=True, of=("self",))
    return _next(rows, failures.REMAKE, publications.remake, at=at)


def bind_next(*, at: datetime) -> int | None:
    """Bind what a busy moment left wanted though its article exists.

    Returns the id of the article that was wanted, or None when nothing is left to bind. Raises
    Failed.
    """
    rows = links.wanted_and_there(at).exclude(pk__in=failures.paused(failures.BIND, at))
    bound: list[int] = []
    pk = _next(rows, failures.BIND, lambda row: bound.append(bind_waiting(row, at=at)), at=at)
    return pk if any(bound) else None


def _next(
    rows: QuerySet[Any], what: str, do: Callable[[Any], object], *, at: datetime
) -> int | None:
    with transaction.atomic():
        row = rows.first()
        if row is None:
            return None
        if row.pk in failures.paused(what, at):
            return row.pk  # another worker has tried it since this one looked
        try:
            with transaction.atomic():
                do(row)
        except Exception as error:
            if failures.is_passing(error):
                raise
            if not isinstance(error, ActionRefused):
                logger.exception("%s of article %d", what, row.pk)
            failures.record(row.pk, what, error, at=at)
            failed = Failed(f"#{row.pk}: {error}")
        else:
            failures.clear(row.pk, what)
            return row.pk
    raise failed


def forget(*, at: datetime) -> int | None:
    """Delete open forms whose browser is gone, unsaved texts that nobody came back to, and old
    notifications, of these at most ``BATCH`` at once, so that nobody waits for their rows.

    Returns how many rows it deleted, or None when there was none.
    """
    gone = presence.gone(at).delete()[0] + autosave.forgotten(at).delete()[0]
    return (gone + _forget_notices(at)) or None


@transaction.atomic
def _forget_notices(at):
    rows = notices.forgotten(at).select_for_update(skip_locked=True)
    found = list(rows.values_list("pk", flat=True)[:BATCH])
    return Notification.objects.filter(pk__in=found).delete()[0]
