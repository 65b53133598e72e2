"""What search engines are told of all stories: by the month in which they were published.

Months are those of UTC, so that a story stays in its file whatever the newsroom's clock is set to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from articles import addresses
from articles.models import Language, Publication, StoriesOfMonth
from articles.models.publication import MONTH

# In one file. The protocol admits 50,000; so many are written in a fraction of a second.
MOST = 5_000

MISCOUNTED = """
    SELECT begins, coalesce(kept.stories, 0)::bigint, coalesce(there.stories, 0)
    FROM (
        SELECT begins, sum(stories) AS stories FROM articles_storiesofmonth GROUP BY begins
    ) AS kept FULL JOIN (
        SELECT date_trunc('month', published_at, 'UTC') AS begins, count(*) AS stories
        FROM articles_publication GROUP BY 1
    ) AS there USING (begins)
    WHERE coalesce(kept.stories, 0) <> coalesce(there.stories, 0) ORDER BY begins
"""


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

    Which months there are, and how many stories each has, is kept (``StoriesOfMonth``); withdrawn
    ones are counted, so that the others stay in their file. Of each month one publication is
    looked at: that which readers have longest.
    """
    longest = (
        Publication.objects.alias(month=MONTH)
        .filter(month=RawSQL("listed.begins", ()), withdrawn_at=None, published_at__lte=at)
        .order_by(F("expires_at").desc())
    )
    live = Publication.objects.live(at).filter(pk=Subquery(longest.values("pk")[:1])).order_by()
    story, parameters = live.values("pk").query.sql_with_params()
    # All of the SQL is written here or made by the ORM. Not EXISTS: PostgreSQL would join both, and
    # look at every publication for every month.
    sql = f"""
        WITH listed AS MATERIALIZED (
            SELECT begins, sum(stories)::bigint AS count FROM articles_storiesofmonth
            WHERE begins <= %s GROUP BY begins HAVING sum(stories) > 0
        )
        SELECT begins, count FROM listed WHERE ({story}) IS NOT NULL ORDER BY begins DESC
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, (at, *parameters))
        return [Month(begins, _files(count)) for begins, count in cursor]


def files_of(begins: datetime, *, at: datetime) -> int:
    """How many files the month that ``begins`` then may have by now: they stay when their stories
    go. 0 for months to come; one query.
    """
    if begins > at:
        return 0
    there = StoriesOfMonth.objects.filter(begins=begins)
    return max(1, _files(there.aggregate(count=Sum("stories"))["count"] or 0))


def miscounted() -> list[tuple[datetime, int, int]]:
    """The months of which another number of stories is kept than there is: when each begins, what
    is kept, what there is. One query that counts all publications.
    """
    with connection.cursor() as cursor:
        cursor.execute(MISCOUNTED)
        return cursor.fetchall()


def _files(count: int) -> int:
    return -(-count // MOST)


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
