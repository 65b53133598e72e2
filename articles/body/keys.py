"""Primary keys written into a body."""

import re


def safe_key(value: str) -> int | None:
    """The key that `value` names: positive, up to 18 digits; else None."""
    return int(value) if re.fullmatch("[1-9][0-9]{0,17}", value) else None


def require_key(key: int) -> None:
    """ValueError where `key` could not be a row's."""
    if safe_key(str(key)) is None:
        raise ValueError(f"Not a key: {key!r}")
