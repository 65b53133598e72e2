"""From a page of cards to what a list's template prints."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from articles.queries.published import CardList

from .article import cards


@dataclass(frozen=True)
class ListPage:
    kind: str
    title: str
    description: str
    cards: list[SafeString]
    url: str
    canonical_url: str
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
    description: str = "",
    details: dict | None = None,
) -> ListPage:
    return ListPage(
        kind=kind,
        title=title,
        description=description,
        cards=cards(lead_at_once(found.cards)),
        url=url,
        canonical_url=canonical_url,
        next_url=f"{url}?page={found.following}" if found.following else "",
        is_first=is_first,
        details=details or {},
    )


def lead_at_once(ready_made: list[str]) -> list[str]:
    """``ready_made`` with the first card's picture fetched at once; the others wait for a scroll.

    Written text cannot hold the attribute: its quotes are escaped.
    """
    if not ready_made:
        return ready_made
    lead, *rest = ready_made
    return [lead.replace(' loading="lazy"', ' fetchpriority="high"', 1), *rest]
