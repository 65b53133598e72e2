"""Clocks that are changed: what does not exist, what comes twice, and offsets of every kind."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from articles.wall_clock import moments, offset, why_there_is_none


def found(text, zone):
    moments_found = moments(datetime.fromisoformat(text), ZoneInfo(zone))
    return [moment.strftime("%d %H:%M") for moment in moments_found]


@pytest.mark.parametrize(
    ("zone", "wall", "instants"),
    [
        ("Europe/Berlin", "2026-03-29T01:59", ["29 00:59"]),
        ("Europe/Berlin", "2026-03-29T02:00", []),
        ("Europe/Berlin", "2026-03-29T02:59", []),
        ("Europe/Berlin", "2026-03-29T03:00", ["29 01:00"]),
        ("Europe/Berlin", "2026-10-25T01:59", ["24 23:59"]),
        ("Europe/Berlin", "2026-10-25T02:00", ["25 00:00", "25 01:00"]),
        ("Europe/Berlin", "2026-10-25T03:00", ["25 02:00"]),
        ("America/New_York", "2026-03-08T02:30", []),
        ("America/New_York", "2026-11-01T01:30", ["01 05:30", "01 06:30"]),
        ("Australia/Lord_Howe", "2026-10-04T02:15", []),
        ("Australia/Lord_Howe", "2026-10-04T02:30", ["03 15:30"]),
        ("Australia/Lord_Howe", "2026-04-05T01:45", ["04 14:45", "04 15:15"]),
        ("UTC", "2026-03-29T02:30", ["29 02:30"]),
        ("Asia/Kolkata", "2026-10-25T02:30", ["24 21:00"]),
    ],
)
def test_the_moments_of_a_time(zone, wall, instants):
    assert found(wall, zone) == instants


@pytest.mark.parametrize(
    ("zone", "moment", "text"),
    [
        ("Europe/Berlin", "2026-07-01", "UTC+2"),
        ("Europe/Berlin", "2026-01-01", "UTC+1"),
        ("America/New_York", "2026-07-01", "UTC−4"),
        ("America/St_Johns", "2026-01-01", "UTC−3:30"),
        ("Australia/Lord_Howe", "2026-07-01", "UTC+10:30"),
        ("Asia/Kolkata", "2026-07-01", "UTC+5:30"),
        ("UTC", "2026-07-01", "UTC"),
    ],
)
def test_the_offset_is_that_of_the_date(zone, moment, text):
    assert offset(datetime.fromisoformat(moment).replace(tzinfo=UTC), ZoneInfo(zone)) == text


@pytest.mark.parametrize(
    ("zone", "wall", "date", "change"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "29 March 2026", "02:00 to 03:00"),
        ("America/New_York", "2026-03-08T02:00", "8 March 2026", "02:00 to 03:00"),
        ("Australia/Lord_Howe", "2026-10-04T02:29", "4 October 2026", "02:00 to 02:30"),
    ],
)
def test_a_time_that_does_not_exist_is_explained(zone, wall, date, change):
    wall = datetime.fromisoformat(wall)
    text = f"On {date} the clocks go from {change}: {wall:%H:%M} does not exist."
    assert why_there_is_none(wall, ZoneInfo(zone)) == text
