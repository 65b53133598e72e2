"""Open forms: seen again, and closed. They are no part of an article's history."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from articles.models import Article, OpenForm

from . import notices
from .errors import NotAllowed


def seen(
    article: Article,
    *,
    by: User,
    at: datetime,
    tab: str,
    changed: bool = False,
    opened_at: datetime | None = None,
) -> None:
    """``by`` has ``article``'s form open in ``tab`` at ``at``; ``changed``: with unsaved text.

    Remembers since when it is open, and since when it holds a change. ``opened_at`` is what the
    form itself says, for one that was not heard of for so long that it had been forgotten; None:
    just now. What ``by`` was told of the article before that counts as read. Who may see the
    article is the caller's to know. Raises NotAllowed when somebody has just deleted it.
    """
    since = Coalesce("changed_at", Value(at, DateTimeField())) if changed else None
    try:
        with transaction.atomic():
            if OpenForm.objects.filter(article=article, user=by, tab=tab).update(
                seen_at=at, changed_at=since
            ):
                return
            moments = {"opened_at": opened_at or at, "seen_at": at}
            row = OpenForm(article=article, user=by, tab=tab, **moments)
            row.changed_at = at if changed else None
            OpenForm.objects.bulk_create([row], ignore_conflicts=True)
            notices.mark_article_read(by, article, at=at, until=row.opened_at)
    except IntegrityError:
        raise NotAllowed(_("Somebody has deleted this article.")) from None


def closed(article: Article, *, by: User, tab: str) -> None:
    OpenForm.objects.filter(article=article, user=by, tab=tab).delete()
