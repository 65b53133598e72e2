"""Until when readers have a story that is live."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles import wall_clock
from articles.enums import Verb
from articles.models import Article, Publication, ScheduledUpdate
from articles.queries.times_ahead import Times

from .errors import NotAllowed, NotReady
from .live import locked_live, tell
from .permissions import locked, refusal_to_set_expiry, require
from .save import record_event
from .seen_times import require_times_seen


@transaction.atomic
def set_expiry(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    expires_at: datetime | None,
    expected_times: Times | None = None,
) -> Publication:
    """Let readers have a live article until ``expires_at``; None: it stays.

    No worker is needed for that: the query that finds live articles compares the time. What was
    approved, the time of the last update and the working copy stay as they are.

    Raises NotAllowed (also when the article is not live, expires just then already, or at another
    time than in ``expected_times``; None: does not ask), or NotReady: the moment has passed, or an
    update is scheduled that readers would never get.
    """
    article = locked(article)
    require(refusal_to_set_expiry(by, article))
    publication = locked_live(article, at)
    if expires_at == publication.expires_at:
        raise NotAllowed(_same(expires_at))
    require_times_seen(article, expected_times, "expires_at", at=at)
    if expires_at:
        _require_possible(article, expires_at, at)
    publication.expires_at = expires_at
    publication.save(update_fields=["expires_at"])
    article.version_number = publication.version.number  # what expires
    why = wall_clock.shown(expires_at) if expires_at else _("It stays.")
    times = {"expires_at": expires_at}
    record_event(article, Verb.EXPIRY_SET, by=by, at=at, why=why, times=times)
    tell(article, at)
    return publication


def _same(expires_at):
    if expires_at is None:
        return _("This article does not expire as it is.")
    return _("This article expires at that time already.")


def _require_possible(article, expires_at, at):
    if expires_at <= at:
        text = _(
            "That time lies in the past. A story that is to go now is withdrawn by a publisher."
        )
        raise NotReady([text])
    update = ScheduledUpdate.objects.filter(article=article, due_at__gte=expires_at).first()
    if update:
        text = _(
            "An update is scheduled for %s, and readers would not have the story then. Move the "
            "update or take it off the schedule first."
        )
        raise NotReady([text % wall_clock.shown(update.due_at)])
