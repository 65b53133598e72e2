"""From a page of cards to what a list's template prints."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from articles import addresses, locales
from articles.queries.published import CardList
from articles.queries.site import Furniture
from articles.snapshot.cuts import Address

from . import sharing, slots, structured_pages
from .article import ready
from .card_places import in_place
from .timeline import timeline


@dataclass(frozen=True)
class ListedCard:
    """``size`` is a ``SlotSize``, or empty where the place alone says how large the card is."""

    html: SafeString
    size: str = ""


@dataclass(frozen=True)
class ListPage:
    kind: str
    title: str
    description: str
    cards: list[ListedCard]
    url: str
    canonical_url: str
    sharing: SafeString
    json_ld: SafeString
    next_url: str
    is_first: bool
    details: dict = field(default_factory=dict)
    # The cards below those: a list for each day.
    timeline: SafeString = field(default_factory=SafeString)


def list_page(
    kind: str,
    title: str,
    found: CardList,
    *,
    url: str,
    canonical_url: str,
    is_first: bool,
    furniture: Furniture,
    absolute: Callable[[str], str],
    description: str = "",
    details: dict | None = None,
    picture_address: Address = addresses.picture,
) -> ListPage:
    """``absolute`` makes a full address of a path.

    ``picture_address`` says where whoever looks at it gets pictures that staff placed.
    """
    listed = _cards(kind, found, picture_address, is_first=is_first, kept=furniture.site.kept)
    above = _above_days(kind, found, is_first=is_first)
    return ListPage(
        kind=kind,
        title=title,
        description=description,
        cards=listed[:above],
        url=url,
        canonical_url=canonical_url,
        sharing=sharing.of_list(
            kind, title, description, canonical_url, found.social, furniture, absolute
        ),
        json_ld=structured_pages.of_list(
            kind,
            title,
            description,
            canonical_url,
            structured_pages.stories(found.cards),
            details or {},
            furniture,
            absolute,
        ),
        next_url=f"{url}?page={found.following}" if found.following else "",
        is_first=is_first,
        details=details or {},
        timeline=_days(listed[above:], found.times[above:], furniture),
    )


def _cards(
    kind: str, found: CardList, address: Address, *, is_first: bool, kept: dict
) -> list[ListedCard]:
    sizes = slots.sizes(kind, found)
    made = slots.cards(found, kept=kept, picture_address=address)
    placed = in_place(made, kind, is_first=is_first, sizes=sizes)
    return [ListedCard(ready(card), size) for card, size in zip(placed, sizes, strict=True)]


def _above_days(kind: str, found: CardList, *, is_first: bool) -> int:
    """How many cards stand above those that are listed by day: of a topic what staff placed, or
    the lead; all where nothing is listed so.
    """
    if kind != "topic":
        return len(found.cards)
    return max(1, len(found.places)) if is_first else 0


def _days(listed: list[ListedCard], times: list[datetime], furniture: Furniture) -> SafeString:
    with locales.speaking(furniture.language):
        return timeline([card.html for card in listed], times, kept=furniture.site.kept)
