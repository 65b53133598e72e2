"""How wide the picture of each card is, by its place on the page: see reader.css.

A card is made once for every list, so its place is told when the page is made. Browsers choose the
file by it. ``auto`` is for those that can measure the place themselves, of pictures that wait.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from articles.enums import SlotSize
from articles.pictures.crops import CARD, LEAD
from articles.snapshot.cuts import CARD_SIZES, CARD_WIDTHS

WIDE, TABLET, LINE = "(min-width: 64rem)", "(min-width: 40rem)", "(min-width: 48rem)"
BESIDE = "26vw"  # on a phone
SMALL = f"{TABLET} 6.5rem, {BESIDE}"
STREAM = f"{LINE} 14rem, {BESIDE}"


def front() -> Iterator[str]:
    """``sizes`` of each card in turn."""
    yield f"{WIDE} min(50rem, 62vw), {TABLET} 53vw, 92vw"
    yield f"{WIDE} min(24rem, 30vw), {TABLET} 45vw, {BESIDE}"
    yield f"{WIDE} 7.5rem, {TABLET} 45vw, {BESIDE}"
    yield from repeat(f"{WIDE} min(17rem, 22vw), {SMALL}", 4)
    yield f"{WIDE} min(29rem, 37vw), {SMALL}"
    yield from repeat(SMALL)


def section() -> Iterator[str]:
    yield f"{WIDE} min(43rem, 54vw), {TABLET} 53vw, 92vw"
    yield from repeat(f"{WIDE} min(24rem, 30vw), {TABLET} 45vw, {BESIDE}", 2)
    yield f"{WIDE} min(24rem, 30vw), {SMALL}"
    yield from repeat(STREAM)


def topic() -> Iterator[str]:
    """The lead above the days, and what is listed under these."""
    yield f"{LINE} min(43rem, 54vw), 92vw"
    yield from repeat(STREAM)


def stream() -> Iterator[str]:
    """Every other list, and the later pages of these."""
    return chain([f"{LINE} 14rem, 92vw"], repeat(STREAM))


# The same of what staff placed: by its size, wherever it stands.
BY_SIZE = {
    SlotSize.LEAD: f"{WIDE} min(50rem, 62vw), {TABLET} 53vw, 92vw",
    SlotSize.LARGE: f"{WIDE} min(24rem, 30vw), {TABLET} 45vw, {BESIDE}",
    SlotSize.NORMAL: SMALL,
}


_FILES = re.compile(r' (?:src|srcset)="[^"]*"')
SMALLEST = f"/{CARD.name}-{CARD_WIDTHS[0]}."
# Those where a card may stand beside another.
GRIDS = {"front": front, "section": section}
LAYOUTS = {**GRIDS, "topic": topic}


def in_place(
    cards: Sequence[str], kind: str, *, is_first: bool, sizes: Sequence[str] = ()
) -> list[str]:
    """``cards`` as they stand on a page of this kind; the first one's picture is fetched at once.

    ``sizes`` has the ``SlotSize`` of each, where staff placed any. What is written in a card cannot
    hold such attributes: its quotes are escaped.
    """
    layout = LAYOUTS.get(kind, stream) if is_first else stream
    sized = zip(cards, sizes or repeat(""), strict=False)
    placed = [
        _placed(card, size, width, is_lead=number == 0 and layout is not stream)
        for number, ((card, size), width) in enumerate(zip(sized, layout(), strict=False))
    ]
    return [_at_once(placed[0]), *placed[1:]] if placed else []


def _placed(card: str, size: str, width: str, *, is_lead: bool) -> str:
    """``card`` told its ``width``, which ``size`` decides where it has one."""
    width = BY_SIZE[SlotSize(size)] if size else width
    card = card.replace(f'sizes="{CARD_SIZES}"', f'sizes="auto, {width}"')
    return _as_lead(card) if (size == SlotSize.LEAD if size else is_lead) else card


def _at_once(card: str) -> str:
    card = card.replace(' loading="lazy" decoding="async"', ' fetchpriority="high"', 1)
    return card.replace(' sizes="auto, ', ' sizes="')


def _as_lead(card: str) -> str:
    """With the crop for leads, which is as wide as the first card of these pages shows it.

    A picture so small that it has no file of a common width stays as it is.
    """
    if SMALLEST not in card:
        return card
    return _FILES.sub(lambda files: files[0].replace(f"/{CARD.name}-", f"/{LEAD.name}-"), card)
