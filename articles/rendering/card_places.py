"""How large each card of a page is, and how wide that makes its picture: see reader.css.

A card is made once for every list, so its place is told when the page is made. Browsers choose the
file by it. ``auto`` is for those that can measure the place themselves, of pictures that wait.
"""

import re
from collections.abc import Sequence

from articles.enums import SlotSize
from articles.pictures.crops import CARD, LEAD
from articles.snapshot.cuts import CARD_SIZES, CARD_WIDTHS

WIDE, TABLET = "(min-width: 64rem)", "(min-width: 40rem)"
BESIDE = "26vw"  # on a phone
BY_SIZE = {
    SlotSize.LEAD: f"{WIDE} min(50rem, 62vw), 92vw",
    SlotSize.LARGE: f"{WIDE} min(24rem, 30vw), {TABLET} 45vw, {BESIDE}",
    SlotSize.NORMAL: f"{WIDE} 7.5rem, 6.5rem",
}
STREAM = "12rem"

# What stands large at the top of each kind of page, whether staff chose it or not. What follows is
# a stream, as is every other list, and every later page of these.
TOP = {
    "front": (SlotSize.LEAD, SlotSize.LARGE, SlotSize.NORMAL, *[SlotSize.LARGE] * 3),
    "section": (SlotSize.LEAD, SlotSize.LARGE, SlotSize.NORMAL),
    "topic": (SlotSize.LEAD,),
}

_FILES = re.compile(r' (?:src|srcset)="[^"]*"')
SMALLEST = f"/{CARD.name}-{CARD_WIDTHS[0]}."


def top(kind: str, placed: Sequence[str], *, is_first: bool) -> list[str]:
    """The size of each card at the top of a page; ``placed`` has those that staff chose."""
    if not is_first:
        return []
    return [*placed, *map(str, TOP.get(kind, ())[len(placed) :])]


def in_place(cards: Sequence[str], sizes: Sequence[str]) -> list[str]:
    """``cards`` as they stand on a page; the first large picture is fetched at once.

    ``sizes`` has the ``SlotSize`` of those at the top; the others make the stream. What is written
    in a card cannot hold such attributes: its quotes are escaped.
    """
    placed = [
        _placed(card, sizes[number] if number < len(sizes) else "")
        for number, card in enumerate(cards)
    ]
    first = _first_large(placed, sizes)
    return [_at_once(card) if number == first else card for number, card in enumerate(placed)]


def _first_large(cards: Sequence[str], sizes: Sequence[str]) -> int | None:
    """The number of the first card whose picture is shown on every screen."""
    sized = zip(cards, sizes, strict=False)
    shown = (
        number
        for number, (card, size) in enumerate(sized)
        if size != SlotSize.NORMAL and "<img" in card
    )
    return next(shown, None)


def _placed(card: str, size: str) -> str:
    width = BY_SIZE[SlotSize(size)] if size else STREAM
    card = card.replace(f'sizes="{CARD_SIZES}"', f'sizes="auto, {width}"')
    return _as_lead(card) if size == SlotSize.LEAD else card


def _at_once(card: str) -> str:
    card = card.replace(' loading="lazy" decoding="async"', ' fetchpriority="high"', 1)
    return card.replace(' sizes="auto, ', ' sizes="')


def _as_lead(card: str) -> str:
    """With the crop for leads, which is as wide as a card of that size shows it.

    A picture so small that it has no file of a common width stays as it is.
    """
    if SMALLEST not in card:
        return card
    return _FILES.sub(lambda files: files[0].replace(f"/{CARD.name}-", f"/{LEAD.name}-"), card)
