"""The newest live stories with what feeds tell of them: the lists of the pages, other columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, When

from articles import addresses
from articles.models import SiteSettings

from . import rights
from .published import LISTS, Target, live_read_more

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
class Text:
    """The whole text of a story: the parts that ``rendering.article.body`` puts together."""

    pieces: list
    read_more: dict[int | None, Target]
    # Finished HTML, as ``page`` has it.
    sign_off: str


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
    # None where feeds have teasers.
    text: Text | None = None

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


def _where_whole(expression: Any) -> Case:
    """``expression`` where feeds have whole texts; else it is not even looked at."""
    whole = SiteSettings.objects.filter(pk=1, feeds_have_full_text=True)
    return Case(When(Exists(whole), then=expression))


TEXT: dict[str, Callable[[datetime, str], Case]] = {
    "text_pieces": lambda at, of: _where_whole(F(f"{of}pieces")),
    "text_sign_off": lambda at, of: _where_whole(F(f"{of}page__sign_off")),
    "text_read_more": lambda at, of: _where_whole(
        live_read_more(OuterRef(of.removesuffix("__") or "pk"), at=at)
    ),
}

_feeds = {kind: stories.of(*COLUMNS, **TEXT) for kind, stories in LISTS.items()}


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
    story = dict(zip(FIELDS, row[: len(FIELDS)], strict=True))
    text = _text(*row[len(FIELDS) :], at=at)
    return Story(**story | {"lead": rights.lead(story["lead"], at), "text": text})


def _text(
    pieces: list | None, sign_off: str | None, read_more: list | None, *, at: datetime
) -> Text | None:
    if pieces is None:
        return None
    targets = [Target(**row) for row in read_more or ()]
    by_position = {target.position: target for target in targets}
    return Text(rights.pieces(pieces, at), by_position, sign_off or "")
