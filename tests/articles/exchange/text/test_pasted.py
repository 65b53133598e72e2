"""A plain text that is pasted into a body."""

import pytest

from articles.body import KeyPoint, KeyPoints, Paragraph, Quote, Subhead
from articles.exchange.text import read_pasted


def test_all_of_it_is_body():
    blocks, furniture = read_pasted("A headline\nA teaser, which is long enough.\nMore text.")
    assert furniture == ()
    assert blocks == (
        Subhead(("A headline",)),
        Paragraph(("A teaser, which is long enough.",)),
        Paragraph(("More text.",)),
    )


def test_what_would_be_headers_is_text():
    blocks, _furniture = read_pasted("Date: Sunday\nPlace: Doha\n\nText.")
    assert blocks == (
        KeyPoints((KeyPoint("Date", ("Sunday",)), KeyPoint("Place", ("Doha",)))),
        Paragraph(("Text.",)),
    )


def test_the_sign_off_is_the_last_paragraph_however_the_lines_are_wrapped():
    text = (
        "The government said on Sunday that it would return to talks with the\n"
        "opposition next week, after months of silence.\n"
        "tj, aw/ng (AP, Reuters, AFP)\n"
    )
    blocks, _furniture = read_pasted(text)
    assert blocks == (
        Paragraph(
            (
                "The government said on Sunday that it would return to talks with the opposition "
                "next week, after months of silence.",
            )
        ),
        Paragraph(("tj, aw/ng (AP, Reuters, AFP)",)),
    )


def test_furniture_is_left_out_and_named():
    blocks, furniture = read_pasted("Skip to content\n\n> Quoted.")
    assert blocks == (Quote((Paragraph(("Quoted.",)),)),)
    assert furniture == ("Skip to content",)


@pytest.mark.parametrize("text", ["", "\0", " \n\t\n"])
def test_nothing_is_nothing(text):
    assert read_pasted(text) == ((), ())
