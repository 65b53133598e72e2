"""The update of a live story that waits for its moment: at most one an article."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from articles.enums import Verb
from articles.models import Article, Failure, ScheduledUpdate

from .save import record_event

UPDATE = "update"  # what Failure calls it


def drop_update(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    why: str = "",
    up_to: int | None = None,
) -> bool:
    """Take it off the schedule; return whether there was one.

    With ``up_to`` only where its version is no newer than that number. Called with the article
    locked, inside a transaction.
    """
    waiting = ScheduledUpdate.objects.filter(article=article)
    if up_to is not None:
        waiting = waiting.filter(version__number__lte=up_to)
    deleted, _rows = waiting.delete()
    if deleted:
        Failure.objects.filter(article=article, what=UPDATE).delete()
        times = {"update_at": None}
        record_event(article, Verb.UPDATE_CANCELLED, by=by, at=at, why=why, times=times)
    return bool(deleted)
