"""An update of a live story at a moment that is set before."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles import chars, wall_clock
from articles.enums import ChangeKind, Verb
from articles.models import Article, Publication, ScheduledUpdate
from articles.queries.times_ahead import Times

from . import embargo
from .corrections import require_fitting
from .errors import NotAllowed, NotReady
from .live import live_or_refused
from .permissions import locked, refusal_to_deliver, refusal_to_unschedule, require
from .release import GRACE, ready, replace
from .save import record_event
from .seen_times import UPDATE, require_times_seen
from .waiting_update import drop_update


@transaction.atomic
def schedule_update(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    due_at: datetime,
    kind: ChangeKind = ChangeKind.UPDATE,
    words: str = "",
    override: str = "",
    expected_version: int | None = None,
    expected_times: Times | None = None,
) -> ScheduledUpdate:
    """Freeze the newest version of a live article and have it replace the live one at ``due_at``.

    The worker does that. Later edits change nothing of it. Calling it again moves the time or
    takes a newer version. ``kind`` and ``words`` are those of ``update_live``.

    Raises NotAllowed (also when it is scheduled just so already, or one waits that is another than
    in ``expected_times``; None: does not ask), NotReady or Conflict.
    """
    article = ready(
        article, by=by, override=override, expected_version=expected_version, moment=due_at
    )
    before = live_or_refused(article, at)
    if before.version.number >= article.version_number:
        raise NotAllowed(_("Readers already see the newest version."))
    change = {
        "version": article.versions.get(number=article.version_number),
        "due_at": due_at,
        "kind": kind,
        "words": chars.paragraphs(words),
    }
    _require_new(article, change)
    require_times_seen(article, expected_times, *UPDATE, at=at)
    require_fitting(kind, words)
    if due_at <= at - GRACE:
        raise NotReady([_("The time to update lies in the past.")])
    if before.expires_at and before.expires_at <= due_at:
        text = _(
            "Readers have the story only until %s. Let it expire later, or choose an earlier time."
        )
        raise NotReady([text % wall_clock.shown(before.expires_at)])
    update, _created = ScheduledUpdate.objects.update_or_create(
        article=article,
        defaults={**change, "override": override.strip(), "by": by, "made_at": at},
    )
    why = override or wall_clock.shown(due_at)
    times = {"update_at": due_at}
    record_event(article, Verb.UPDATE_SCHEDULED, by=by, at=at, why=why, times=times)
    return update


def _require_new(article, change):
    """Refuse what is scheduled just so already by somebody who may still publish."""
    same = ScheduledUpdate.objects.filter(article=article, **change).select_related("by").first()
    if same and refusal_to_deliver(same.by, override=same.override) is None:
        raise NotAllowed(_("This version is scheduled for that time already."))


@transaction.atomic
def cancel_update(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    why: str = "",
    expected_times: Times | None = None,
) -> None:
    """Take a scheduled update off the schedule; readers keep what they have.

    Raises NotAllowed (also when it is another than in ``expected_times``; None: does not ask).
    """
    article = locked(article)
    require(refusal_to_unschedule(by, article))
    require_times_seen(article, expected_times, *UPDATE, at=at)
    if not drop_update(article, by=by, at=at, why=why):
        raise NotAllowed(_("No update of this article is scheduled."))


def deliver(article: Article, *, at: datetime) -> Publication | None:
    """Do what was scheduled for ``article`` if it is due; None when it is not, or done already.

    Called in a transaction with the article locked. Whoever scheduled it must still be allowed
    to, and the embargo must have ended. Raises NotAllowed or NotReady.
    """
    due = ScheduledUpdate.objects.select_related("version", "by")
    update = due.filter(article=article, due_at__lte=at).first()
    if update is None:
        return None
    require(refusal_to_deliver(update.by, override=update.override))
    if not update.override and (problems := embargo.in_the_way(article, at)):
        raise NotReady(problems)
    update.delete()
    article.version_number = update.version.number  # what goes out, and what the event names
    return replace(
        article,
        by=update.by,
        at=at,
        kind=ChangeKind(update.kind),
        words=update.words,
        why=update.override,
        times={"update_at": None},
    )
