"""A block as a row of words with their marks, and what changed between two such rows."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from articles.body.alignment import align
from articles.body.blocks import (
    Embed,
    Gallery,
    ImageBlock,
    KeyPoints,
    ListBlock,
    Quote,
    ReadMore,
)
from articles.body.inline import Break, Emphasis, Inline, Link, Strong
from articles.body.registry import Block

SAME, ADDED, REMOVED = "same", "added", "removed"

# Letters of scripts that part no words by spaces stand alone; everything else between spaces and
# punctuation is a word, with its accents.
_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_STOPS = r"!-&(-/:-@\[-`{-~\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u060c\u061b\u061f\u06d4"
_STOPS += r"\u2010-\u2018\u201a-\u2027\u2030-\u205e\u3001-\u3003\u3008-\u3011"
_TOKEN = re.compile(rf"\s+|[{_ALONE}]|[{_STOPS}]|[^\s{_ALONE}{_STOPS}]+")


class Style(NamedTuple):
    """The marks of some words. ``link`` is an address or ""."""

    link: str = ""
    sponsored: bool = False
    strong: bool = False
    emphasis: bool = False


class Token(NamedTuple):
    """A word, a space or a stop; or, where ``slot`` says so, the start of a part of its block.

    Slots: "bullet" and "number" (an item of a list), "line" (another paragraph), "point" (a key
    point), "text" (what follows a key point's label), "picture" (of a gallery), "alt" and "caption"
    (of a picture), "article" and "wanted" (of a read-more), "embed". A gallery's picture has its
    number for a text, the others none. ``depth`` is that of a list in a list, from 1.
    """

    text: str
    style: Style = Style()
    slot: str = ""
    depth: int = 0


class Run(NamedTuple):
    """Some text that is the "same", "added" or "removed", all of one style; or a slot's start."""

    op: str
    text: str
    style: Style = Style()
    slot: str = ""
    depth: int = 0


@lru_cache(maxsize=4096)
def tokens(block: Block) -> tuple[Token, ...]:
    """``block`` without its kind; a different text, mark or part makes different tokens."""
    return tuple(_tokens(block, 0))


def kind_of(block: Block) -> str:
    """The block's name; with the level of a subhead, as in "subhead 3"."""
    return f"{block.name} {block.level}" if hasattr(block, "level") else block.name


def compare_words(old: Iterable[Token], new: Iterable[Token]) -> tuple[Run, ...]:
    """What is the same, removed and added on the way from ``old`` to ``new``.

    The runs that are not added make up ``old``, those that are not removed ``new``. Where little
    stays between two changes it is shown as changed, too: such a text is easier to read.
    """
    return tuple(_merged(_tidied(_ops(tuple(old), tuple(new)))))


def text_tokens(text: str) -> tuple[Token, ...]:
    """Plain text as tokens."""
    return tuple(Token(part) for part in _TOKEN.findall(text))


def all_as(op: str, row: Iterable[Token]) -> tuple[Run, ...]:
    """All of a row as the same, added or removed."""
    return tuple(_merged([(op, list(row))]))


def _tokens(block, depth):
    match block:
        case ListBlock():
            for item in block.items:
                yield from _item(item, "number" if block.ordered else "bullet", depth + 1)
        case Quote():
            for part in block.content:
                if not isinstance(part, ListBlock):
                    yield Token("", slot="line", depth=depth)
                yield from _tokens(part, depth)
        case KeyPoints():
            for point in block.points:
                yield Token("", slot="point")
                yield from _inline((point.label,), Style(strong=True))
                if point.label:
                    yield Token("", slot="text")
                yield from _inline(point.content)
        case ImageBlock():
            for slot, content in (("alt", (block.alt,)), ("caption", block.caption)):
                if any(content):
                    yield Token("", slot=slot)
                    yield from _inline(content)
        case Gallery():
            for picture in block.pictures:
                yield Token(f"#{picture.image_id}", slot="picture")
                yield from _tokens(picture, depth)
        case ReadMore():
            yield Token("", slot="article" if block.article_id else "wanted")
            yield Token(str(block.article_id or block.wanted))
        case Embed():
            yield Token("", slot="embed")
            yield Token(block.url)
        case _:
            yield from _inline(getattr(block, "content", tuple(block.lines())))


def _item(item, slot, depth):
    for number, part in enumerate(item.content):
        if not isinstance(part, ListBlock):
            yield Token("", slot="line" if number else slot, depth=depth)
        yield from _tokens(part, depth)


def _inline(content: Inline, style: Style = Style()) -> Iterator[Token]:  # noqa: B008
    for part in content:
        match part:
            case str():
                for text in _TOKEN.findall(part):
                    yield Token(text, style)
            case Break():
                yield Token("\n", style)
            case Strong():
                yield from _inline(part.content, style._replace(strong=True))
            case Emphasis():
                yield from _inline(part.content, style._replace(emphasis=True))
            case Link():
                link = style._replace(link=part.href, sponsored=part.sponsored)
                yield from _inline(part.content, link)


def _is_gap(token):
    return not token.slot and token.text.isspace()


def _ops(old, new):
    """[op, tokens] in order. Spaces are the same only between words that are."""
    left = [at for at, token in enumerate(old) if not _is_gap(token)]
    right = [at for at, token in enumerate(new) if not _is_gap(token)]
    pairs = align([old[at] for at in left], [new[at] for at in right])
    i = j = 0
    for x, y in [*((left[x], right[y]) for x, y in pairs), (len(old), len(new))]:
        yield from _between(list(old[i:x]), list(new[j:y]))
        yield (SAME, list(old[x : x + 1]))
        i, j = x + 1, y + 1


def _between(removed, added):
    """What stands between two words that stay; spaces next to these stay where both have them."""
    before: list[Token] = []
    after: list[Token] = []
    while removed and added and removed[0] == added[0] and _is_gap(removed[0]):
        before.append(removed.pop(0))
        added.pop(0)
    while removed and added and removed[-1] == added[-1] and _is_gap(removed[-1]):
        after.insert(0, removed.pop())
        added.pop()
    return ((SAME, before), (REMOVED, removed), (ADDED, added), (SAME, after))


def _tidied(ops):
    """Changes with what stays between them; small rests between large changes become changes."""
    found: list[tuple[list[Token], list[Token], list[Token]]] = [([], [], [])]
    for op, row in ops:
        if not row:
            continue
        removed, added, same = found[-1]
        if op == SAME:
            same += row
        elif same:
            found.append((row, [], []) if op == REMOVED else ([], row, []))
        else:
            (removed if op == REMOVED else added).extend(row)
    kept = [found[0]]
    for removed, added, same in found[1:]:
        before = kept[-1]
        rest = _size(before[2])
        if _is_lost(rest, before, (removed, added)):
            kept[-1] = (before[0] + before[2] + removed, before[1] + before[2] + added, same)
        else:
            kept.append((removed, added, same))
    for before, after in pairwise(kept):
        _start_with_part(before[2], after)
    for removed, added, same in kept:
        yield from ((REMOVED, removed), (ADDED, added), (SAME, same))


def _start_with_part(rest, change):
    """A new item between two is a bullet and a text, not a text and the next one's bullet."""
    removed, added, same = change
    row = removed or added
    if rest and rest[-1].slot and row and not (removed and added) and row[-1] == rest[-1]:
        row.insert(0, rest.pop())
        same.insert(0, row.pop())


def _is_lost(rest, before, after):
    """Whether a rest of so many letters is lost between these two changes."""
    changes = [max(_size(before[0]), _size(before[1])), max(map(_size, after))]
    return bool(before[0] or before[1]) and rest * 2 <= min(changes)


def _size(row):
    return sum(100 if token.slot else len(token.text.strip()) for token in row)


def _merged(ops):
    for op, row in ops:
        text: list[str] = []
        style = Style()
        for token in row:
            if text and (token.slot or token.style != style):
                yield Run(op, "".join(text), style)
                text = []
            if token.slot:
                yield Run(op, token.text, slot=token.slot, depth=token.depth)
            else:
                text.append(token.text)
                style = token.style
        if text:
            yield Run(op, "".join(text), style)
