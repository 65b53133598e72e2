"""Which short lines are subheads."""

from .lines import width
from .marks import Kind
from .sentences import CLOSERS, FULL_STOPS, OPENERS, PAUSES

COLUMNS, WORDS = 80, 12
TEXT = (Kind.PLAIN, Kind.BULLET, Kind.NUMBER, Kind.QUOTE, Kind.LABELLED)


def reads_as_subhead(text):
    """Whether ``text`` is short, has a letter, and does not end as a sentence does.

    A question may be a subhead. What begins in lower case or with a bracket is not.
    """
    first = text.lstrip(OPENERS)[:1]
    last = text.rstrip(CLOSERS)[-1:]
    return (
        width(text) <= COLUMNS
        and len(text.split()) <= WORDS
        and any(char.isalpha() for char in text)
        and not first.islower()
        and text[0] not in "([（【"
        and last not in tuple(FULL_STOPS + PAUSES)
        and "://" not in text
    )


def subhead_places(pieces):
    """The indices of ``pieces`` that are subheads.

    A subhead stands above text: the last line of all is none, nor is a line above another such
    line. Of three or more short lines in a row (results, names) none is.
    """
    short = [_is_short(pieces, index) for index in range(len(pieces))]
    return {
        index
        for index, is_short in enumerate(short)
        if is_short and _stands_above_text(pieces, short, index) and not _in_a_list(short, index)
    }


def _is_short(pieces, index):
    """Whether a piece could be a subhead; a number is a list item's when another is next to it."""
    piece = pieces[index]
    around = [*pieces[max(index - 1, 0) : index], *pieces[index + 1 : index + 2]]
    alone = all(other.kind is not Kind.NUMBER for other in around)
    fits = piece.kind is Kind.PLAIN or (piece.kind is Kind.NUMBER and alone)
    return fits and reads_as_subhead(piece.raw)


def _stands_above_text(pieces, short, index):
    for below in range(index + 1, len(pieces)):
        if pieces[below].kind in TEXT or pieces[below].kind is Kind.PULL_QUOTE:
            return not short[below]
    return False


def _in_a_list(short, index):
    return index >= 2 and short[index - 1] and short[index - 2]
