"""Names in the order of a dictionary. Chromium, which has ICU, says the same in tests/browser."""

from types import SimpleNamespace

import pytest

from articles.alphabet import in_order, initial


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", ["Ähre", "Apple", "Zebra"]),
        ("de", ["10 Jahre", "Apfel", "Äpfel", "Apfelbaum", "Ofen", "Österreich", "Zebra"]),
        ("es", ["nada", "nube", "ñandú", "oso"]),
        ("fr", ["cote", "coté", "côte", "côté", "eau", "éclair", "école", "œuf", "offre"]),
        ("sv", ["Zebra", "Ål", "Ärla", "Öl", "Ørsted"]),
        ("hu", ["ocelot", "óra", "öböl", "őr"]),
        ("lt", ["ežeras", "yla", "ilgas", "jūra"]),
        ("vi", ["an", "ăn", "ấn", "bạn", "đi"]),
        ("da", ["Zebra", "Æble", "Øl", "Aalborg", "Århus"]),
        ("cs", ["cena", "čas", "hora", "chleba", "ikona"]),
        ("tr", ["ılık", "ISI", "İzmir", "jeton"]),
        ("pl", ["lampa", "łódź", "mapa"]),
        ("ru", ["еж", "ёлка", "ива", "йод", "Nato"]),
        ("uk", ["гора", "ґанок", "дім"]),
        ("ar", ["أحمد", "القدس", "بيروت", "مصر", "يافا", "NATO"]),
        ("fa", ["آب", "ابر", "پدر", "تهران", "گل", "لاله"]),
        ("pt-br", ["água", "amor", "Ética", "Eu"]),
    ],
)
def test_the_order_of_a_language(code, words):
    assert in_order(sorted(words, reverse=True), code) == words


def test_small_letters_come_before_capitals():
    assert in_order(["Us", "us"], "en") == ["us", "Us"]


def test_signs_come_before_digits_and_digits_before_letters():
    assert in_order(["a", "1", "“a”", "a b", "ab", "a-b"], "en") == [
        *("“a”", "1", "a", "a b", "a-b", "ab")
    ]


def test_letters_with_marks_are_the_same_however_they_are_written():
    composed, taken_apart = "\xf1andu", "n\u0303andu"
    assert in_order([taken_apart, "nz", composed], "es")[0] == "nz"


@pytest.mark.parametrize("text", ["", "\u0301", "\x00", "🎉", "中文", "ﷺ", "\ud800"])
def test_any_text_has_its_place(text):
    assert sorted(in_order([text, "a"], "ar")) == sorted([text, "a"])


def test_rows_are_put_in_order_by_their_name_and_stay_in_order_where_it_is_one():
    rows = [SimpleNamespace(pk=pk, name=name) for pk, name in ((1, "b"), (2, "a"), (3, "b"))]
    assert [row.pk for row in in_order(rows, "en", name=lambda row: row.name)] == [2, 1, 3]


@pytest.mark.parametrize(
    ("code", "word", "letter"),
    [
        ("de", "Äpfel", "A"),
        ("sv", "ärla", "Ä"),
        ("es", "ñandú", "Ñ"),
        ("cs", "chleba", "Ch"),
        ("tr", "ızgara", "I"),
        ("tr", "izmir", "İ"),
        ("fr", "œuf", "O"),
        ("ar", "أحمد", "ا"),
        ("ka", "ეკონომიკა", "ე"),
        ("zh", "贸易", ""),
        ("en", "2026", "#"),
        ("en", "“Quoted”", "#"),
        ("en", "", "#"),
    ],
)
def test_the_letter_under_which_a_word_is_looked_for(code, word, letter):
    assert initial(word, code) == letter
