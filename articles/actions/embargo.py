"""Text that readers may not have before a moment that was agreed with its source."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from articles import wall_clock
from articles.models import Article, Publication, ScheduledUpdate

from .errors import NotAllowed, NotReady
from .permissions import may


def in_the_way(article: Article, moment: datetime) -> list[str]:
    """Why readers may not have ``article`` at ``moment``, in words; empty when they may."""
    until = article.embargo_until
    if until is None or until <= moment:
        return []
    return [_("There is an embargo until %s.") % wall_clock.shown(until)]


def require_kept(
    article: Article, stored: Article | None, *, by: AbstractBaseUser | None, at: datetime
) -> None:
    """Raise where ``by`` may not change the embargo of ``stored`` to that of ``article``.

    One that still runs is lifted or shortened only by those who may publish past the checks:
    NotAllowed. A new one that what is scheduled would break is refused: NotReady. ``stored`` is
    the locked row, None for a new article.
    """
    if stored is None or article.embargo_until == stored.embargo_until:
        return
    if _is_shorter(article.embargo_until, stored.embargo_until, at):
        if not may(by, "override_article"):
            raise NotAllowed(_("Only publishers may lift or shorten an embargo."))
        return
    if problems := _broken_by_schedule(article, at):
        raise NotReady(problems)


def _is_shorter(until, before, at):
    return before is not None and before > at and (until is None or until < before)


def _broken_by_schedule(article, at):
    until = article.embargo_until
    if until is None:
        return []
    early = {"published_at__gt": at, "published_at__lt": until, "withdrawn_at": None}
    publication = Publication.objects.filter(article=article, **early).first()
    update = ScheduledUpdate.objects.filter(article=article, due_at__lt=until).first()
    due = publication.published_at if publication else update.due_at if update else None
    if due is None:
        return []
    text = _("Readers would get it before that embargo ends: it is scheduled for %s.")
    return [text % wall_clock.shown(due)]
