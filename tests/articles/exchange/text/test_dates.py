from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from articles.exchange.text.dates import is_usable, read_date

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-04-01", datetime(2019, 4, 1, tzinfo=BERLIN)),
        ("2019-04-01 10:30", datetime(2019, 4, 1, 10, 30, tzinfo=BERLIN)),
        ("2019-04-01T10:30:00Z", datetime(2019, 4, 1, 10, 30, tzinfo=UTC)),
        (
            "2019-04-01T10:30+05:30",
            datetime(2019, 4, 1, 10, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        ),
        ("Mon, 01 Apr 2019 10:30:00 GMT", datetime(2019, 4, 1, 10, 30, tzinfo=UTC)),
        ("1.4.2019", datetime(2019, 4, 1, tzinfo=BERLIN)),
        ("01.04.2019 10:30 Uhr", datetime(2019, 4, 1, 10, 30, tzinfo=BERLIN)),
        ("1 April 2019", datetime(2019, 4, 1, tzinfo=BERLIN)),
        ("April 1, 2019 at 10:30", datetime(2019, 4, 1, 10, 30, tzinfo=BERLIN)),
        ("1. März 2019", datetime(2019, 3, 1, tzinfo=BERLIN)),
        ("1 de abril de 2019", datetime(2019, 4, 1, tzinfo=BERLIN)),
        ("1er avril 2019", None),
        ("1 Apr 2019", datetime(2019, 4, 1, tzinfo=BERLIN)),
        ("01/04/2019", None),
        ("2019-02-30", None),
        ("31.4.2019", None),
        ("1.13.2019", None),
        ("1 Smarch 2019", None),
        ("tomorrow", None),
        ("99999999999999", None),
        ("", None),
    ],
)
def test_read_date(text, expected):
    assert read_date(text, BERLIN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1600-01-01T00:00Z", True),
        ("1600-01-01T00:00+00:01", False),
        ("9998-12-31T23:59Z", True),
        ("9998-12-31T23:59-00:01", False),
        ("9999-12-31T23:59-14:00", False),
        ("0001-01-01T00:00", False),
        ("0001-01-01T00:00+14:00", False),
    ],
)
def test_is_usable(text, expected):
    assert is_usable(read_date(text, UTC)) is expected
