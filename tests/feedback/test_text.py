import pytest

from feedback.text import character_count, clean_line, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a \r\n b\rc  ", "a \n b\nc"),
        ("null\x00 bell\x07 escape\x1b c1\x85", "null bell escape c1"),
        ("tab\tstays", "tab\tstays"),
        ("half \ud83d a character", "half \ufffd a character"),
        ("e\u0301", "\u00e9"),
        ("\ufffe\uffff", ""),
        ("مرحبا", "مرحبا"),
    ],
)
def test_clean_text(typed, kept):
    assert clean_text(typed) == kept
    assert clean_text(kept) == kept
    kept.encode("utf-8")


def test_clean_line():
    assert clean_line(" a\r\n b\t\tc\x00 ") == "a b c"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("a\r\nb", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("👩\u200d👩\u200d👧", 1),
        ("👍🏽", 1),
        ("🇩🇪🇫🇷", 2),
        ("❤\ufe0f", 1),
        ("مُحَمَّد", 4),
        ("日本語", 3),
    ],
)
def test_characters_are_counted_as_people_do(text, count):
    assert character_count(text) == count
