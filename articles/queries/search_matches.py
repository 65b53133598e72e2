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

from .deadline import Deadline

# More stories are not counted.
MOST = 1000
# Of the newest PROBE stories so many match where it is quicker to go through the newest: each of
# these is read, of all matches only the time. Unless words must stand together: then all are read.
PROBE, COMMON, COMMON_PHRASE = 300, 45, 3
# No further than this through the newest; so far there is always time.
WALK, NEAR = 15_000, 2_000
# No longer than this either way, nor both together: what was found has to be ranked and shown, too.
WAY_MS, MATCHES_MS = 120, 200
QUERY_CANCELLED = "57014"

NEWEST = """
    SELECT publication_id, published_at, words FROM articles_publicationwords
    WHERE language_id = %(language)s AND published_at BETWEEN %(since)s AND %(until)s
    ORDER BY published_at DESC, publication_id DESC LIMIT {}
"""
HOW_MANY = f"""
SELECT count(*) FROM ({NEWEST.format(PROBE)}) AS newest WHERE words @@ %(query)s::tsquery
"""  # noqa: S608
AMONG = f"""
SELECT publication_id, published_at FROM ({{}}) AS newest
WHERE words @@ %(query)s::tsquery
ORDER BY published_at DESC, publication_id DESC LIMIT {MOST + 1}
"""  # noqa: S608
AMONG_NEWEST, AMONG_NEAR = AMONG.format(NEWEST.format(WALK)), AMONG.format(NEWEST.format(NEAR))
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
    """What ``query``, a tsquery, finds from ``since`` to ``until``; two or three queries, and up to
    four where these take too long.

    Whether readers may see it is not asked here.
    """
    deadline = Deadline(MATCHES_MS)
    values = {"query": query, "language": language, "since": since, "until": until}
    common = COMMON_PHRASE if "<" in query else COMMON
    is_common = _rows(HOW_MANY, values)[0][0] >= common
    found = _in_time(AMONG_NEWEST, values, deadline) if is_common else None
    if found and len(found) > MOST:
        return _matches(found)
    every = _in_time(AMONG_ALL, values, deadline)
    if every is not None:
        return _matches(every)
    if not is_common:
        found = _in_time(AMONG_NEWEST, values, deadline)
    near = _matches(_rows(AMONG_NEAR, values) if found is None else found)
    return replace(near, are_partial=not near.are_capped)


def _in_time(sql: str, values: dict[str, Any], deadline: Deadline) -> list | None:
    """The rows; None where that takes longer than it may."""
    try:
        with transaction.atomic():
            deadline.limit(WAY_MS)
            rows = _rows(sql, values)
            transaction.set_rollback(True)  # to the limit from before
            return rows
    except OperationalError as error:
        if not is_cancelled(error):
            raise
        return None


def is_cancelled(error: OperationalError) -> bool:
    """Whether it took longer than it may."""
    return getattr(error.__cause__, "pgcode", None) == QUERY_CANCELLED


def _rows(sql: str, values: dict[str, Any]) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _matches(rows: list) -> Matches:
    return Matches(rows[:MOST], len(rows) > MOST)
