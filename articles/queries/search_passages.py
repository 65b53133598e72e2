"""Where in the texts of the stories that were found the words stand that a reader looks for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from typing import Any

from django.db import connection

from .search_text import PAIR, Token, bare, composed, tokens

# So much of a text is looked through for a place to show.
MOST_TEXT = 20_000
SQL = """
SELECT word FROM unnest(%(words)s::text[], %(forms)s::text[]) AS asked (word, forms)
WHERE to_tsvector(articles_text_search(%(language)s), forms) @@ %(query)s::tsquery
"""
_LEXEME = re.compile("'((?:[^']|'')+)'")
# Captions have pictures beside them, which are not there; within a line marks part no words.
_APART = re.compile(r"<figure\b.*?</figure>|</(?:p|li|blockquote|div)>|<br>", re.DOTALL)
_HEADING_ENDS = re.compile("</h[1-6]>")
_TAG = re.compile("<[^>]*>")


@dataclass(frozen=True)
class Passage:
    """A text, and from where to where in it words stand that were asked for, in their order."""

    text: str
    marks: list[tuple[int, int]]


def marked(texts: Iterable[str], query: str, language: str) -> list[Passage]:
    """Each of ``texts`` with the words that ``query``, a tsquery, finds; one query."""
    read = [(text, list(tokens(text))) for text in map(composed, texts)]
    found = _found({token.text for _text, own in read for token in own}, query, language)
    asked = set(_LEXEME.findall(query))
    return [Passage(text, list(_joined(_places(own, found, asked)))) for text, own in read]


def plain(pieces: Iterable[str | dict]) -> str:
    """The text of a publication's ``pieces`` as far as it is looked through; no captions."""
    found: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            apart = _TAG.sub("", _APART.sub(" ", _HEADING_ENDS.sub(" · ", piece)))
            found.append(" ".join(unescape(apart).split()))
        if sum(map(len, found)) > MOST_TEXT:
            break
    return " ".join(found)[:MOST_TEXT]


def _found(words: set[str], query: str, language: str) -> set[str]:
    """Those of ``words`` that ``query`` finds. Most are not even asked about: a form of a word has
    the first letters of its stem somewhere.
    """
    starts = {_without_marks(lexeme)[:2] for lexeme in _LEXEME.findall(query)}
    if not starts:
        return set()
    may_be = re.compile("|".join(map(re.escape, starts)))
    asked = [word for word in words if may_be.search(_without_marks(word))]
    forms = [f"{word} {bare(word)}" for word in asked]
    values: dict[str, Any] = {"words": asked, "forms": forms, "query": query, "language": language}
    with connection.cursor() as cursor:
        cursor.execute(SQL, values)
        return {word for (word,) in cursor}


def _without_marks(word: str) -> str:
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _places(own: list[Token], found: set[str], asked: set[str]) -> Iterator[tuple[int, int]]:
    """The places of the tokens that were found; of a pair that nobody asked for, that of its first
    letter: it was found by that. What follows a pair begins with its second letter.
    """
    for token, following in zip_longest(own, own[1:]):
        if token.text not in found:
            continue
        is_half = token.kind == PAIR and token.text not in asked
        yield token.start, following.start if is_half else token.end


def _joined(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """``places`` in their order; those that overlap or touch are one."""
    start = end = -1
    for first, last in places:
        if first <= end:
            end = max(end, last)
            continue
        if end > 0:
            yield start, end
        start, end = first, last
    if end > 0:
        yield start, end
