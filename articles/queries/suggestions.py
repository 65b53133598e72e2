"""Articles that a text could point its readers to: the nearest in words and topics."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from articles.enums import Stage
from articles.models import Publication

SHOWN = 10
# So many of the text's words are counted: those of its headline and those it says most often. So
# many of them tell most: few articles say them. What every tenth says tells nothing.
WORDS, TELLING = 40, 16
# So many of the nearest are put in order by all that counts.
CANDIDATES = 100
# Of a longer text only the start is read.
MOST_TEXT = 100_000

# A word counts the more the oftener the text says it and the fewer others do. Its articles come
# from the index alone: no text and no stored words are read. With a LIMIT on the count PostgreSQL
# would rather read the stored words of all articles, to find the few that say a rare one. Shared
# topics, a headline of nearly the same letters and freshness then decide between neighbours.
SQL = """
WITH said AS MATERIALIZED (
    SELECT lexeme, cardinality(positions) * CASE WHEN 'A' = ANY (weights) THEN 3 ELSE 1 END AS often
    FROM unnest(articles_words(%(language)s, %(headline)s, %(teaser)s, %(body)s))
    WHERE length(lexeme) > 1
    ORDER BY often DESC, lexeme LIMIT {words}
), archive AS MATERIALIZED (
    SELECT count(*) AS total, greatest(200, count(*) / 10) AS most FROM articles_articlewords
), telling AS MATERIALIZED (
    SELECT lexeme, (1 + ln(often)) * ln(1 + total::float / say_it) AS worth
    FROM archive CROSS JOIN said CROSS JOIN LATERAL (
        SELECT count(*) AS say_it FROM articles_articlewords WHERE words @@ {lexeme}::tsquery
    ) AS counted
    WHERE say_it BETWEEN 1 AND most - 1
    ORDER BY worth DESC, lexeme LIMIT {telling}
), near AS (
    SELECT there.article_id, sum(worth) / ln(20 + max(there.size)) AS words
    FROM telling CROSS JOIN LATERAL (
        SELECT article_id, size FROM articles_articlewords WHERE words @@ {lexeme}::tsquery
    ) AS there
    GROUP BY there.article_id
), alike AS (
    SELECT article_id, count(*) AS shared FROM articles_article_topics
    WHERE topic_id = ANY (%(topics)s::bigint[]) GROUP BY article_id
), open AS (
    SELECT article.id, article.headline, live.published_at, coalesce(near.words, 0) AS words,
        coalesce(shared, 0) AS shared
    FROM near FULL JOIN alike USING (article_id)
    JOIN articles_article AS article ON article.id = article_id
    LEFT JOIN ({live}) AS live ON live.article_id = article.id
    WHERE article.language_id = %(language)s AND article.id <> ALL (%(without)s::bigint[])
    AND (article.stage = '{approved}' OR live.article_id IS NOT NULL)
    ORDER BY coalesce(near.words, 0) * (1 + coalesce(shared, 0)) DESC, shared DESC NULLS LAST,
        article.id DESC
    LIMIT {candidates}
)
SELECT id FROM open
ORDER BY words / greatest(max(words) OVER (), 0.001)
    + 0.3 * least(shared, 3)
    + 0.5 * similarity(headline, %(headline)s)
    + 0.2 * CASE WHEN published_at IS NULL THEN 0
        ELSE exp(-extract(epoch FROM %(at)s - published_at) / 86400 / 60) END DESC,
    id DESC
LIMIT {shown}
"""
# A lexeme as text of the type tsquery, whatever signs are in it.
LEXEME = r"""('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''')"""


@dataclass(frozen=True)
class Draft:
    """A text as far as it is written; ``body`` is HTML."""

    language: str
    headline: str = ""
    teaser: str = ""
    body: str = ""
    topics: Collection[int] = ()


def nearest(draft: Draft, *, without: Collection[int], at: datetime) -> list[int]:
    """Ids of at most ten live or approved articles in the draft's language, most useful first.

    Those in ``without`` are left out. Everybody who sees articles may know of all of them. One
    query.
    """
    live, parameters = _live(at)
    sql = SQL.format(
        words=WORDS,
        telling=TELLING,
        lexeme=LEXEME,
        live=live,
        approved=Stage.APPROVED.value,
        candidates=CANDIDATES,
        shown=SHOWN,
    )
    values: dict[str, Any] = {
        "language": draft.language,
        "headline": draft.headline[:MOST_TEXT],
        "teaser": draft.teaser[:MOST_TEXT],
        "body": draft.body[:MOST_TEXT],
        "topics": list(draft.topics),
        "without": list(without),
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, {**values, **parameters})
        return [pk for (pk,) in cursor]


def _live(at: datetime) -> tuple[str, dict[str, Any]]:
    """The query for what is live, from its one definition, with parameters that have names."""
    rows = Publication.objects.live(at).order_by().values("article_id", "published_at")
    sql, given = rows.query.sql_with_params()
    names = {f"live_{number}": value for number, value in enumerate(given)}
    return sql % tuple(f"%({name})s" for name in names), names
