"""What readers may see. Views, feeds, sitemaps and search read publications only through here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, BooleanField, IntegerField, Model, QuerySet, Value
from django.db.models.expressions import RawSQL

from articles import addresses
from articles.models import (
    Contributor,
    Publication,
    PublicationPerson,
    PublicationReadMore,
    PublicationTag,
    PublicationTopic,
    Section,
    Tag,
    Topic,
)

from .cursor import Cursor
from .prepared import Prepared

PAGE_SIZE = 20
RELATED = 4
# How many of a topic's newest stories are looked at to find related ones.
RELATED_DEPTH = 25
TIME = "published_at"
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
    pk: int
    language: str
    slug: str
    headline: str
    teaser: str
    published_at: datetime
    updated_at: datetime
    page: dict
    pieces: list
    read_more: dict[int, Target]
    translations: list[Target]

    @property
    def url(self) -> str:
        return addresses.address(addresses.ARTICLE, self.language, self.slug, self.pk)


@dataclass(frozen=True)
class CardList:
    """One page of a list: ready-made cards, and where the next page begins."""

    cards: list[str]
    following: Cursor | None = None


@dataclass(frozen=True)
class Subject:
    """What a list page is about: a topic, tag or person."""

    pk: int
    name: str
    slug: str
    description: str = ""
    details: dict = field(default_factory=dict)


def article(pk: int, *, at: datetime) -> PublishedArticle | None:
    """The live article ``pk`` with the live targets of its read-mores and translations.

    Two queries. None when readers may not see it (see ``was_live``).
    """
    for row in _article(pk=pk, at=at):
        columns = dict(zip(COLUMNS, row, strict=True))
        group = columns.pop("translation_group")
        targets = [Target(*target) for target in _targets(pk=pk, group=group, at=at)]
        translations = [target for target in targets if target.position is None]
        columns["read_more"] = {t.position: t for t in targets if t.position is not None}
        columns["translations"] = sorted(translations, key=lambda target: target.language)
        return PublishedArticle(**columns)
    return None


def _article_query(pk: int, at: datetime) -> QuerySet:
    live = Publication.objects.live(at).filter(pk=pk).order_by()
    return live.values_list(*COLUMNS)


def _targets_query(pk: int, group: int, at: datetime) -> QuerySet:
    """Rows for ``Target``: live read-mores of ``pk`` and live translations, without a place."""
    live = Publication.objects.live(at).order_by()
    to = "target__publication__"
    read_more = PublicationReadMore.objects.filter(publication=pk, target__publication__in=live)
    translations = live.filter(translation_group=group).exclude(pk=pk)
    return (
        read_more.order_by()
        .values_list("position", "target", f"{to}headline", f"{to}slug", f"{to}language")
        .union(
            translations.values_list(
                Value(None, IntegerField()), "pk", "headline", "slug", "language"
            ),
            all=True,
        )
    )


_article = Prepared(_article_query, pk=int, at=datetime)
_targets = Prepared(_targets_query, pk=int, group=int, at=datetime)


def was_live(pk: int, *, at: datetime) -> bool:
    """Whether readers could see ``pk`` before it was withdrawn or expired."""
    return Publication.objects.gone(at).filter(pk=pk).exists()


def related(pk: int, topics: Sequence[int], language: str, *, at: datetime) -> list[str]:
    """Cards of live articles that share topics with ``pk``: most shared first, then newest.

    One query, or none for an article without topics. Looks at the newest stories of each topic
    only, so that it stays quick however much is published.
    """
    if not topics:
        return []
    return [card for (card,) in _related(pk=pk, topics=list(topics), language=language, at=at)]


def _related_query(pk: int, topics: list[int], language: str, at: datetime) -> QuerySet:
    candidates = RawSQL(
        """articles_publication.article_id = ANY (ARRAY (
            SELECT publication_id FROM unnest(%s::bigint[]) AS wanted(topic_id)
            CROSS JOIN LATERAL (
                SELECT publication_id FROM articles_publicationtopic
                WHERE topic_id = wanted.topic_id AND language_id = %s AND published_at <= %s
                ORDER BY published_at DESC, publication_id DESC LIMIT %s
            ) AS newest
        ))""",
        (topics, language, at, RELATED_DEPTH),
        output_field=BooleanField(),
    )
    shared = RawSQL(
        """(SELECT count(*) FROM articles_publicationtopic row
        WHERE row.publication_id = articles_publication.article_id
        AND row.topic_id = ANY(%s::bigint[]))""",
        (topics,),
        output_field=BigIntegerField(),
    )
    return (
        Publication.objects.live(at)
        .filter(candidates)
        .exclude(pk=pk)
        .order_by(shared.desc(), "-published_at", "-pk")
        .values_list("card")[:RELATED]
    )


_related = Prepared(_related_query, pk=int, topics=list, language=str, at=datetime)


def newest(language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    """The front: everything in ``language``, newest first; one query."""
    return _newest(after, language=language, at=at)


def in_section(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return _in_section(after, pk=pk, language=language, at=at)


def with_topic(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return _with_topic(after, pk=pk, language=language, at=at)


def with_tag(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return _with_tag(after, pk=pk, language=language, at=at)


def by_person(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return _by_person(after, pk=pk, language=language, at=at)


class _List:
    """A list of live publications, newest first, paged by key; one query a page.

    ``build`` gives the rows of the list: publications, or rows that point at them by
    ``publication`` and have the index that serves the list.
    """

    def __init__(self, build: Callable[..., QuerySet], *, to: str = "", **types: type) -> None:
        key, card = (to, f"{to}__card") if to else ("pk", "card")

        def first(**given: Any) -> QuerySet:
            return build(**given).order_by(f"-{TIME}", f"-{key}").values_list(card, TIME, key)

        def later(last_at: datetime, last_pk: int, **given: Any) -> QuerySet:
            found = first(**given).filter(**{f"{TIME}__lte": last_at})
            return found.exclude(**{TIME: last_at, f"{key}__gte": last_pk})

        self.first = Prepared(lambda **given: first(**given)[: PAGE_SIZE + 1], **types)
        self.later = Prepared(
            lambda **given: later(**given)[: PAGE_SIZE + 1],
            last_at=datetime,
            last_pk=int,
            **types,
        )

    def __call__(self, after: Cursor | None, **parameters: Any) -> CardList:
        if after:
            found = self.later(last_at=after.published_at, last_pk=after.pk, **parameters)
        else:
            found = self.first(**parameters)
        shown = found[:PAGE_SIZE]
        return CardList(
            cards=[card for card, _published_at, _pk in shown],
            following=Cursor(*shown[-1][1:]) if len(found) > PAGE_SIZE else None,
        )


def _rows_of(model: type[Model], column: str) -> _List:
    """The list of a topic, tag or person: its rows repeat what the order needs."""

    def build(pk: int, language: str, at: datetime) -> QuerySet:
        rows = model._default_manager.filter(**{column: pk}, language=language)
        return rows.filter(publication__in=Publication.objects.live(at))

    return _List(build, to="publication", pk=int, language=str, at=datetime)


_newest = _List(
    lambda language, at: Publication.objects.live(at).filter(language=language),
    language=str,
    at=datetime,
)
_in_section = _List(
    lambda pk, language, at: Publication.objects.live(at).filter(section=pk, language=language),
    pk=int,
    language=str,
    at=datetime,
)
_with_topic = _rows_of(PublicationTopic, "topic")
_with_tag = _rows_of(PublicationTag, "tag")
_by_person = _rows_of(PublicationPerson, "contributor")


NAMED = ("pk", "slug", "name", "names", "description", "descriptions")
_section = Prepared(lambda pk: Section.objects.filter(pk=pk).order_by().values_list(*NAMED), pk=int)
_topic = Prepared(
    lambda pk: Topic.objects.filter(pk=pk).order_by().values_list(*NAMED, "kind"), pk=int
)
_tag = Prepared(lambda pk: Tag.objects.filter(pk=pk).order_by().values_list("name", "slug"), pk=int)
_person = Prepared(
    lambda pk: (
        Contributor.objects.filter(pk=pk, is_complete=True)
        .order_by()
        .values_list("name", "bio", "initials", "job_title")
    ),
    pk=int,
)


def section(pk: int, language: str) -> Subject | None:
    for row in _section(pk=pk):
        return _named(Section(**dict(zip(NAMED, row, strict=True))), language)
    return None


def topic(pk: int, language: str) -> Subject | None:
    for *row, kind in _topic(pk=pk):
        named = Topic(**dict(zip(NAMED, row, strict=True)), kind=kind)
        return _named(named, language, kind=named.get_kind_display())
    return None


def _named(row: Section | Topic, language: str, **details: str) -> Subject:
    return Subject(
        pk=row.pk,
        name=row.name_in(language),
        slug=row.slug_in(language),
        description=row.description_in(language),
        details=details,
    )


def tag(pk: int) -> Subject | None:
    for name, slug in _tag(pk=pk):
        return Subject(pk=pk, name=name, slug=slug)
    return None


def person(pk: int) -> Subject | None:
    """Somebody who is more than initials to us."""
    for name, bio, initials, job_title in _person(pk=pk):
        return Subject(
            pk=pk,
            name=name,
            slug=Contributor(name=name).slug,
            description=bio,
            details={"initials": initials, "job_title": job_title},
        )
    return None
