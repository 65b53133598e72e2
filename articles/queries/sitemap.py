"""What search engines are told of all stories: by the month in which they were published.

Months are those of UTC, so that a story stays in its file whatever the newsroom's clock is set to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from articles import addresses
from articles.models import Language, Publication

# In one file. The protocol admits 50,000; so many are written in a fraction of a second.
MOST = 5_000


@dataclass(frozen=True)
class Month:
    """A month with live stories; ``files`` is how many it takes to tell of them."""

    begins: datetime
    files: int


@dataclass(frozen=True)
class Entry:
    """A live story; ``translations`` has the paths of its whole group by language, or nothing.

    ``original`` is the path of that which the others were made from, "" while it is not live.
    """

    path: str
    changed_at: datetime
    translations: dict[str, str]
    original: str


def months(*, at: datetime) -> list[Month]:
    """Those with live stories, the newest first; one query.

    Goes from month to month by the index of the newest stories: what is live is looked for once a
    month and language. How many stories a month has is not counted but kept (``StoriesOfMonth``);
    those withdrawn are among them, so that the others stay in their file.
    """
    before = Publication.objects.live(at).order_by("-published_at", "-pk")
    newest = before.filter(
        language=RawSQL("language.code", ()), published_at__lt=RawSQL("later.begins", ())
    )
    story, parameters = newest.values("published_at")[:1].query.sql_with_params()
    # All of the SQL is written here or made by the ORM.
    sql = f"""
        WITH RECURSIVE later AS (
            SELECT %s::timestamptz AS begins
            UNION ALL
            SELECT (
                SELECT date_trunc('month', max(story.published_at), 'UTC')
                FROM articles_language AS language CROSS JOIN LATERAL ({story}) AS story
            ) FROM later WHERE later.begins IS NOT NULL
        )
        SELECT later.begins, (
            SELECT coalesce(sum(stories), 1)::bigint FROM articles_storiesofmonth AS there
            WHERE there.begins = later.begins
        ) FROM later OFFSET 1
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, (following(at), *parameters))
        return [Month(begins, -(-count // MOST)) for begins, count in cursor if begins]


def stories(begins: datetime, number: int, *, at: datetime) -> list[Entry]:
    """The live ones of file ``number``, from 1, of the month that ``begins`` then; one query."""
    languages = Language.objects.order_by().values("code")
    month = Publication.objects.filter(
        language__in=languages, published_at__gte=begins, published_at__lt=following(begins)
    ).order_by("published_at", "pk")
    here = month.values("pk")[(number - 1) * MOST : number * MOST]
    live = Publication.objects.live(at)
    group = live.filter(translation_group=OuterRef("translation_group")).order_by("language")
    rows = live.filter(pk__in=here).order_by("published_at", "pk")
    return [_entry(*row) for row in _with_translations(rows, group)]


def _with_translations(rows: QuerySet, group: QuerySet) -> Iterable[tuple]:
    words = JSONObject(pk="pk", language="language", slug="slug")
    columns = ("pk", "language", "slug", "updated_at", "translation_group")
    return rows.values_list(*columns, ArraySubquery(group.values(json=words)))


def _entry(
    pk: int, language: str, slug: str, changed_at: datetime, group: int, all_of_it: list[dict]
) -> Entry:
    paths = (
        {one["language"]: addresses.address(addresses.ARTICLE, **one) for one in all_of_it}
        if len(all_of_it) > 1
        else {}
    )
    original = next((one["language"] for one in all_of_it if one["pk"] == group), "")
    return Entry(
        path=addresses.address(addresses.ARTICLE, language, slug, pk),
        changed_at=changed_at,
        translations=paths,
        original=paths.get(original, ""),
    )


def following(moment: datetime) -> datetime:
    """The beginning of the month after that of ``moment``."""
    at = moment.astimezone(UTC)
    years, month = divmod(at.month, 12)
    return datetime(at.year + years, month + 1, 1, tzinfo=UTC)
