"""The newest live stories with what feeds tell of them: the lists of the pages, other columns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from articles import addresses

from . import rights
from .published import LISTS

COLUMNS = (
    "pk",
    "slug",
    "language",
    "headline",
    "teaser",
    "published_at",
    "updated_at",
    "page__section",
    "page__topics",
    "page__byline",
    "page__lead",
    "page__corrections",
)

FIELDS = [column.removeprefix("page__") for column in COLUMNS]


@dataclass(frozen=True)
class Story:
    """One live story. From ``section`` on, parts of its publication's ``page``."""

    pk: int
    slug: str
    language: str
    headline: str
    teaser: str
    published_at: datetime
    updated_at: datetime
    section: dict
    topics: list[dict]
    byline: list[dict]
    # None also while it may not be shown.
    lead: dict | None
    # None for what was published before there were any.
    corrections: list[dict] | None

    @property
    def url(self) -> str:
        return addresses.address(addresses.ARTICLE, self.language, self.slug, self.pk)


@dataclass(frozen=True)
class Newest:
    """The newest stories of a list, as many as its first page has."""

    stories: list[Story]
    # Of the site's frame when this was read; None for an empty list.
    site_revision: UUID | None

    @property
    def is_empty(self) -> bool:
        return not self.stories


_feeds = {kind: stories.of(*COLUMNS) for kind, stories in LISTS.items()}


def newest(language: str, *, at: datetime) -> Newest:
    """Of everything in ``language``; one query."""
    return _feed("front", language=language, at=at)


def about(kind: str, pk: int, language: str, *, at: datetime) -> Newest:
    """Of the section, topic, tag or person ``pk``; one query."""
    return _feed(kind, pk=pk, language=language, at=at)


def _feed(kind: str, **parameters: Any) -> Newest:
    page = _feeds[kind].page(None, **parameters)
    stories = [_story(row, at=parameters["at"]) for row in page.rows]
    return Newest(stories, page.site_revision)


def _story(row: tuple, *, at: datetime) -> Story:
    story = dict(zip(FIELDS, row, strict=True))
    return Story(**story | {"lead": rights.lead(story["lead"], at)})
