"""Dates of XMP, IIM and EXIF."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pictures.metadata import dates

BERLIN = ZoneInfo("Europe/Berlin")


def at(hours, *, minutes=30, second=0, zone=BERLIN):
    return datetime(2024, 5, 1, hours, minutes, second, tzinfo=zone)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-01T18:30:05.25+02:00", at(18, second=5, zone=timezone(timedelta(hours=2)))),
        ("2024-05-01T18:30Z", at(18, zone=UTC)),
        ("2024-05-01T18:30:05", at(18, second=5)),
        ("2024-05-01", at(0, minutes=0)),
        ("20240501 183005-0330", at(18, second=5, zone=timezone(-timedelta(hours=3, minutes=30)))),
        ("20240501 183005", at(18, second=5)),
        ("2024:05:01 18:30:05 +05:30", at(18, second=5, zone=timezone(timedelta(hours=5.5)))),
        ("2024:05:01 18:30:05\0", at(18, second=5)),
    ],
)
def test_a_moment(text, expected):
    moment = dates.moment(text, BERLIN)
    assert moment == expected
    assert moment.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2024",
        "2024-05",
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2024-13-01",
        "2024-02-30T10:00",
        "2024-05-01T25:00",
        "2024-05-01T10:00+99:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2024-05-01T18:30 and more",
        "٢٠٢٤-٠٥-٠١",
        "yesterday",
    ],
)
def test_what_is_none(text):
    assert dates.moment(text, BERLIN) is None


@given(st.text(alphabet="0123456789-:T +Z.") | st.datetimes().map(str))
def test_whatever_is_a_moment_can_be_moved_to_another_zone(text):
    moment = dates.moment(text, BERLIN)
    assert moment is None or moment.astimezone(UTC) == moment
