"""What readers may see. Views, feeds, sitemaps and search read publications only through here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, F, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from articles.models import Contributor, Publication, PublicationReadMore, Section, Tag, Topic
from articles.snapshot import addresses

from .cursor import Cursor

PAGE_SIZE = 20
RELATED = 4
# How many of a topic's newest stories are looked at to find related ones.
RELATED_DEPTH = 25


@dataclass(frozen=True)
class Target:
    """A live article that a page points at."""

    position: int
    headline: str
    url: str
    language: str = ""


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

    One query. None when readers may not see it (see ``was_live``).
    """
    row = _article_query(at).filter(pk=pk).first()
    if row is None:
        return None
    return PublishedArticle(
        pk=row["pk"],
        language=row["language_id"],
        slug=row["slug"],
        headline=row["headline"],
        teaser=row["teaser"],
        published_at=row["published_at"],
        updated_at=row["updated_at"],
        page=row["page"],
        pieces=row["pieces"],
        read_more={entry["position"]: _target(entry) for entry in row["read_more"]},
        translations=[_target(entry) for entry in row["translations"]],
    )


def _article_query(at: datetime) -> QuerySet:
    live = Publication.objects.live(at)
    read_more = PublicationReadMore.objects.filter(
        publication=OuterRef("pk"), target__publication__in=live
    ).values(
        json=JSONObject(
            position="position",
            id="target__publication__pk",
            headline="target__publication__headline",
            slug="target__publication__slug",
            language="target__publication__language_id",
        )
    )
    translations = (
        live.filter(translation_group=OuterRef("translation_group"))
        .exclude(pk=OuterRef("pk"))
        .order_by("language_id")
        .values(
            json=JSONObject(
                position=F("translation_group"),
                id="pk",
                headline="headline",
                slug="slug",
                language="language_id",
            )
        )
    )
    return live.annotate(
        read_more=ArraySubquery(read_more), translations=ArraySubquery(translations)
    ).values(
        "pk",
        "language_id",
        "slug",
        "headline",
        "teaser",
        "published_at",
        "updated_at",
        "page",
        "pieces",
        "read_more",
        "translations",
    )


def _target(entry: dict) -> Target:
    return Target(
        position=entry["position"],
        headline=entry["headline"],
        url=addresses.address(
            addresses.ARTICLE, entry["language"], entry["slug"], entry["id"]
        ),
        language=entry["language"],
    )


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
    candidates = RawSQL(
        """SELECT newest.publication_id FROM unnest(%s::bigint[]) AS wanted(topic_id)
        CROSS JOIN LATERAL (
            SELECT publication_id FROM articles_publicationtopic row
            WHERE row.topic_id = wanted.topic_id AND row.language_id = %s
            AND row.published_at <= %s
            ORDER BY row.published_at DESC, row.publication_id DESC LIMIT %s
        ) AS newest""",
        (list(topics), language, at, RELATED_DEPTH),
    )
    shared = RawSQL(
        """(SELECT count(*) FROM articles_publicationtopic row
        WHERE row.publication_id = articles_publication.article_id
        AND row.topic_id = ANY(%s::bigint[]))""",
        (list(topics),),
        output_field=BigIntegerField(),
    )
    return list(
        Publication.objects.live(at)
        .filter(pk__in=candidates)
        .exclude(pk=pk)
        .order_by(shared.desc(), "-published_at", "-pk")
        .values_list("card", flat=True)[:RELATED]
    )


def newest(language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    """The front: everything in ``language``, newest first; one query."""
    return _cards(Publication.objects.live(at).filter(language=language), after)


def in_section(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    rows = Publication.objects.live(at).filter(section=pk, language=language)
    return _cards(rows, after)


def with_topic(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return _listed("topic", pk, language, at, after)


def with_tag(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return _listed("tag", pk, language, at, after)


def by_person(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return _listed("person", pk, language, at, after)


def _listed(kind, pk, language, at, after):
    """A list that pages through the rows of a topic, tag or person by their own index."""
    rows = f"{kind}_rows"
    field_name = {"person": "contributor"}.get(kind, kind)
    found = Publication.objects.live(at).filter(
        **{f"{rows}__{field_name}": pk, f"{rows}__language": language}
    )
    return _cards(found, after, prefix=f"{rows}__", key=f"{rows}__publication")


def _cards(rows, after, *, prefix="", key="pk"):
    time = f"{prefix}published_at"
    if after:
        rows = rows.filter(**{f"{time}__lte": after.published_at}).exclude(
            published_at=after.published_at, pk__gte=after.pk
        )
    found = list(
        rows.order_by(f"-{time}", f"-{key}").values_list("card", "published_at", "pk")[
            : PAGE_SIZE + 1
        ]
    )
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    return CardList(
        cards=[card for card, _published_at, _pk in found],
        following=Cursor(*found[-1][1:]) if more else None,
    )


def section(pk: int, language: str) -> Subject | None:
    row = Section.objects.filter(pk=pk).first()
    return row and Subject(
        pk=row.pk,
        name=row.name_in(language),
        slug=row.slug_in(language),
        description=row.description_in(language),
    )


def topic(pk: int, language: str) -> Subject | None:
    row = Topic.objects.filter(pk=pk).first()
    return row and Subject(
        pk=row.pk,
        name=row.name_in(language),
        slug=row.slug_in(language),
        description=row.description_in(language),
        details={"kind": row.get_kind_display()},
    )


def tag(pk: int) -> Subject | None:
    row = Tag.objects.filter(pk=pk).first()
    return row and Subject(pk=row.pk, name=row.name, slug=row.slug)


def person(pk: int) -> Subject | None:
    row = Contributor.objects.filter(pk=pk, is_complete=True).first()
    return row and Subject(
        pk=row.pk,
        name=row.name,
        slug=row.slug,
        description=row.bio,
        details={"initials": row.initials, "job_title": row.job_title},
    )
