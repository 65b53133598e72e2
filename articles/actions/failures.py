"""What was due and could not be done: kept, told of once, and tried again, ever less often.

The desk reads what it means for the story; what the program says of a fault of its own is for the
log and for ``doctor``.
"""

import logging
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext_lazy as _

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
# What a failure means for the story, and what those at the desk can do about it.
MEANS = {
    PUBLISH: (
        _("Readers have had the story since its time, but its history does not say so yet."),
        "",
    ),
    UPDATE: (
        _(
            "The scheduled update has not gone out. Readers still have the text from before; the "
            "new one is kept."
        ),
        _("Whoever may publish can update it by hand or schedule it anew."),
    ),
    REMAKE: (
        _(
            "Readers have the story, but a name or a picture on its page is still shown as it was "
            "before somebody changed it."
        ),
        "",
    ),
    BIND: (
        _(
            "Read-more lines of other stories wait for this one and do not lead to it yet. Readers "
            "miss nothing else."
        ),
        "",
    ),
}
FAULT = _("The fault is in the program, not in the text; nothing is lost.")
TELL_THE_KEEPER = _("If that lasts an hour, tell whoever looks after the program.")
TOLD = _("Its writers, the publishers and whoever scheduled it have this message, too.")
AGAIN = _("It is tried again by itself.")
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
    said = {"what": what, "message": _words(what, error), "detail": _detail(error), "last_at": at}
    row, is_new = Failure.objects.get_or_create(
        article_id=article_id, defaults={**said, "first_at": at}
    )
    if is_new:
        _tell(article_id, row.message, at=at)
        return
    Failure.objects.filter(pk=row.pk).update(**said, times=row.times + 1)


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


def _words(what, error):
    """What it means for the story, why, what there is to do and who knows; for the desk."""
    happened, remedy = MEANS[what]
    if isinstance(error, ActionRefused):
        parts = [happened, str(error)[:LONGEST_MESSAGE], remedy, TOLD]
    else:
        parts = [happened, FAULT, remedy, TELL_THE_KEEPER, TOLD]
    return " ".join(str(part) for part in parts if part)


def _detail(error):
    """What the program says of it; "" where an action has given its reason."""
    if isinstance(error, ActionRefused):
        return ""
    text = " ".join(str(error).replace("\0", "").split())
    return f"{type(error).__name__}: {text}"[:LONGEST_MESSAGE]


def _tell(article_id, message, *, at):
    """Even where that fails too the failure is kept, so that the rest does not wait for it."""
    try:
        with transaction.atomic():
            article = Article.objects.get(pk=article_id)
            why = f"{message} {AGAIN}"
            record_event(article, Verb.FAILED, by=None, at=at, why=why)
    except Exception:
        logger.exception("Nobody could be told what failed for article %d", article_id)
