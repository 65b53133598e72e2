"""Keeping what is typed until it is saved. No version, no event, and nobody else sees it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.models import Article, Autosave
from articles.queries import desk
from articles.queries.autosave import kept

from .errors import NotAllowed
from .permissions import may, require

# Of one person and article; the oldest make room.
AT_MOST = 20


def keep(
    article: Article | None,
    *,
    by: User,
    at: datetime,
    key: str,
    base_version: int,
    data: dict[str, list[str]],
) -> Autosave:
    """Keep the fields of the form ``key``, in place of what was kept of that form before.

    ``article`` is None for one that was never saved. Whoever may see an article may keep what they
    typed there, also when they may not save it any more. Raises NotAllowed where ``by`` may not
    write or see it, or where it is gone.
    """
    if article is None:
        require(None if may(by, "add_article") else _("You may not write articles."))
    else:
        sees = desk.visible_to(by, at=at).filter(pk=article.pk).exists()
        require(None if sees else _("You may not see this article any more."))
    values = {"base_version": base_version, "data": data, "saved_at": at}
    try:
        with transaction.atomic():
            row, is_new = Autosave.objects.update_or_create(
                article=article, user=by, key=key, defaults=values
            )
            if is_new:
                _make_room(article, by)
    except IntegrityError:
        raise NotAllowed(_("Somebody has deleted this article.")) from None
    return row


def _make_room(article: Article | None, by: User) -> None:
    newest = list(kept(article, user=by).values_list("pk", flat=True)[:AT_MOST])
    kept(article, user=by).exclude(pk__in=newest).delete()


def drop(article: Article | None, *, by: User, key: str, saved_at: datetime | None = None) -> int:
    """Forget what was kept of the form ``key``: it was saved, or thrown away. Returns how many.

    With ``saved_at`` only what was kept then, and not what has taken its place.
    """
    rows = Autosave.objects.filter(article=article, user=by, key=key)
    return (rows.filter(saved_at=saved_at) if saved_at else rows).delete()[0]
