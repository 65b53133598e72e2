"""How staff are told when something happens."""

from datetime import UTC, datetime

from django.test import override_settings
from django.utils import timezone

from articles.moments import when

NEW_YEAR = datetime(2027, 1, 1, 9, 5, tzinfo=UTC)


def test_the_year_is_said_when_it_is_another():
    with timezone.override("UTC"):
        this, other = (datetime(year, 12, 1, tzinfo=UTC) for year in (2027, 2026))
        html = '<time datetime="2027-01-01T09:05:00+00:00">{}</time>'
        assert when(NEW_YEAR, this) == html.format("1 Jan, 09:05")
        assert when(NEW_YEAR, other) == html.format("1 Jan 2027, 09:05")


@override_settings(TIME_ZONE="America/New_York")
def test_years_turn_in_the_newsrooms_own_time():
    late = datetime(2027, 1, 1, 3, tzinfo=UTC)
    assert "31 Dec, 22:00" in when(late, datetime(2026, 6, 1, tzinfo=UTC))
    assert "31 Dec 2026, 22:00" in when(late, datetime(2027, 6, 1, tzinfo=UTC))
