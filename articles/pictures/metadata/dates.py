"""When a picture was taken, in the three ways in which files write it."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

# XMP 2024-05-01T18:30:00.25+02:00, IIM 20240501 183000+0200, EXIF 2024:05:01 18:30:00 +02:00
_MOMENT = re.compile(
    r"""(\d{4})[-:]?(\d\d)[-:]?(\d\d)
        (?:[T\ ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?
        \s*(?:(Z)|([+-])(\d\d):?(\d\d))?""",
    re.X | re.A,
)
FIRST_YEAR, LAST_YEAR = 1800, 9000  # before there were photographs, and what no clock can shift


def moment(text: str, zone: tzinfo) -> datetime | None:
    """The moment in `text`, or None. Without a time it is midnight; `zone` is for where none is
    given. A year or a month alone is no moment.
    """
    found = _MOMENT.fullmatch(text.strip(" \0\t\r\n"))
    if not found:
        return None
    *numbers, utc, sign, hours, minutes = found.groups()
    try:
        if utc:
            zone = UTC
        elif sign:
            apart = timedelta(hours=int(hours), minutes=int(minutes))
            zone = timezone(-apart if sign == "-" else apart)
        year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
        taken = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:  # the month 13, the zone +99:00, or all zeros of a camera without a clock
        return None
    return taken if FIRST_YEAR <= taken.year <= LAST_YEAR else None
