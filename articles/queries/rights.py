"""What readers get of a publication at one moment: without the pictures that may not be shown then.

A publication is made with all its pictures whose rights end some day; they leave it by the clock.
What may not be used at all is not in it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Q, When

from articles import rights

# Parts of a story's page that show its lead picture.
OF_LEAD = ("preload", "figure")


def lead(lead: Mapping | None, at: datetime) -> Mapping | None:
    """``page["lead"]`` of a publication, for whatever tells of it; None while it is not shown.

    What was made before pictures had renditions is not shown until it is made again.
    """
    if lead is None or "files" not in lead or not rights.hold(lead.get("rights", {}), at):
        return None
    return lead


def page(page: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The ``page`` of a publication."""
    found = {**page, "pictures": [one for one in page.get("pictures", ()) if _is_shown(one, at)]}
    if lead(page["lead"], at) is None and page["lead"] is not None:
        found |= {"lead": None, "parts": page["parts"] | dict.fromkeys(OF_LEAD, "")}
    return found


def pieces(pieces: list, at: datetime) -> list:
    """The ``pieces`` of a publication."""
    return list(_pieces(pieces, at))


def _pieces(pieces: list, at: datetime) -> Iterator[str | dict]:
    for piece in pieces:
        if isinstance(piece, dict) and "gallery" in piece:
            if shown := [one for one in piece["gallery"] if _is_shown(one, at)]:
                yield {"gallery": shown}
        elif isinstance(piece, str) or _is_shown(piece, at):
            yield piece


def _is_shown(piece: Mapping, at: datetime) -> bool:
    return rights.hold(piece.get("rights", {}), at)


def card(at: datetime, *, of: str = "") -> Case:
    """The card of a publication, as an expression; ``of`` leads to it, as in ``publication__``."""
    return Case(When(_is_over(at, of), then=F(f"{of}plain_card")), default=F(f"{of}card"))


def social(at: datetime, *, of: str = "") -> Case:
    """What other sites show of its lead picture, likewise."""
    return Case(When(~_is_over(at, of), then=F(f"{of}social")))


def _is_over(at, of):
    return Q(**{f"{of}lead_from__gt": at}) | Q(**{f"{of}lead_until__lte": at})
