import re
from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from articles.rendering.timeline import heading, timeline

DAYS = re.compile(r'<time datetime="([^"]*)">([^<]*)</time></h2>\s*<ul[^>]*>(.*?)</ul>', re.DOTALL)


def plain(heading):
    """With ordinary spaces: those in a date break no line."""
    weekday, _space, date = heading.partition(" ")
    assert " " not in date
    return f"{weekday} {date}".replace("\u00a0", " ")


def shown(cards, times, kept=None):
    found = DAYS.findall(timeline(cards, times, kept={} if kept is None else kept))
    return [(iso, plain(words), re.findall("<li>(.*?)</li>", items)) for iso, words, items in found]


def test_a_day_begins_at_midnight_in_the_newsrooms_time_zone(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    times = [
        datetime(2024, 5, 1, 22, 0, tzinfo=UTC),  # two hours ahead: midnight
        datetime(2024, 5, 1, 21, 59, tzinfo=UTC),
        datetime(2024, 4, 30, 23, 0, tzinfo=UTC),
        datetime(2024, 4, 30, 12, 0, tzinfo=UTC),
    ]
    assert shown(["<b>a</b>", "b", "c", "d"], times) == [
        ("2024-05-02", "Thursday, May 2, 2024", ["<b>a</b>"]),
        ("2024-05-01", "Wednesday, May 1, 2024", ["b", "c"]),
        ("2024-04-30", "Tuesday, April 30, 2024", ["d"]),
    ]


def test_there_is_nothing_of_no_cards():
    assert timeline([], [], kept={}) == ""
    assert isinstance(timeline([], [], kept={}), SafeString)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "Mittwoch, 1. Mai 2024"),
        ("ar", "الأربعاء، 1 مايو 2024"),
        ("en", "Wednesday, May 1, 2024"),
    ],
)
def test_the_heading_is_in_the_active_language(code, words):
    with translation.override(code):
        assert plain(heading(date(2024, 5, 1))) == words


def test_days_of_one_length_are_rendered_once():
    kept = {}
    for day in (1, 2, 3):
        moment = datetime(2024, 5, day, 12, tzinfo=UTC)
        shown(["x", "y"], [moment, moment], kept)
    assert len(kept) == 1
