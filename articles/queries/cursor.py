"""Paging by key: a cursor names the last entry of the page before, never an offset."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LARGEST_KEY = 2**63 - 1


class BadCursor(ValueError):
    """The text is no cursor of ours."""


@dataclass(frozen=True)
class Cursor:
    published_at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.published_at - EPOCH) // MICROSECOND}-{self.pk}"

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """The cursor that ``text`` writes down. Raises BadCursor."""
        moment, _dash, key = text.partition("-")
        if not (_is_number(moment) and _is_number(key) and int(key) <= LARGEST_KEY):
            raise BadCursor(text[:80])
        try:
            return cls(EPOCH + int(moment) * MICROSECOND, int(key))
        except OverflowError as error:
            raise BadCursor(text[:80]) from error


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 19
