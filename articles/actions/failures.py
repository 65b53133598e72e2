"""What was due and could not be done: kept, told of once, and tried again, ever less often."""

import logging
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from articles.enums import Verb
from articles.models import Article, Failure

from .errors import ActionRefused
from .save import record_event
from .waiting_update import UPDATE

PUBLISH, REMAKE, BIND = "publish", "remake", "bind"
# What somebody has promised for a moment does not wait for what nobody has.
PROMISED = (PUBLISH, UPDATE)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
LONGEST_MESSAGE = 1000
# PostgreSQL: serialization_failure and deadlock_detected. Over as soon as it is tried again.
PASSING = ("40001", "40P01")

logger = logging.getLogger(__name__)


def paused(what: str, at: datetime) -> list[int]:
    """The ids of the articles for which ``what`` is not tried at ``at``: it has failed lately.

    An attempt that lies ahead of ``at``, by a clock that was set back, keeps nothing waiting.
    """
    rows = Failure.objects.filter(last_at__lte=at)
    if what in PROMISED:
        rows = rows.filter(what__in=PROMISED)
    return [row.article_id for row in rows if at < row.last_at + _pause(row.times)]


def record(article_id: int, what: str, error: Exception, *, at: datetime) -> None:
    """Note that ``what`` failed; the first time its people are told, by an event.

    Called in the transaction that holds the lock, after what was tried has been rolled back.
    """
    message = _words(error)
    row, is_new = Failure.objects.get_or_create(
        article_id=article_id,
        defaults={"what": what, "message": message, "first_at": at, "last_at": at},
    )
    if is_new:
        _tell(article_id, message, at=at)
        return
    row.what, row.message, row.last_at = what, message, at
    row.times += 1
    row.save(update_fields=["what", "message", "last_at", "times"])


def clear(article_id: int, what: str) -> None:
    """``what`` has been done after all."""
    Failure.objects.filter(article=article_id, what=what).delete()


def is_passing(error: Exception) -> bool:
    """Whether ``error`` is of the database as a whole or of the moment, not of the article."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "pgcode", None)
    return code is None or code in PASSING


def _pause(times):
    return min(FIRST_PAUSE * 2 ** min(times - 1, 10), LONGEST_PAUSE)


def _words(error):
    if isinstance(error, ActionRefused):
        return str(error)[:LONGEST_MESSAGE]
    text = " ".join(str(error).replace("\0", "").split())
    words = _("The program has an error: %(kind)s: %(text)s")
    return (words % {"kind": type(error).__name__, "text": text})[:LONGEST_MESSAGE]


def _tell(article_id, message, *, at):
    """Even where that fails too the failure is kept, so that the rest does not wait for it."""
    try:
        with transaction.atomic():
            article = Article.objects.get(pk=article_id)
            record_event(article, Verb.FAILED, by=None, at=at, why=message)
    except Exception:
        logger.exception("Nobody could be told what failed for article %d", article_id)
