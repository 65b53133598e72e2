"""The lines of a text, with their numbers for messages."""

import re
import unicodedata
from typing import NamedTuple

from articles import chars

NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


class Line(NamedTuple):
    number: int
    text: str
    indent: int = 0

    @property
    def is_blank(self):
        return not self.text

    @property
    def columns(self):
        return self.indent + width(self.text)


def lines_of(text):
    """Each line of ``text`` without its indentation and doubled spaces; blank ones included."""
    rows = NEWLINE.split(text)
    return [_line(number, row.expandtabs()) for number, row in enumerate(rows, start=1)]


def _line(number, row):
    text = chars.line(row)
    return Line(number, text, len(row) - len(row.lstrip(" ")) if text else 0)


def without_blank_ends(lines):
    start, end = 0, len(lines)
    while start < end and lines[start].is_blank:
        start += 1
    while end > start and lines[end - 1].is_blank:
        end -= 1
    return lines[start:end]


def width(text):
    """Columns that ``text`` takes in a fixed-width font: wide East Asian characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if is_wide(char) else 1 for char in text)


def is_wide(char):
    return unicodedata.east_asian_width(char) in "WF"
