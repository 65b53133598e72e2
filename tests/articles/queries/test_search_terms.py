"""What readers type is never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.queries.search_terms import MOST_CHARS, corrected, read

TYPED = [
    ("harbour", "", "harbour"),
    ("harbour ferry", "('harbour')", "ferry"),
    ("harbour of", "('harbour') & ('of')", ""),
    ('harbour "old ferry"', "('harbour') & ('old' <1> 'ferry')", ""),
    ("harbour „old ferry“", "('harbour') & ('old' <1> 'ferry')", ""),
    ('"old ferry', "('old' <1> 'ferry')", ""),
    ("harbour -ferry", "('harbour') & !('ferry')", ""),
    ('harbour −"old ferry"', "('harbour') & !('old' <1> 'ferry')", ""),
    ("covid-19", "('covid' <1> '19')", ""),
    ("東京2024年", "('東京' <2> '2024' <1> '年':*)", ""),
    ("zürich see", "(('zürich' | 'zurich'))", "see"),
    ("a:* & !b | (c) <-> 'd' \\", "('a') & ('b') & ('c') & ('d')", ""),
    ('- -- " "" \'', "", ""),
    ("\x00", "", ""),
]


@pytest.mark.parametrize(("raw", "query", "beginning"), TYPED)
def test_words_phrases_and_what_is_not_wanted(raw, query, beginning):
    found = read(raw)
    assert (found.query, found.beginning) == (query, beginning)


@pytest.mark.parametrize("raw", ["x" * 100_000, "ab " * 50, '"' * 10_000, "東" * 300])
def test_what_is_too_long_is_cut_and_that_is_said(raw):
    found = read(raw)
    assert found.is_cut
    assert len(found.text) <= MOST_CHARS
    assert len(found.terms) <= 20
    assert sum(len(term.tokens) for term in found.terms) <= 60


def test_what_is_not_too_long_is_whole():
    assert not read(" ".join(["ab"] * 20)).is_cut
    assert not read("  harbour \n ferry  ").is_cut


@given(st.text(max_size=300))
def test_nothing_reaches_the_database_but_words(raw):
    found = read(raw)
    for text in (found.query, found.last_query, found.beginning_query, found.any_query):
        outside = text.split("'")[::2]
        assert set("".join(outside)) <= set("()!&|<>12:* ")


def test_a_word_is_corrected_where_it_stands():
    near = {"harbor": "harbour", "fery": "ferry"}
    text = 'Harbor "Fery boat" x'
    assert corrected(text, lambda word: near.get(word, word)) == 'harbour "ferry boat" x'


def test_what_is_not_wanted_stays_as_it_was_typed():
    """A word there finds nothing by itself: that it is known would tell of a story to come."""
    text = 'a -"b c" —d -e'
    assert corrected(text, str.upper) == 'A -"b c" —d -e'
