"""What a reader typed into the search box: words, “quoted phrases”, words to leave out.

Nothing that was typed is an error, and no sign of it reaches PostgreSQL but letters and digits.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from articles import chars

from .search_text import LETTER, WORD, Token, bare, composed, typed

# So much of it counts.
MOST_CHARS, MOST_TERMS, MOST_TOKENS = 200, 20, 60
# From so many letters on the last word may be the beginning of a longer one.
BEGINNING = 3
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"'))
_MINUS = "-−–—－"
_TERM = re.compile(rf'(?P<minus>[{_MINUS}]*)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """Words that stand together, in this order; stories that have them are wanted, or not."""

    tokens: tuple[Token, ...]
    is_excluded: bool = False

    @property
    def query(self) -> str:
        """For ``to_tsquery``."""
        parts = [_alternatives(self.tokens[0])]
        for before, token in zip(self.tokens, self.tokens[1:], strict=False):
            parts += [f"<{before.step}>", _alternatives(token)]
        joined = " ".join(parts)
        return f"!({joined})" if self.is_excluded else f"({joined})"


@dataclass(frozen=True)
class Typed:
    """``text`` is what counts of what was typed; ``is_cut`` says that there was more.

    ``beginning`` is the last word where a longer one may have been meant; it is none of ``terms``.
    """

    text: str
    terms: tuple[Term, ...] = ()
    beginning: str = ""
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.beginning

    @property
    def has_wanted(self) -> bool:
        """Whether it says more than what is not wanted."""
        return bool(self.beginning) or any(not term.is_excluded for term in self.terms)

    @property
    def query(self) -> str:
        """For ``to_tsquery``: what all of ``terms`` ask for."""
        return " & ".join(term.query for term in self.terms)

    @property
    def last_query(self) -> str:
        """The same for ``beginning`` as a word of its own."""
        return _alternatives(Token(self.beginning, 0, 0)) if self.beginning else ""

    @property
    def beginning_query(self) -> str:
        """The same for all words that begin with it."""
        spellings = {self.beginning, bare(self.beginning)} - {""}
        return " | ".join(f"'{one}':*" for one in sorted(spellings))

    @property
    def any_query(self) -> str:
        """The same for any single word of what is wanted."""
        wanted = (term.tokens for term in self.terms if not term.is_excluded)
        return " | ".join(_alternatives(token) for tokens in wanted for token in tokens)


def read(raw: str) -> Typed:
    """What ``raw``, whatever it is, asks for."""
    line = composed(chars.line(raw[: MOST_CHARS * 2]))
    text = line[:MOST_CHARS].rstrip()
    matches = list(islice(_TERM.finditer(text.translate(_QUOTES)), MOST_TERMS + 1))
    terms = list(_within(MOST_TOKENS, _terms(matches[:MOST_TERMS])))
    is_cut = len(raw) > MOST_CHARS * 2 or line != text or len(matches) > MOST_TERMS
    beginning = _beginning(terms, matches)
    return Typed(text, tuple(terms[:-1] if beginning else terms), beginning, is_cut)


def corrected(text: str, near: Callable[[str], str]) -> str:
    """``text`` with each word that ``near`` has another one for in its place.

    What is not wanted stays: any word there finds as much as another.
    """
    matches = _TERM.finditer(text.translate(_QUOTES))
    unwanted = [range(*match.span()) for match in matches if match["minus"]]
    parts, done = [], 0
    for token in typed(text):
        if token.kind != WORD or any(token.start in span for span in unwanted):
            continue
        if (other := near(token.text)) != token.text:
            parts += [text[done : token.start], other]
            done = token.end
    return "".join([*parts, text[done:]])


def _terms(matches: Iterable[re.Match]) -> Iterator[Term]:
    for match in matches:
        found = tuple(typed(match["phrase"] or match["word"] or ""))
        if found:
            yield Term(found, is_excluded=bool(match["minus"]))


def _within(most: int, terms: Iterable[Term]) -> Iterator[Term]:
    """``terms`` as long as they are of no more than ``most`` tokens; the last one is cut short."""
    for term in terms:
        if most <= 0:
            return
        yield Term(term.tokens[:most], term.is_excluded)
        most -= len(term.tokens)


def _beginning(terms: list[Term], matches: list[re.Match]) -> str:
    """The last word, unless it stands in quotes, is not wanted, or is short."""
    if not terms or len(matches) > MOST_TERMS or not matches[-1]["word"] or matches[-1]["minus"]:
        return ""
    *others, last = terms[-1].tokens
    return last.text if not others and last.kind == WORD and len(last.text) >= BEGINNING else ""


def _alternatives(token: Token) -> str:
    """A letter of a script without spaces is found wherever it begins a pair."""
    if token.kind == LETTER:
        return f"'{token.text}':*"
    other = bare(token.text)
    return f"'{token.text}'" if other == token.text else f"('{token.text}' | '{other}')"
