"""Where a picture is used, on its own form, and which stories may come back to it, before it is
deleted: what the person may know of, and how many others.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin import marks
from articles.models import Article, Image
from articles.queries import desk, picture_uses
from articles.queries.live_state import with_live_state

SHOWN = 30


def uses(image: Image, *, by: Any, at: datetime) -> dict:
    """Two queries: the stories that ``by`` may see, and how many there are."""
    total = picture_uses.using(image, Article.objects.all()).count()
    seen = picture_uses.using(image, with_live_state(desk.visible_to(by, at=at)))
    return _stories(seen, total, _where, at)


def remembered(image: Image, *, by: Any, at: datetime) -> dict:
    """The stories that may come back to ``image``, as ``uses`` has them. ``new`` is how many texts
    name it that nobody has saved yet.
    """
    in_versions, typed = picture_uses.in_versions(image), picture_uses.typed(image)
    keys = {*in_versions, *typed} - {None}
    seen = with_live_state(desk.visible_to(by, at=at)).filter(pk__in=keys)

    def where(article: Any) -> str:
        found = [_("in an earlier version")] if article.pk in in_versions else []
        if article.pk in typed:
            found.append(_("in what somebody has typed and not saved"))
        return ", ".join(found)

    stories = _stories(seen.order_by("-changed_at", "-pk"), len(keys), where, at)
    return stories | {"new": typed.count(None)}


def _stories(seen: QuerySet, total: int, where: Callable[[Any], str], at: datetime) -> dict:
    if not total:
        return {"total": 0}
    rows = list(seen.select_related("language").defer("body")[: SHOWN + 1])
    return {
        "total": total,
        "rows": [_row(article, at) | {"where": where(article)} for article in rows[:SHOWN]],
        "others": total - len(rows) if len(rows) <= SHOWN else 0,
        "is_long": len(rows) > SHOWN,
        "shown": SHOWN,
    }


def _row(article: Any, at: datetime) -> dict:
    return {
        "article": article,
        "url": reverse("admin:articles_article_change", args=[article.pk]),
        "stage": marks.stage_pill(article),
        "live": marks.live_pill(article, at) if article.live_from else "",
    }


def _where(article: Any) -> str:
    found = []
    if article.is_lead:
        found.append(_("lead picture"))
    if article.in_text:
        found.append(_("in the text"))
    if article.on_front:
        found.append(_("in its place on a front"))
    if not found and article.for_readers:
        found.append(_("not in its newest text any more, but in what was published"))
    if article.is_waiting:
        found.append(_("in the update that is scheduled"))
    return ", ".join(found)
