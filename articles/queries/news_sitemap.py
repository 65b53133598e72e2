"""The stories that search engines for news are told of: the live ones of the last two days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from articles import addresses
from articles.models import Language, Publication

from . import rights, site
from .prepared import Prepared

# What https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap allows.
AGE = timedelta(days=2)
MOST = 1000  # a file
MOST_FILES = 10
COLUMNS = (
    "pk",
    "slug",
    "language",
    "headline",
    "published_at",
    "page__lead",
    "page__corrections",
)
FIELDS = [column.removeprefix("page__") for column in COLUMNS]


@dataclass(frozen=True)
class NewStory:
    """``lead`` and ``corrections`` are parts of its publication's ``page``."""

    pk: int
    slug: str
    language: str
    headline: str
    published_at: datetime
    # None also while it may not be shown.
    lead: Mapping | None
    # None for what was published before there were any.
    corrections: list[dict] | None

    @property
    def url(self) -> str:
        return addresses.address(addresses.ARTICLE, self.language, self.slug, self.pk)


@dataclass(frozen=True)
class New:
    """``stories`` in every language, the newest first."""

    stories: list[NewStory]
    # Of the site's frame when this was read; None where there are none.
    site_revision: UUID | None


def newest(number: int = 1, *, at: datetime) -> New:
    """Those of file ``number``, from 1; one query."""
    if number == 1:
        rows = _first(at=at, since=at - AGE)
    else:
        start = (number - 1) * MOST
        rows = list(_query(at, at - AGE)[start : start + MOST])
    return New([_story(row, at) for row in rows], rows[0][-1] if rows else None)


def files(*, at: datetime) -> int:
    """How many files it takes, MOST_FILES if that is not enough; one query."""
    some = _query(at, at - AGE).order_by()[: MOST * MOST_FILES]
    return max(1, -(-some.count() // MOST))


def _story(row: tuple, at: datetime) -> NewStory:
    story = dict(zip(FIELDS, row[:-1], strict=True))
    return NewStory(**story | {"lead": rights.lead(story["lead"], at)})


def _query(at: datetime, since: datetime) -> QuerySet:
    # Language by language, as the index has them.
    every = Language.objects.order_by().values("code")
    new = Publication.objects.live(at).filter(language__in=every, published_at__gt=since)
    return new.order_by("-published_at", "-pk").values_list(*COLUMNS, site.revision())


_first = Prepared(lambda at, since: _query(at, since)[:MOST], at=datetime, since=datetime)
