"""How a working copy stands with readers."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class LiveState(TextChoices):
    NONE = "none", _("not published")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("live")
    NEWER = "newer", _("newer text not live")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


# In these readers have the story.
OUT = (LiveState.LIVE, LiveState.NEWER)


def with_live_state(articles: QuerySet[Article]) -> QuerySet[Any]:
    """``articles`` with the columns that ``live_state`` reads, in the same query."""
    return articles.annotate(
        live_from=F("publication__published_at"),
        live_until=F("publication__expires_at"),
        withdrawn_at=F("publication__withdrawn_at"),
        live_version=F("publication__version__number"),
    )


def live_state(article: Any, at: datetime) -> LiveState:
    """Where ``article``, which comes from ``with_live_state``, stands at ``at``."""
    if article.live_from is None:
        return LiveState.NONE
    if article.withdrawn_at is not None:
        return LiveState.WITHDRAWN
    if article.live_from > at:
        return LiveState.SCHEDULED
    if article.live_until is not None and article.live_until <= at:
        return LiveState.EXPIRED
    return LiveState.NEWER if article.live_version < article.version_number else LiveState.LIVE


def in_live_state(articles: QuerySet[Any], state: str, at: datetime) -> QuerySet[Any]:
    """Those of ``articles`` (see ``with_live_state``) that are in ``state`` at ``at``.

    Live includes those with newer text that is not live.
    """
    shown = Q(withdrawn_at=None, live_from__lte=at)
    current = shown & (Q(live_until=None) | Q(live_until__gt=at))
    return articles.filter(
        {
            LiveState.NONE: Q(live_from=None),
            LiveState.SCHEDULED: Q(withdrawn_at=None, live_from__gt=at),
            LiveState.LIVE: current,
            LiveState.NEWER: current & Q(version_number__gt=F("live_version")),
            LiveState.WITHDRAWN: Q(withdrawn_at__isnull=False),
            LiveState.EXPIRED: shown & Q(live_until__lte=at),
        }[LiveState(state)]
    )
