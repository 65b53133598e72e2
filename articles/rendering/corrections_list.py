"""From corrections to what the template of their list prints."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.queries.corrections import EntryList
from articles.queries.site import Furniture

from . import sharing, structured_pages
from .corrections import Told, told


@dataclass(frozen=True)
class EntryLine:
    told: Told
    headline: str
    url: str


@dataclass(frozen=True)
class CorrectionsPage:
    title: str
    description: str
    entries: list[EntryLine]
    url: str
    canonical_url: str
    sharing: SafeString
    json_ld: SafeString
    next_url: str
    is_first: bool


def corrections_page(
    found: EntryList,
    furniture: Furniture,
    absolute: Callable[[str], str],
    *,
    url: str,
    canonical_url: str,
    is_first: bool,
) -> CorrectionsPage:
    """In the active language. ``absolute`` makes a full address of a path."""
    words = {
        "title": _("Corrections"),
        "description": _("When we get something wrong, we say so here and in the story."),
    }
    said = "corrections", *words.values(), canonical_url
    return CorrectionsPage(
        **words,
        entries=[EntryLine(told(entry), entry.headline, entry.url) for entry in found.entries],
        url=url,
        canonical_url=canonical_url,
        sharing=sharing.of_list(*said, None, furniture, absolute),
        json_ld=structured_pages.of_list(
            *said, dict.fromkeys(entry.url for entry in found.entries), {}, furniture, absolute
        ),
        next_url=f"{url}?page={found.following}" if found.following else "",
        is_first=is_first,
    )
