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
        cards=cards(found.cards),
        url=url,
        canonical_url=canonical_url,
        next_url=f"{url}?page={found.following}" if found.following else "",
        is_first=is_first,
        details=details or {},
    )
