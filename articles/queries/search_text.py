"""How a text is read for search: the same way for what is published and for what readers type.

Its words go to PostgreSQL one by one, parted by spaces, in one spelling. Scripts that part no words
by spaces are read as pairs of letters that overlap, so that any two letters which stand together
can be found, and with them any longer text.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

# A tsvector holds less than a megabyte. A lexeme takes its letters, at least; each place it stands
# in takes two bytes.
MOST_BYTES = 700_000
LONGEST_WORD = 100

# Letters of scripts without spaces between words, and of Korean, whose endings are written on to
# the words; digits and punctuation among them left out.
_DENSE = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0eb9\u0ebb-\u0ecd\u0edc-\u0edf"  # Thai, Lao
    "\u0f40-\u0fbc\u1000-\u103f\u1050-\u108f\u1780-\u17d3\u17d7"  # Tibetan, Burmese, Khmer
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese, Japanese
    "\u1100-\u11ff\uac00-\ud7a3\uff66-\uff9d\uffa0-\uffdc"  # Korean, narrow forms
)
# They stand in words without being seen: joiners, and where a word may be broken.
_UNSEEN = "\u00ad\u200c\u200d\u2060"
_ZEROS = "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66"
_ZEROS += "\u0e50\u0ed0\u0f20\u1040\u17e0"
_DIGITS = {ord(zero) + n: str(n) for zero in _ZEROS for n in range(10)}
# Arabic script as its stemmer has it: no marks of vowels, no tatweel, one alef; and one form of
# the letters that Arabic and Persian keyboards have in two.
_ARABIC = dict.fromkeys([0x0640, 0x0670, *range(0x064B, 0x0660), *range(0x06D6, 0x06DD)], "")
_ARABIC |= {0x0622: "ا", 0x0623: "ا", 0x0625: "ا", 0x0671: "ا"}
_ARABIC |= {0x0649: "ي", 0x06CC: "ي", 0x06A9: "ك"}
_SPELLING = _DIGITS | _ARABIC | dict.fromkeys(map(ord, _UNSEEN), "")
_LATIN = re.compile("[\u00df-\u024f\u1e00-\u1eff]")
# With “and”, “with”, “as”, “for” before it.
_ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل)(?=.{3})")
# What does not come apart into a letter and its accent.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


# What a token is: a word, a run of a dense script, two of its letters, or one.
WORD, RUN, PAIR, LETTER = "word", "run", "pair", "letter"


class Token(NamedTuple):
    """A piece of a text in its one spelling, and where it stands there.

    The next one stands ``step`` places further in what was published.
    """

    text: str
    start: int
    end: int
    kind: str = WORD
    step: int = 1


def composed(text: str) -> str:
    """``text`` in the form in which places are counted."""
    return unicodedata.normalize("NFC", text)


def tokens(text: str) -> Iterator[Token]:
    """What ``text``, which is `composed`, is found by. Each letter of a run begins a token."""
    for token in words(text):
        if token.kind == WORD:
            yield token
            continue
        *_others, last = letters = list(_letters(text, token))
        yield from _pairs(letters)
        yield last


def typed(text: str) -> Iterator[Token]:
    """What to look for to find ``text``: of a run its pairs, or its only letter."""
    for token in words(text):
        letters = [] if token.kind == WORD else list(_letters(text, token))
        if len(letters) > 1:
            *others, last = _pairs(letters)
            yield from [*others, last._replace(step=2)]
        else:
            yield from letters or [token]


def words(text: str) -> Iterator[Token]:
    """The words of ``text``, and whole runs of dense scripts."""
    for match in _pattern().finditer(text):
        if spelt := spelling(match[0]):
            yield Token(spelt, *match.span(), RUN if match["dense"] else WORD)


def searchable(text: str, *, most: int = MOST_BYTES) -> str:
    """The tokens of ``text`` for PostgreSQL: letters and digits alone, parted by spaces.

    Words that are also looked for as `bare` stand at the end once more. Where a text is longer than
    a row can hold it is cut.
    """
    found: list[str] = []
    others: dict[str, None] = {}
    known: set[str] = set()
    cost = 0
    for token in tokens(composed(text)):
        forms = {token.text, bare(token.text)}
        others |= dict.fromkeys(forms - {token.text})
        cost += sum(2 if word in known else len(word.encode()) + 8 for word in forms)
        known |= forms
        if cost > most:
            break
        found.append(token.text)
    return " ".join([*found, *others])


@lru_cache(maxsize=20_000)
def spelling(word: str) -> str:
    """``word`` in the one way in which all its forms are written; "" where no letter is left."""
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    one = unicodedata.normalize("NFKC", word.replace("İ", "i"))
    if _not_in_words().search(one):  # of a fraction, as of other signs, no number would be left
        one = word
    one = unicodedata.normalize("NFC", one.casefold().translate(_SPELLING))
    return one[:LONGEST_WORD]


def bare(word: str) -> str:
    """``word`` as somebody types it whose keyboard has no accents; an Arabic one without its
    article, which the stemmer leaves where taking it away would change the rest.
    """
    if word.isascii():
        return word
    if _LATIN.search(word):
        apart = unicodedata.normalize("NFD", word.translate(_PLAIN))
        return "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _ARTICLE.sub("", word)


def _letters(text: str, run: Token) -> Iterator[Token]:
    """The letters of a run, each with its marks."""
    for match in _letter().finditer(text, run.start, run.end):
        yield Token(spelling(match[0]) or match[0], *match.span(), LETTER)


def _pairs(letters: list[Token]) -> Iterator[Token]:
    for one, following in pairwise(letters):
        yield Token(one.text + following.text, one.start, following.end, PAIR)


@cache
def _marks() -> str:
    """All combining marks, for a set in a regular expression."""
    codes = (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0))
    found = (chr(code) for code in codes if unicodedata.category(chr(code))[0] == "M")
    return "".join(found) + "\uff9e\uff9f"  # of narrow Japanese letters


@cache
def _pattern() -> re.Pattern:
    inside = f"{_marks()}{_UNSEEN}"
    dense = f"(?P<dense>[{_DENSE}][{_DENSE}{inside}]*)"
    return re.compile(f"{dense}|[^\\W_{_DENSE}]+(?:[{inside}]+[^\\W_{_DENSE}]*)*")


@cache
def _letter() -> re.Pattern:
    return re.compile(f".[{_marks()}{_UNSEEN}]*")


@cache
def _not_in_words() -> re.Pattern:
    return re.compile(f"[^\\w{_marks()}]|_")
