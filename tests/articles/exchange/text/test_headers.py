import pytest

from articles.exchange.problems import Remark
from articles.exchange.text.headers import split_headers
from articles.exchange.text.lines import lines_of


def read(text):
    headers, rest = split_headers(lines_of(text))
    return headers, [line.text for line in rest if line.text]


def test_headers_end_at_a_blank_line():
    headers, rest = read("Headline: Two planes\nSEO title: Planes\n\nKicker: no header\nText.")
    assert headers.values == {"headline": "Two planes", "seo_title": "Planes"}
    assert headers.lines == {"headline": 1, "seo_title": 2}
    assert rest == ["Kicker: no header", "Text."]


@pytest.mark.parametrize(
    "text",
    [
        "Key ally: Maduro believes the US is behind it.\nHeadline: too late\n\nText.",
        "Text.\nHeadline: too late",
        "https://example.org/\n\nText.",
        "Headline without a colon\n\nText.",
    ],
)
def test_the_first_line_must_be_a_known_header(text):
    headers, rest = read(text)
    assert headers.values == {}
    assert rest == [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("HEADLINE: x", "headline"),
        ("headline : x", "headline"),
        ("Seo_Description: x", "seo_description"),
        ("Translation of: x", "translation_of"),
        ("Lead picture: x", "lead_picture"),
        ("Überschrift: x", "headline"),
        ("Ressort: x", "section"),
        ("العنوان: x", "headline"),
        ("Titre : x", "headline"),
    ],
)
def test_names_in_any_case_and_several_languages(line, name):
    assert read(f"{line}\n\nText.")[0].values == {name: "x"}


def test_an_unknown_name_among_known_ones_is_kept_and_remarked():
    headers, rest = read("Headline: x\nFlavour: sweet\nPlace: Rome\n\nText.")
    assert headers.values == {"headline": "x", "Flavour": "sweet", "place": "Rome"}
    assert headers.remarks == [Remark("“Flavour” is not a header name we know", 2)]
    assert rest == ["Text."]


def test_without_a_blank_line_an_unknown_name_begins_the_text():
    headers, rest = read("Headline: x\nKey ally: Maduro believes.\nText.\n\nMore.")
    assert headers.values == {"headline": "x"}
    assert rest == ["Key ally: Maduro believes.", "Text.", "More."]


def test_indented_lines_go_on():
    headers, rest = read("Note: ring\n  the minister\n\ttoday\nPlace: Rome\n\n  Text.")
    assert headers.values == {"note": "ring the minister today", "place": "Rome"}
    assert rest == ["Text."]


def test_lists_add_up_and_other_names_count_once():
    headers, _ = read("Tags: a, b\nTags: b; c\nPlace: Rome\nPlace: Paris\n\nText.")
    assert headers.take_list("tags") == ("a", "b", "c")
    assert headers.take("place") == "Rome"
    assert headers.values == {"place (line 4)": "Paris"}
    assert headers.remarks == [Remark("“place” is given twice; the first one counts", 4)]


def test_arabic_and_east_asian_separators():
    headers, _ = read("Tags: فنزويلا، روسيا\nTopics: 外交、経済\n\nText.")
    assert headers.take_list("tags") == ("فنزويلا", "روسيا")
    assert headers.take_list("topics") == ("外交", "経済")


def test_empty_values():
    headers, rest = read("Headline:\nTags: ,\n\nText.")
    assert headers.take("headline") == ""
    assert headers.take_list("tags") == ()
    assert rest == ["Text."]
