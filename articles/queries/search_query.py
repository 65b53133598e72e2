"""What a reader asks for as PostgreSQL's full text search has it in a language."""

from dataclasses import dataclass

from django.db import connection

from .search_terms import Typed

# How many longer words the beginning of one may stand for, beside those that are written like it.
LONGER = 10
# No answer takes longer, whatever is asked. Without sequential scans the index of words is always
# thought worth its price.
LIMITS = """
set_config('statement_timeout', %(limit)s, true), set_config('enable_seqscan', 'off', true)
"""
# The stem of a word may be another than how it begins: “electi” stands for words that are known,
# and through them for “elect”. A word that says nothing (“the”) begins nothing either.
SQL = f"""
WITH asked AS (
    SELECT config, to_tsquery(config, %(sure)s) AS sure, to_tsquery(config, %(last)s) AS last,
        to_tsquery('simple', %(begins)s) AS begins, to_tsquery(config, %(each)s) AS each
    FROM articles_text_search(%(language)s) AS config
), longer AS (
    SELECT coalesce(string_agg(known::text, ' | ') FILTER (WHERE numnode(known) > 0), '')::tsquery
        AS words
    FROM asked, LATERAL (
        SELECT plainto_tsquery(config, word) AS known FROM articles_knownword
        WHERE language_id = %(language)s AND word LIKE %(like)s AND %(like)s <> '%%'
        ORDER BY stories DESC, word LIMIT {LONGER}
    ) AS near
), ending AS (
    SELECT CASE WHEN numnode(last) > 0 THEN last || begins || words ELSE last END AS any_form
    FROM asked, longer
)
SELECT sure && any_form, sure && last, each || any_form, querytree(sure && last), {LIMITS}
FROM asked, ending
"""  # noqa: S608
# What stands for a section and for a topic among the words of a story: no text has a word like it.
SECTION, TOPIC = "s/{}", "t/{}"


@dataclass(frozen=True)
class Query:
    """Texts of type tsquery.

    ``all`` is what stories must say; ``exact`` without words that only begin like the last one;
    ``each`` is any word to be marked in them.
    """

    all: str
    exact: str
    each: str
    # Whether it names a word that a story could be found by.
    finds: bool


def make(typed: Typed, language: str, *, limit_ms: int) -> Query:
    """One query. Sets for the rest of the transaction how long a query may take."""
    values = {
        "language": language,
        "sure": typed.query,
        "last": typed.last_query,
        "begins": typed.beginning_query,
        "each": typed.any_query,
        "like": f"{typed.beginning}%",
        "limit": str(limit_ms),
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL, values)
        every, exact, each, tree, *_limits = cursor.fetchone()
    return Query(every, exact, each, finds=tree not in ("", "T"))


def within(query: str, *, section: int | None, topic: int | None) -> str:
    """``query`` for stories of a section and a topic."""
    keys = [form.format(pk) for form, pk in ((SECTION, section), (TOPIC, topic)) if pk]
    return " & ".join([f"({query})", *(f"'{key}'" for key in keys)])
