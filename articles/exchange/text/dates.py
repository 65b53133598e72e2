"""The date in a header line, in the ways that people and systems write it without doubt."""

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

from django.utils.dateparse import parse_date, parse_datetime

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
NUMBERS = {
    month: number
    for months in MONTHS.values()
    for number, month in enumerate(months.split(), start=1)
}
# News began to be printed at about 1600. The calendar's last year is left out: at its end, some
# zones are past it.
EARLIEST_YEAR, LATEST_YEAR = 1600, 9998
TIME = r"(?:,? (?:at |um )?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?: Uhr)?)?"
# "01/04/2019" is left out: it means two days.
WRITTEN = [
    re.compile(rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}){TIME}", re.I),
    re.compile(
        rf"(?P<day>\d{{1,2}})\.? (?:de )?(?P<month>[^\W\d_]+)\.?,? (?:de )?(?P<year>\d{{4}}){TIME}",
        re.I,
    ),
    re.compile(rf"(?P<month>[^\W\d_]+)\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}}){TIME}", re.I),
]


def read_date(text, zone):
    """An aware datetime, in ``zone`` where ``text`` names none; None if it cannot be read.

    ISO 8601, RFC 5322, "1.4.2019 10:30", "1 April 2019", "April 1, 2019". A day without a time is
    its midnight.
    """
    try:
        found = _iso(text) or _in_words(text) or parsedate_to_datetime(text)
        return found if found.tzinfo else found.replace(tzinfo=zone)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def is_usable(moment):
    """Whether ``moment`` lies in the years that can be stored and shown, in any zone."""
    try:
        return EARLIEST_YEAR <= moment.astimezone(UTC).year <= LATEST_YEAR
    except OverflowError:
        return False


def _iso(text):
    if day := parse_date(text):
        return datetime.combine(day, time.min)
    return parse_datetime(text)


def _in_words(text):
    for pattern in WRITTEN:
        if found := pattern.fullmatch(text):
            day = date(int(found["year"]), _month(found["month"]), int(found["day"]))
            return datetime.combine(day, time(int(found["hour"] or 0), int(found["minute"] or 0)))
    return None


def _month(text):
    """1 to 12; also from a month's beginning, three letters at least. ValueError otherwise."""
    if text.isdigit():
        return int(text)
    name = text.casefold()
    numbers = {number for month, number in NUMBERS.items() if month.startswith(name)}
    if len(name) < 3 or len(numbers) != 1:
        raise ValueError(f"not a month: {text}")
    return numbers.pop()
