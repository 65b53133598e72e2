"""From a page of cards to what a list's template prints."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe

from articles import addresses, locales
from articles.queries.published import CardList
from articles.queries.site import Furniture
from articles.snapshot.cuts import Address

from . import sharing, slots, structured_pages
from .article import ready
from .card_places import in_place, top
from .timeline import timeline


@dataclass(frozen=True)
class TopCard:
    """``size`` is a ``SlotSize``."""

    html: SafeString
    size: str


@dataclass(frozen=True)
class ListPage:
    kind: str
    title: str
    description: str
    # What stands large, and what follows, newest first.
    top: list[TopCard]
    stream: list[SafeString]
    url: str
    canonical_url: str
    # The paths of this very page, and of its text alone: see ``text_only``.
    own_url: str
    text_url: str
    sharing: SafeString
    json_ld: SafeString
    next_url: str
    is_first: bool
    details: dict = field(default_factory=dict)
    # In the place of the stream: a list for each day.
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
    sizes = top(kind, [place.size for place in found.places], is_first=is_first)
    made = slots.cards(found, kept=furniture.site.kept, picture_address=picture_address)
    cards = [ready(card) for card in in_place(made, sizes)]
    stream = cards[len(sizes) :]
    own_url = urlsplit(canonical_url)._replace(scheme="", netloc="").geturl()
    by_day = kind == "topic"
    return ListPage(
        kind=kind,
        title=title,
        description=description,
        top=[TopCard(card, size) for card, size in zip(cards, sizes, strict=False)],
        stream=[] if by_day else stream,
        url=url,
        canonical_url=canonical_url,
        own_url=own_url,
        text_url=addresses.as_text(own_url),
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
        timeline=_days(stream, found.times[len(sizes) :], furniture) if by_day else mark_safe(""),
    )


def _days(cards: list[SafeString], times: list[datetime], furniture: Furniture) -> SafeString:
    with locales.speaking(furniture.language):
        return timeline(cards, times, kept=furniture.site.kept)
