"""The newest stories that a query finds, whether nearly all say its words or none.

PostgreSQL has two ways: through the newest stories until enough of them match, or through all
matches, of which it takes the newest. The first takes seconds for rare words, the second for common
ones, and its own guess of how common a combination of words is may be wrong. So a few of the newest
stories are asked first. See docs/decisions/search.md.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import OperationalError, connection, transaction

# More stories are not counted.
MOST = 1000
# Of the newest PROBE stories so many match where it is quicker to go through the newest: each of
# these is read, of all matches only the time. Unless words must stand together: then all are read.
PROBE, COMMON, COMMON_PHRASE = 300, 45, 3
# No further than this, and no longer than this through all that match.
WALK, ALL_MS = 15_000, 120
QUERY_CANCELLED = "57014"

NEWEST = """
    SELECT publication_id, published_at, words FROM articles_publicationwords
    WHERE language_id = %(language)s AND published_at BETWEEN %(since)s AND %(until)s
    ORDER BY published_at DESC, publication_id DESC LIMIT {}
"""
HOW_MANY = f"""
SELECT count(*) FROM ({NEWEST.format(PROBE)}) AS newest WHERE words @@ %(query)s::tsquery
"""  # noqa: S608
AMONG_NEWEST = f"""
SELECT publication_id, published_at FROM ({NEWEST.format(WALK)}) AS newest
WHERE words @@ %(query)s::tsquery
ORDER BY published_at DESC, publication_id DESC LIMIT {MOST + 1}
"""  # noqa: S608
AMONG_ALL = f"""
WITH found AS MATERIALIZED (
    SELECT publication_id, published_at FROM articles_publicationwords
    WHERE words @@ %(query)s::tsquery AND language_id = %(language)s
    AND published_at BETWEEN %(since)s AND %(until)s
)
SELECT publication_id, published_at FROM found
ORDER BY published_at DESC, publication_id DESC LIMIT {MOST + 1}
"""  # noqa: S608


@dataclass(frozen=True)
class Matches:
    """Keys of publications with their times, newest first; whether there are more than these.

    ``are_partial``: there was no time to look further than among the newest stories.
    """

    rows: list[tuple[int, datetime]]
    are_capped: bool
    are_partial: bool = False


def newest(query: str, language: str, *, since: datetime, until: datetime) -> Matches:
    """What ``query``, a tsquery, finds from ``since`` to ``until``; two or three queries.

    Whether readers may see it is not asked here.
    """
    values = {"query": query, "language": language, "since": since, "until": until}
    common = COMMON_PHRASE if "<" in query else COMMON
    rows = _rows(AMONG_NEWEST, values) if _rows(HOW_MANY, values)[0][0] >= common else []
    if len(rows) > MOST:
        return _matches(rows)
    try:
        return _matches(_among_all(values))
    except OperationalError as error:
        if not is_cancelled(error):
            raise
    found = _matches(rows or _rows(AMONG_NEWEST, values))
    return replace(found, are_partial=not found.are_capped)


def _among_all(values: dict[str, Any]) -> list:
    """Raises OperationalError where that takes longer than it may."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(ALL_MS)])
        rows = _rows(AMONG_ALL, values)
        transaction.set_rollback(True)  # to the limit from before
        return rows


def is_cancelled(error: OperationalError) -> bool:
    """Whether it took longer than it may."""
    return getattr(error.__cause__, "pgcode", None) == QUERY_CANCELLED


def _rows(sql: str, values: dict[str, Any]) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _matches(rows: list) -> Matches:
    return Matches(rows[:MOST], len(rows) > MOST)
