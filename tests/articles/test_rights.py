"""Between which moments a picture may be shown, as a publication keeps it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from articles.rights import hold, limits

START = datetime(2024, 5, 1, 12, tzinfo=UTC)
END = START + timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
MOMENTS = (START - MOMENT, START, END - MOMENT, END)


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        (None, None, [True, True, True, True]),
        (START, None, [False, True, True, True]),
        (None, END, [True, True, True, False]),
        (START, END, [False, True, True, False]),
    ],
)
def test_they_hold_from_the_first_moment_to_just_before_the_last(start, end, held):
    kept = limits(start, end)
    assert [hold(kept, at) for at in MOMENTS] == held


def test_nothing_is_kept_of_what_has_no_limits():
    assert limits(None, None) == {}
    assert limits(None, END) == {"until": "2024-05-01T13:00:00+00:00"}


def test_a_moment_is_the_same_in_any_zone():
    india = END.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert [hold(limits(None, india), at) for at in (END - MOMENT, END)] == [True, False]
