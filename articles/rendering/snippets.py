"""Words that were looked for, marked in a text, and a short piece of a long one that has them."""

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from articles.queries.search_passages import Passage

# Characters of a piece, and of these how many at most before the first word that is marked.
LENGTH, BEFORE = 220, 60


def marked(passage: Passage) -> SafeString:
    """The whole text as HTML."""
    return _html(passage, 0, len(passage.text))


def snippet(passage: Passage) -> SafeString:
    """The piece in which most of the words stand; the beginning of a text that has none."""
    text = passage.text
    start = _from_word(text, max(0, _best(passage) - BEFORE))
    end = _to_word(text, start + LENGTH)
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return mark_safe(f"{before}{_html(passage, start, end)}{after}")


def words(passage: Passage) -> set[str]:
    """What is marked, each word once."""
    return {passage.text[start:end].casefold() for start, end in passage.marks}


def _best(passage: Passage) -> int:
    """Where the first word stands of those that say most within a piece."""

    def said(first: int) -> int:
        near = [mark for mark in passage.marks if first <= mark[0] < first + LENGTH - BEFORE]
        return len(words(Passage(passage.text, near)))

    return max((start for start, _end in passage.marks[:100]), key=said, default=0)


def _from_word(text: str, place: int) -> int:
    """The beginning of the next word from ``place`` on, if it is not far."""
    space = text.find(" ", place, place + BEFORE // 2)
    return space + 1 if place and space >= 0 else place


def _to_word(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - BEFORE // 2, place + 1)
    return space if space >= 0 else place


def _html(passage: Passage, start: int, end: int) -> SafeString:
    parts, done = [], start
    for first, last in passage.marks:
        if first >= start and last <= end:
            between = conditional_escape(passage.text[done:first])
            parts.append(f"{between}<mark>{conditional_escape(passage.text[first:last])}</mark>")
            done = last
    return mark_safe("".join([*parts, conditional_escape(passage.text[done:end])]))
