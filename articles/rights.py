"""From when until when a picture may be shown, as a publication keeps it beside what it made of it.

So that a page drops the picture at that moment without anything being made again.
"""

from collections.abc import Mapping
from datetime import datetime


def limits(start: datetime | None, end: datetime | None) -> dict[str, str]:
    """``from`` and ``until`` in ISO 8601, JSON-ready; empty where neither is set."""
    edges = {"from": start, "until": end}
    return {name: moment.isoformat() for name, moment in edges.items() if moment}


def hold(rights: Mapping[str, str], at: datetime) -> bool:
    """Whether ``rights``, which `limits` gave, hold at ``at``: from the first moment on, and not
    at the last.
    """
    start, end = rights.get("from"), rights.get("until")
    return not (
        (start and datetime.fromisoformat(start) > at)
        or (end and datetime.fromisoformat(end) <= at)
    )
