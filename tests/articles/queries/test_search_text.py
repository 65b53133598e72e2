"""The one spelling in which words are written and looked for."""

import pytest

from articles.queries import search_text
from articles.queries.search_text import composed, searchable, spelling, typed

TEXTS = [
    ("The harbour’s well-known x_y", "the harbour s well known x y"),
    ("Zürich, Łódź", "zürich łódź zurich lodz"),
    ("Zu\u0308rich", "zürich zurich"),
    ("ＡＢＣ １２", "abc 12"),
    ("3½", "3½"),
    ("İstanbul", "istanbul"),
    ("東京都2024年", "東京 京都 都 2024 年"),
    ("ﾎﾟﾝ", "ポン ン"),
    ("한국은", "한국 국은 은"),
    ("กิน", "กิน น"),
    ("مُحَمَّد الأَمِير ـ", "محمد الامير امير"),
    ("والمياه للمياه مياه", "والمياه للمياه مياه مياه"),
    ("می\u200cخواهم ٢٠٢٦", "ميخواهم 2026"),
    ("हिन्दी", "हिन्दी"),
    ("\x00\ud800 … “” \u200d", ""),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_what_a_text_is_found_by(text, expected):
    assert searchable(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("東京都", [("東京", 1), ("京都", 2)]),
        ("都", [("都", 1)]),
        ("東京2024年", [("東京", 2), ("2024", 1), ("年", 1)]),
        ("well-known", [("well", 1), ("known", 1)]),
    ],
)
def test_what_is_looked_for_is_a_part_of_it(text, expected):
    assert [(token.text, token.step) for token in typed(text)] == expected
    assert {token.text for token in typed(text)} <= set(searchable(text).split())


def test_places_are_those_in_the_text():
    text = composed("Das Zu\u0308rcher Hotel 東京")
    found = {text[token.start : token.end]: token.text for token in search_text.tokens(text)}
    assert found == {
        "Das": "das", "Zürcher": "zürcher", "Hotel": "hotel", "東京": "東京", "京": "京",
    }  # fmt: skip


def test_a_long_text_is_cut_before_a_row_is_full():
    unlike = " ".join(f"w{number}" for number in range(200_000))
    assert len(searchable(unlike).split()) < 60_000
    assert len(searchable("all the same " * 20_000).split()) == 60_000


def test_a_long_word_is_cut_the_same_way_everywhere():
    assert spelling("a" * 5000) == spelling("a" * 200) == "a" * 100
    assert len(spelling("ä" * 5000)) == 100
