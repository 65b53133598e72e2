"""Who has an article's form open."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from articles.models import Article, OpenForm

# A form says every ten seconds that it is still there.
GONE_AFTER = timedelta(seconds=45)


def others(
    article: Article, *, user: User, at: datetime, tab: str | None = None
) -> QuerySet[OpenForm]:
    """Open forms of ``article``, the longest open first: other people's, and with ``tab`` also
    ``user``'s own in other tabs than that.
    """
    mine = Q(user=user) if tab is None else Q(user=user, tab=tab)
    rows = OpenForm.objects.filter(article=article, seen_at__gt=at - GONE_AFTER).exclude(mine)
    return rows.select_related("user").order_by("opened_at", "pk")


def gone(at: datetime) -> QuerySet[OpenForm]:
    """Rows of browsers that were closed without a word."""
    return OpenForm.objects.filter(seen_at__lte=at - GONE_AFTER)
