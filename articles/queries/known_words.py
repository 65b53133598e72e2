"""Words that headlines and teasers have, for what a reader may have meant."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from .search_text import WORD, composed, words

SHORTEST, LONGEST = 3, 60
# How alike two words must be, as pg_trgm measures it: from 0 to 1.
ALIKE = 0.35
SQL = """
SELECT typed, (
    SELECT word FROM articles_knownword
    WHERE language_id = %(language)s AND word %% typed AND similarity(word, typed) >= %(alike)s
    ORDER BY similarity(word, typed) DESC, stories DESC, word LIMIT 1
) FROM unnest(%(words)s::text[]) AS typed
"""


def of_text(text: str) -> Iterator[str]:
    """The words of ``text`` that are worth knowing: no numbers, nothing short."""
    for token in words(composed(text)):
        is_number = any(letter.isdigit() for letter in token.text)
        if token.kind == WORD and SHORTEST <= len(token.text) <= LONGEST and not is_number:
            yield token.text


def nearest(typed: Sequence[str], language: str) -> dict[str, str]:
    """For each word the most similar one that is known, itself included; one query."""
    values: dict[str, Any] = {"language": language, "words": list(typed), "alike": ALIKE}
    with connection.cursor() as cursor:
        cursor.execute(SQL, values)
        return {word: near or word for word, near in cursor}
