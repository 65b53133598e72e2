"""Who has an article's form open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from articles.models import Article, OpenForm

# A form says every ten seconds that it is still there.
GONE_AFTER = timedelta(seconds=45)


@dataclass(frozen=True)
class Present:
    """One person at an article, in however many tabs."""

    user: User
    tabs: int
    since: datetime
    has_changed: bool


def others(article: Article, *, user: User, at: datetime, tab: str | None = None) -> list[Present]:
    """Who has ``article``'s form open, the longest there first: other people, and with ``tab``
    also ``user`` in other tabs than that. One query.
    """
    mine = Q(user=user) if tab is None else Q(user=user, tab=tab)
    rows = OpenForm.objects.filter(article=article, seen_at__gt=at - GONE_AFTER).exclude(mine)
    return _by_person(rows.select_related("user").order_by("opened_at", "pk"))


def _by_person(rows: Iterable[OpenForm]) -> list[Present]:
    """Of ``rows``, the longest open first. Whose first tab is closed is there since the next."""
    tabs: dict[int, list[OpenForm]] = {}
    for row in rows:
        tabs.setdefault(row.user_id, []).append(row)
    return [
        Present(
            user=theirs[0].user,
            tabs=len(theirs),
            since=theirs[0].opened_at,
            has_changed=any(row.changed_at is not None for row in theirs),
        )
        for theirs in tabs.values()
    ]


def gone(at: datetime) -> QuerySet[OpenForm]:
    """Rows of browsers that were closed without a word."""
    return OpenForm.objects.filter(seen_at__lte=at - GONE_AFTER)
