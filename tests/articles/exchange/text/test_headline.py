import pytest

from articles.exchange.text.headline import LENGTH, working_headline


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Russia is a key ally of Maduro. Two planes landed.", "Russia is a key ally of Maduro"),
        ("Will they talk? Nobody knows.", "Will they talk?"),
        ("One sentence only", "One sentence only"),
        (
            "Dr. Smith met U.S. diplomats in St. Gallen. They",
            "Dr. Smith met U.S. diplomats in St. Gallen",
        ),
        ("Am 3. Mai reiste Lawrow ab. Dann", "Am 3. Mai reiste Lawrow ab"),
        ("It ended in 2018. Then", "It ended in 2018"),
        ('"I will not go." He stayed.', '"I will not go"'),
        ("He waited ... and went. Then", "He waited ... and went"),
        ("هبطت طائرتان في كاراكاس. وقال مسؤولون", "هبطت طائرتان في كاراكاس"),
        ("ロシアの軍用機が到着した。当局が発表した。", "ロシアの軍用機が到着した"),
        (
            "Two planes loaded with soldiers landed in Venezuela, officials said on Sunday at "
            "noon in the capital",
            "Two planes loaded with soldiers landed in Venezuela",
        ),
        (
            "Two planes loaded with soldiers and military equipment landed in Venezuela at the "
            "weekend",
            "Two planes loaded with soldiers and military equipment landed in Venezuela at…",
        ),
        ("", ""),
    ],
)
def test_working_headline(text, headline):
    assert working_headline(text) == headline


def test_a_word_without_end_is_cut():
    assert working_headline("a" * 5000) == "a" * (LENGTH - 1) + "…"


def test_many_abbreviations_take_no_time():
    assert len(working_headline("A. " * 700_000)) <= LENGTH
