"""What text may hold: what nobody sees counts as nothing, and no script loses its letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import chars

PERSIAN = "می\u200cخواهم"
HINDI = "क्\u200dष"
FAMILY = "👩\u200d👩\u200d👧"
HEART = "❤\ufe0f\u200d🔥"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
HEBREW = "שלום \u2067עולם\u2069"
LEGITIMATE = [PERSIAN, HINDI, FAMILY, HEART, ENGLAND, HEBREW, "مُحَمَّد", "1\ufe0f\u20e3", "日本"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u200b", "\u200b\u202e", "\u00ad\u2060", "\ufeff", "\u2066\u2069", "\u3164\u2800"],
)
def test_what_nobody_sees_is_nothing(text):
    assert chars.is_blank(text)
    assert (chars.line(text), chars.paragraphs(text), chars.name(text)) == ("", "", "")


@pytest.mark.parametrize("text", LEGITIMATE)
def test_scripts_and_emoji_keep_what_shapes_them(text):
    assert chars.is_clean(text)
    assert not chars.is_blank(text)
    assert (chars.line(text), chars.paragraphs(text)) == (text, text)


@pytest.mark.parametrize("text", [one for one in LEGITIMATE if one != HEBREW])
def test_so_do_names(text):
    assert chars.name(text) == text


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("a\u202eb", "ab"),
        ("a\u202ab\u202c", "ab"),
        ("a \u2067b", "a b"),
        ("a\u2069 b", "a b"),
        ("\u2066a\u2067b\u2069", "a\u2067b\u2069"),
        ("a\x00\x85\u2028b", "a b"),
        (" \u00a0a\t b\n", "a b"),
    ],
)
def test_a_line_reads_as_it_is_written(text, tidy):
    assert not chars.is_clean(text) or tidy == "a b"
    assert chars.line(text) == tidy


def test_paragraphs_keep_their_ends_of_line():
    assert chars.paragraphs(" a\r\nb\u2067\r\n\r\n\u2029c\u202e ") == "a\nb\n\n\nc"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "bird\u200bies",
            "bird\u200cies",
            "bird\u200d\u200dies",
            "birdies\ufe0f",
            "bird\u2060ies",
        ),
        *("bir\u00addies", "\u200ebirdies\u200f", "birdies\u200d", "bird\ufe0f\u200dies"),
        *("\u2066birdies\u2069", " birdies\U000e0020"),
    ],
)
def test_names_that_look_alike_are_alike(text):
    assert chars.name(text) == "birdies"


def test_a_name_is_composed():
    assert chars.name("cafe\u0301") == chars.name("cafe\u200b\u0301") == "caf\u00e9"


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(),
            st.sampled_from("\u200b\u200c\u200d\u2066\u2067\u2069\u202e\ufe0fa1ب🏴"),
        )
    )
)
def test_tidy_text_stays_as_it_is(text):
    for tidy in (chars.line, chars.paragraphs, chars.name):
        once = tidy(text)
        assert tidy(once) == once
        assert chars.is_clean(once)
        assert once == "" or not chars.is_blank(once)
    name = chars.name(text)
    assert unicodedata.normalize("NFC", name) == name
