"""Which times lay ahead of an article when its form was opened, as a hidden field carries them."""

from collections.abc import Mapping
from datetime import datetime


def write_times(times: Mapping[str, datetime | None]) -> str:
    """``times`` to the fraction of a second, by name; empty where there are none."""
    found = sorted((name, moment) for name, moment in times.items() if moment)
    return " ".join(f"{name}={moment.isoformat()}" for name, moment in found)


def read_times(text: str) -> dict[str, datetime]:
    """What ``write_times`` wrote. Anything else is no time: the form has not shown it."""
    parts = [part.partition("=") for part in text.split()]
    found = {name: _moment(value) for name, _equals, value in parts}
    return {name: moment for name, moment in found.items() if moment}


def _moment(text):
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
