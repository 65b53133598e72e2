from datetime import UTC, datetime, timedelta

import pytest

from articles.queries.cursor import BadCursor, Cursor


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 22, 12, 30, 0, 123456, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
@pytest.mark.parametrize("pk", [1, 2**63 - 1])
def test_what_is_written_down_is_read_back_to_the_microsecond(moment, pk):
    assert Cursor.parse(str(Cursor(moment, pk))) == Cursor(moment, pk)


def test_the_text_is_microseconds_and_key():
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=1)
    assert str(Cursor(moment, 7)) == "1000000-7"


BAD = [
    "",
    "-",
    "x",
    "-1",
    "1-",
    "1",
    "1-x",
    "1--1",
    "1-1-1",
    "+1-1",
    " 1-1",
    "1-1\n",
    "1-1 ",
    "1.0-1",
    "1e3-1",
    "1_0-1",
    "0x1-1",
    "\x00",
    "1-\x00",
    "٣-٤",
    "1-٤",
    "²-1",
    "1-9223372036854775808",
    "9" * 19 + "-1",
    "9" * 20 + "-1",
    "9" * 5000 + "-1",
    "1-" + "9" * 5000,
    "' OR 1=1 --",
    "<script>",
]


@pytest.mark.parametrize("text", BAD)
def test_nonsense_is_no_cursor(text):
    with pytest.raises(BadCursor):
        Cursor.parse(text)
