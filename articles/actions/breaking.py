"""The bar for breaking news above every page."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles import chars
from articles.models import Article, BreakingNews, Publication

from .errors import NotAllowed, NotReady
from .permissions import may


@transaction.atomic
def announce(news: BreakingNews, *, by: AbstractBaseUser | None, at: datetime) -> BreakingNews:
    """Store ``news``, new or changed: readers have it between its times while its story is live.

    Raises NotAllowed, also when somebody has deleted it, or NotReady.
    """
    is_new = news.pk is None
    if not may(by, "add_breakingnews" if is_new else "change_breakingnews"):
        raise NotAllowed(_("You may not announce breaking news."))
    if is_new:
        news.made_at, news.made_by_id = at, by.pk if by else None
    else:
        locked(news)
    if problems := _problems(news, at):
        raise NotReady(problems)
    news.save()
    return news


@transaction.atomic
def end(news: BreakingNews, *, by: AbstractBaseUser | None, at: datetime) -> BreakingNews:
    """Take ``news`` from readers now. Raises NotAllowed, also where they do not have it."""
    if not may(by, "change_breakingnews"):
        raise NotAllowed(_("You may not announce breaking news."))
    stored = locked(news)
    if not stored.starts_at < at < stored.ends_at:
        raise NotAllowed(_("This is not shown to readers now."))
    stored.ends_at = at
    stored.save(update_fields=["ends_at"])
    return stored


def locked(news: BreakingNews) -> BreakingNews:
    stored = BreakingNews.objects.select_for_update(of=("self",)).filter(pk=news.pk).first()
    if stored is None:
        raise NotAllowed(_("Somebody has deleted this."))
    return stored


def _problems(news: BreakingNews, at: datetime) -> list[str]:
    problems = []
    if chars.is_blank(news.text):
        problems.append(_("Write what has happened."))
    if news.ends_at <= max(news.starts_at, at):
        problems.append(_("It must end later than it begins, and later than now."))
    if news.article:
        problems += _problems_of_story(news.article, news.language_id, at)
    return problems


def _problems_of_story(article: Article, language: str, at: datetime) -> list[str]:
    out = Publication.objects.live(at) | Publication.objects.scheduled(at)
    publication = out.filter(pk=article.pk).only("language_id").first()
    if publication is None:
        return [_("Only a story that is live or scheduled can be linked.")]
    if publication.language_id != language:
        return [_("This story is in another language.")]
    return []
