"""What readers may see. Views, feeds, sitemaps and search read publications only through here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    F,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    Value,
)
from django.db.models.functions import JSONObject

from articles import addresses
from articles.models import (
    Publication,
    PublicationPerson,
    PublicationReadMore,
    PublicationTag,
    PublicationTopic,
)

from . import recent, related, rights, site
from .cursor import Cursor
from .keyset import Keyset
from .places import Place
from .prepared import Prepared
from .recent import Recent
from .related import Related

COLUMNS = (
    "pk",
    "language",
    "slug",
    "headline",
    "teaser",
    "published_at",
    "updated_at",
    "page",
    "pieces",
    "translation_group",
)


@dataclass(frozen=True)
class Target:
    """A live article that a page points at: by its read-more number ``position``, or anywhere."""

    position: int | None
    pk: int
    headline: str
    slug: str
    language: str

    @property
    def url(self) -> str:
        return addresses.address(addresses.ARTICLE, self.language, self.slug, self.pk)


@dataclass(frozen=True)
class PublishedArticle:
    """``page`` and ``pieces`` show no picture that may not be shown at the moment of reading."""

    pk: int
    language: str
    slug: str
    headline: str
    teaser: str
    published_at: datetime
    updated_at: datetime
    page: dict
    pieces: list
    read_more: dict[int | None, Target]
    translations: list[Target]
    related: list[Related]
    recent: list[Recent]
    # The id of the original, which all its translations share.
    translation_group: int = 0
    # Of the site's frame when this was read.
    site_revision: UUID | None = None

    @property
    def url(self) -> str:
        return addresses.address(addresses.ARTICLE, self.language, self.slug, self.pk)

    @property
    def in_languages(self) -> dict[str, str]:
        """The paths of this story and its live translations, by language."""
        others = {other.language: other.url for other in self.translations}
        return {**others, self.language: self.url}

    @property
    def original(self) -> str:
        """The path of what the others were translated from; "" while it is not live."""
        urls = {other.pk: other.url for other in self.translations} | {self.pk: self.url}
        return urls.get(self.translation_group, "")


@dataclass(frozen=True)
class CardList:
    """One page of a list: ready-made cards, and where the next page begins."""

    cards: list[str]
    following: Cursor | None = None
    # What other sites show of the first lead picture: address, size in pixels, alternative text.
    social: dict | None = None
    # Of the site's frame when this was read; None for an empty list.
    site_revision: UUID | None = None
    # Where staff placed the first of these cards.
    places: list[Place] = field(default_factory=list)
    # When the story of each was published.
    times: list[datetime] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.cards


def article(pk: int, *, at: datetime) -> PublishedArticle | None:
    """The live article ``pk`` with all that its page shows of others.

    One query. None when readers may not see it (see ``was_live``).
    """
    for row in _article(pk=pk, at=at):
        return _published(row, at)
    return None


def _published(row: tuple, at: datetime) -> PublishedArticle:
    *columns, read_more, translations, near, newest, revision = row
    beside = [Related(**story) for story in near]
    targets = [Target(**target) for target in read_more]
    others = [Target(**target) for target in translations]
    values = dict(zip(COLUMNS, columns, strict=True))
    values |= {
        "page": rights.page(values["page"], at),
        "pieces": rights.pieces(values["pieces"], at),
        "read_more": {target.position: target for target in targets},
        "translations": sorted(others, key=lambda target: target.language),
        "related": beside,
        "recent": recent.listed(newest, beside={story.pk for story in beside}),
        "site_revision": revision,
    }
    return PublishedArticle(**values)


def _article_query(pk: int, at: datetime) -> QuerySet:
    live = Publication.objects.live(at).order_by()
    translations = live.filter(translation_group=OuterRef("translation_group")).exclude(pk=pk)
    return live.filter(pk=pk).values_list(
        *COLUMNS,
        live_read_more(pk, at=at),
        ArraySubquery(translations.values(json=_target(position=Value(None, IntegerField())))),
        related.stories_of_published(pk, at=at),
        recent.stories_beside(pk, at=at),
        site.revision(),
    )


def live_read_more(publication: Any, *, at: datetime) -> ArraySubquery:
    """What each ``Target`` of a publication's read-mores is made of, of those that are live.

    ``publication`` is a key, or an expression for one.
    """
    live = Publication.objects.live(at).order_by()
    rows = PublicationReadMore.objects.filter(publication=publication, target__publication__in=live)
    return ArraySubquery(rows.order_by().values(json=_target("target__publication__")))


def _target(prefix: str = "", position: str | Value = "position") -> JSONObject:
    """What ``Target`` is made of."""
    return JSONObject(
        position=position,
        pk=f"{prefix}pk",
        headline=f"{prefix}headline",
        slug=f"{prefix}slug",
        language=f"{prefix}language_id",
    )


_article = Prepared(_article_query, pk=int, at=datetime)


def was_live(pk: int, *, at: datetime) -> bool:
    """Whether readers could see ``pk`` before it was withdrawn or expired."""
    return Publication.objects.gone(at).filter(pk=pk).exists()


def newest(language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    """The front: everything in ``language``, newest first; one query."""
    return LISTS["front"](after, language=language, at=at)


def in_section(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return LISTS["section"](after, pk=pk, language=language, at=at)


def with_topic(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return LISTS["topic"](after, pk=pk, language=language, at=at)


def with_tag(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return LISTS["tag"](after, pk=pk, language=language, at=at)


def by_person(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return LISTS["person"](after, pk=pk, language=language, at=at)


class StoryList:
    """A list of live publications, newest first, paged by key; one query a page.

    ``build`` gives the rows of the list: publications, or rows that point at them by
    ``publication`` and have the index that serves the list.
    """

    def __init__(self, build: Callable[..., QuerySet], *, to: str = "", **types: type) -> None:
        self.build = build
        self.key = f"{to}_id" if to else "pk"
        self.prefix = f"{to}__" if to else ""
        self.types = types
        self.cards = self.of(
            shown_card=lambda at, of: rights.card(at, of=of),
            shown_social=lambda at, of: rights.social(at, of=of),
            shown_time=lambda at, of: F(f"{of}published_at"),
        )

    def of(self, *columns: str, **made: Callable[[datetime, str], Any]) -> Keyset:
        """The list, with these columns of its publications.

        ``made`` are further columns: functions of the moment and of what leads to a publication,
        as in ``publication__``, that give an expression.
        """

        def build(**given: Any) -> QuerySet:
            own = {name: make(given["at"], self.prefix) for name, make in made.items()}
            return self.build(**given).annotate(**own)

        named = [*(f"{self.prefix}{column}" for column in columns), *made]
        return Keyset(build, columns=named, time="published_at", key=self.key, **self.types)

    def __call__(self, after: Cursor | None, **parameters: Any) -> CardList:
        page = self.cards.page(after, **parameters)
        return CardList(
            cards=[card for card, _social, _time in page.rows],
            following=page.following,
            social=next((social for _card, social, _time in page.rows if social), None),
            site_revision=page.site_revision,
            times=[time for _card, _social, time in page.rows],
        )


def _rows_of(model: type[Model], column: str) -> StoryList:
    """The list of a topic, tag or person: its rows repeat what the order needs."""

    def build(pk: int, language: str, at: datetime) -> QuerySet:
        rows = model._default_manager.filter(**{column: pk}, language=language)
        return rows.filter(publication__in=Publication.objects.live(at))

    return StoryList(build, to="publication", pk=int, language=str, at=datetime)


# By what the list is of.
LISTS = {
    "front": StoryList(
        lambda language, at: Publication.objects.live(at).filter(language=language),
        language=str,
        at=datetime,
    ),
    "section": StoryList(
        lambda pk, language, at: Publication.objects.live(at).filter(section=pk, language=language),
        pk=int,
        language=str,
        at=datetime,
    ),
    "topic": _rows_of(PublicationTopic, "topic"),
    "tag": _rows_of(PublicationTag, "tag"),
    "person": _rows_of(PublicationPerson, "contributor"),
}
