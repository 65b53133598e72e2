"""Lines to pieces: a piece is what one paragraph, subhead, list item … was written as.

Two habits are told apart. Most systems send one line a paragraph. Wire services wrap lines at 65
to 80 columns, and part paragraphs by a blank line, an indented first line, or both.
"""

from itertools import pairwise
from typing import NamedTuple

from .lines import is_wide, width
from .marks import Kind, Mark, read_mark
from .sentences import ends_sentence, starts_lower

NARROWEST, WIDEST = 50, 100
TOLERANCE = 8
# What may follow a hyphen that ends a line and is none of the word's: "Ein- und Ausfuhr".
CONJUNCTIONS = ("und ", "oder ", "bis ", "and ", "or ", "to ")
ITEMS = (Kind.BULLET, Kind.NUMBER)
QUOTES = (Kind.QUOTE, Kind.PULL_QUOTE)


class Piece(NamedTuple):
    """``raw`` is the text with its mark; ``after_gap`` whether a blank line stands before it."""

    raw: str
    mark: Mark
    line: int
    after_gap: bool

    @property
    def kind(self):
        return self.mark.kind


def pieces_of(lines):
    columns = wrapped_at(lines)
    drafts, last = [], None
    for line in lines:
        if line.is_blank:
            last = None
            continue
        mark = read_mark(line.text)
        if last and columns and _goes_on(drafts[-1], last, line, mark, columns):
            drafts[-1].go_on(mark.text if mark.kind in QUOTES else line.text)
        else:
            drafts.append(_Draft(line, mark, after_gap=last is None))
        last = line
    return [draft.piece() for draft in drafts]


class _Draft:
    """A piece while its lines come in."""

    def __init__(self, line, mark, *, after_gap):
        self.parts = [line.text]
        self.mark = mark
        self.line = line.number
        self.after_gap = after_gap

    @property
    def kind(self):
        return self.mark.kind

    def go_on(self, text):
        self.parts[-1], space = _seam(self.parts[-1], text)
        self.parts.append(space + text)

    def piece(self):
        raw = "".join(self.parts)
        mark = read_mark(raw) if len(self.parts) > 1 else self.mark
        return Piece(raw, mark, self.line, self.after_gap)


def wrapped_at(lines):
    """The column at which ``lines`` are wrapped; 0 when each line is a paragraph.

    They are wrapped when no line is long, most lines that stop in mid-sentence do so because the
    next word would not have fitted, and some of those next words are in lower case.
    """
    written = [line for line in lines if line.text and "://" not in line.text]
    columns = max((line.columns for line in written), default=0)
    if not NARROWEST <= columns <= WIDEST:
        return 0
    open_pairs = [
        (line, after)
        for line, after in pairwise(lines)
        if line.text and after.text and not ends_sentence(line.text)
    ]
    full = [pair for pair in open_pairs if _is_full(*pair, columns)]
    cased = [after for _, after in full if after.text[:1].lower() != after.text[:1].upper()]
    lower = [after for after in cased if starts_lower(after.text)]
    is_wrapped = full and len(full) * 2 >= len(open_pairs) and len(lower) * 4 >= len(cased)
    return columns if is_wrapped else 0


def _is_full(line, after, columns):
    """Whether the first word of ``after`` would not have fitted on ``line``."""
    word = after.text.split(maxsplit=1)[0]
    room = 2 if is_wide(word[0]) else 1 + width(word)
    return line.columns + room > columns - TOLERANCE


def _goes_on(piece, last, line, mark, columns):
    """Whether ``line`` goes on with ``piece``, whose last line is ``last``."""
    full = _is_full(last, line, columns)
    if mark.kind in QUOTES or piece.kind in QUOTES:
        return mark.kind == piece.kind and full and bool(mark.text and piece.mark.text)
    if mark.kind in (Kind.READ_MORE, Kind.PICTURE, Kind.EMBED) or piece.kind is Kind.EMBED:
        return False
    open_end = not ends_sentence(last.text)
    if mark.kind in ITEMS:
        return piece.kind not in ITEMS and full and open_end
    if line.indent > last.indent and piece.kind not in ITEMS:
        return False
    if line.indent and line.indent == last.indent and not open_end and piece.kind not in ITEMS:
        return False
    return full or (open_end and starts_lower(line.text))


def _seam(text, more):
    """``text`` as it stands before ``more``, and what parts the two."""
    if text.endswith("\u00ad"):
        return text[:-1], ""
    if is_wide(text[-1]) and is_wide(more[0]):
        return text, ""
    is_hyphen = text[-1] == "-" and text[-2:-1].isalpha()
    if is_hyphen and more[0].isalpha() and not more.startswith(CONJUNCTIONS):
        return text, ""
    return text, " "
