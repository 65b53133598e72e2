"""When things happen in tests: a fixed past, and a future that no clock has reached."""

from datetime import UTC, datetime
from itertools import count

AT = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
FAR = datetime(2199, 1, 1, tzinfo=UTC)

_numbers = count(1)


def number():
    """A number that no other row of this run was made with."""
    return next(_numbers)
