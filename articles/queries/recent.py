"""The newest stories of a language, listed at the foot of another one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles import addresses
from articles.models import Language, Publication

from . import related
from .prepared import Prepared

SHOWN = 6
# Some of the newest may stand beside the story already.
READ = SHOWN + related.SHOWN
FIELDS = {name: name for name in ("pk", "headline", "slug", "language", "published_at")}


@dataclass(frozen=True)
class Recent:
    pk: int
    headline: str
    slug: str
    language: str
    published_at: datetime
    # Of its page.
    corrections: list[dict] | None

    @property
    def url(self) -> str:
        return addresses.address(addresses.ARTICLE, self.language, self.slug, self.pk)


def stories(pk: int, language: str, *, at: datetime) -> list[dict]:
    """What ``listed`` reads, of those in ``language`` but ``pk``; one query."""
    [(found,)] = _stories(pk=pk, language=language, at=at)
    return found


def stories_beside(pk: int, *, at: datetime) -> ArraySubquery:
    """The same as an expression for the query of the publication ``pk``."""
    return _newest(pk, OuterRef("language"), at)


def listed(rows: list[dict], *, beside: set[int]) -> list[Recent]:
    """At most ``SHOWN``, without the keys ``beside``, which the page has already."""
    shown = [row for row in rows if row["pk"] not in beside][:SHOWN]
    return [
        Recent(**{**row, "published_at": datetime.fromisoformat(row["published_at"])})
        for row in shown
    ]


def _newest(pk: int, language: Any, at: datetime) -> ArraySubquery:
    live: QuerySet[Publication] = Publication.objects.live(at).filter(language=language)
    newest = live.exclude(pk=pk).order_by("-published_at", "-pk")[:READ]
    return ArraySubquery(newest.values(json=JSONObject(**FIELDS, corrections="page__corrections")))


_stories = Prepared(
    lambda pk, language, at: (
        Language.objects.filter(code=language).order_by().values_list(_newest(pk, language, at))
    ),
    pk=int,
    language=str,
    at=datetime,
)
