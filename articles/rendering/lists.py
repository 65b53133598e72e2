"""From a page of cards to what a list's template prints."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from articles.queries.published import CardList
from articles.queries.site import Furniture

from . import sharing
from .article import cards
from .card_places import in_place


@dataclass(frozen=True)
class ListPage:
    kind: str
    title: str
    description: str
    cards: list[SafeString]
    url: str
    canonical_url: str
    sharing: SafeString
    next_url: str
    is_first: bool
    details: dict = field(default_factory=dict)


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
) -> ListPage:
    """``absolute`` makes a full address of a path."""
    return ListPage(
        kind=kind,
        title=title,
        description=description,
        cards=cards(in_place(found.cards, kind, is_first=is_first)),
        url=url,
        canonical_url=canonical_url,
        sharing=sharing.of_list(
            kind, title, description, canonical_url, found.social, furniture, absolute
        ),
        next_url=f"{url}?page={found.following}" if found.following else "",
        is_first=is_first,
        details=details or {},
    )
