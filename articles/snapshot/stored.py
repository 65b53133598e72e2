"""A version as it was stored, read in today's shape: versions outlive the code that wrote them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from articles.body import canonical

from .freeze import PLAIN, REFERENCES

CREDIT = {"contributor_id": int, "role": str, "name": str, "initials": str}
AGENCY = {"agency_id": int, "short_name": str}
PICTURE = {"alt": str, "caption": str, "credit": str}
LARGEST = 2**63 - 1
# What no version is without. Everything else came, or may have come, later.
ALWAYS = ("headline", "body", "language_id")
NAMED = 60


def read(stored: Any) -> dict[str, Any]:
    """What can be read of a version's ``data``, whatever wrote it. Never raises.

    It has every key that ``freeze`` writes, each with a value of its kind. The body is as it was
    stored: `parse` reads any.
    """
    return _filled(stored if isinstance(stored, dict) else {})


def is_whole(stored: Any) -> bool:
    """Whether there is an article in it: a headline and a text."""
    return bool(read(stored)["headline"]) and isinstance(stored.get("body"), str)


def unread(stored: Any) -> list[str]:
    """In words, what a version's ``data`` holds that is not in what `read` gives, or otherwise."""
    if not isinstance(stored, dict):
        return [_("It holds nothing that is an article.")]
    data = read(stored)
    lacking = [name for name in ALWAYS if stored.get(name) is None]
    other = [name for name in data if name in stored and _differs(stored[name], data[name])]
    later = [name for name in stored if name not in data and stored[name]]
    texts = (
        (_("It lacks: %s."), lacking),
        (_("Not all of it can be read: %s."), other),
        (_("It holds what this version of the newsroom does not know: %s."), later),
    )
    found = [text % _listed(names) for text, names in texts if names]
    if canonical(data["body"]) != data["body"]:
        found.append(_("Its text was written in another form. It is shown as it is read now."))
    return found


def _filled(stored: dict) -> dict[str, Any]:
    data: dict[str, Any] = {name: _of(str, stored.get(name)) or "" for name in PLAIN}
    data["headline_is_working"] = stored.get("headline_is_working") is True
    data |= {name: _of(int, stored.get(name)) for name in REFERENCES}
    data["language_id"] = _of(str, stored.get("language_id")) or None
    for name in ("topics", "tags"):
        keys = (_of(int, one) for one in _of(list, stored.get(name)) or ())
        data[name] = [key for key in keys if key is not None]
    data["credits"] = [_row(CREDIT, one) for one in _dicts(stored.get("credits"))]
    data["agencies"] = [_row(AGENCY, one) for one in _dicts(stored.get("agencies"))]
    data["pictures"] = {
        key: _row(PICTURE, one)
        for key, one in (_of(dict, stored.get("pictures")) or {}).items()
        if key.isascii() and key.isdigit() and isinstance(one, dict)
    }
    return data


def _of(kind: type, value: Any) -> Any:
    """``value`` where it is of this kind, else None. A number is one that can be a key."""
    if kind is int:
        is_key = isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST
        return value if is_key else None
    return value if isinstance(value, kind) else None


def _dicts(value: Any) -> list[dict]:
    return [one for one in _of(list, value) or () if isinstance(one, dict)]


def _row(columns: Mapping[str, type], row: dict) -> dict[str, Any]:
    return {
        name: _of(kind, row.get(name)) or (None if kind is int else "")
        for name, kind in columns.items()
    }


def _differs(stored: Any, read: Any) -> bool:
    """Whether something was left out; nothing at all may be written in several ways."""
    return stored != read and bool(stored or read)


def _listed(names: list[str]) -> str:
    return ", ".join(name[:NAMED] for name in sorted(names)[:10])


__all__ = ["is_whole", "read", "unread"]
