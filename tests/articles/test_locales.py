"""Dates and numbers as each language writes them; CLDR, by Babel, is what they are held against."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from babel.dates import format_date
from django.template import engines
from django.utils.translation import get_language, gettext

from articles.enums import Numerals
from articles.locales import MONTHS_IN_LOWER_CASE, ORDER, day, digits, moment, speaking, spoken

AT = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)


def language(code, numerals=Numerals.LATN):
    return SimpleNamespace(code=code, numerals=numerals)


@pytest.mark.parametrize(
    ("code", "numerals", "words"),
    [
        ("en", "latn", "March 4, 2026"),
        ("de", "latn", "4. März 2026"),
        ("es", "latn", "4 de marzo de 2026"),
        ("fr", "latn", "4 mars 2026"),
        ("ar", "latn", "4 مارس 2026"),
        ("ar", "arab", "٤ مارس ٢٠٢٦"),
        ("fa", "arabext", "۴ مارس ۲۰۲۶"),
        ("hi", "deva", "४ मार्च २०२६"),
        ("bn", "beng", "৪ মার্চ, ২০২৬"),
        ("pt-br", "latn", "4 de março de 2026"),
        ("sw", "latn", "4 Machi 2026"),
        ("ur", "latn", "4 مارچ، 2026"),
        ("zh", "latn", "2026年3月4日"),
        ("zh-cn", "latn", "2026年3月4日"),
    ],
)
def test_a_day(code, numerals, words):
    with speaking(language(code, numerals)):
        assert day(AT) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fr", "1er mars 2026"),
        ("fr-ca", "1er mars 2026"),
        ("pt-br", "1º de março de 2026"),
        ("es", "1 de marzo de 2026"),
    ],
)
def test_the_first_of_a_month(code, words):
    with speaking(language(code)):
        assert day(date(2026, 3, 1)) == words


def test_where_no_months_are_known_they_are_numbers():
    with speaking(language("ha")):
        assert day(AT) == "2026-03-04"


def test_a_moment_names_its_time_zone(settings):
    settings.TIME_ZONE = "Asia/Kathmandu"
    with speaking(language("bn", "beng")):
        assert moment(AT) == "৪ মার্চ, ২০২৬ · ১৪:৫০ +০৫৪৫"


def in_cldr(code):
    tag, _, region = code.partition("-")
    words = format_date(AT, "long", locale=f"{tag}_{region.upper()}" if region else tag)
    return words.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("code", ORDER)
def test_days_stand_where_cldr_has_them(code):
    with speaking(language(code)):
        assert day(AT) == in_cldr(code)


@pytest.mark.parametrize("code", sorted(MONTHS_IN_LOWER_CASE))
def test_months_are_written_small_where_cldr_writes_them_small(code):
    words = in_cldr(code)
    assert words == words.lower()
    with speaking(language(code)):
        assert day(AT) == day(AT).lower()


@pytest.mark.parametrize("numerals", Numerals)
def test_every_kind_of_digits(numerals):
    with speaking(language("en", numerals)):
        assert digits("1,234 of 567890") == "1,234 of 567890".translate(
            {ord(str(number)): digit for number, digit in enumerate(numerals.label)}
        )


def test_digits_are_ascii_unless_a_language_says_otherwise():
    with speaking(language("ar", "arab")):
        with speaking(language("ar")):
            assert digits(2026) == "2026"
        assert digits(2026) == "٢٠٢٦"
    assert digits(2026) == "2026"


def test_what_fails_inside_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError), speaking(language("ar", "arab")):
        digits(1 / 0)
    assert (digits(7), get_language()) == ("7", "en")


def test_words_are_those_of_the_language():
    with speaking(language("fr")):
        assert gettext("Send") == "Envoyer"
    with speaking(language("es-mx")):
        assert gettext("Send") == "Enviar"


@pytest.mark.parametrize(
    ("code", "known_as"),
    [("de", "de"), ("zh", "zh-hans"), ("zh-tw", "zh-hant"), ("no", "nb"), ("tlh", "tlh")],
)
def test_the_tag_that_has_the_words(code, known_as):
    assert spoken(code) == known_as


def test_templates_write_them_too():
    template = engines["django"].from_string(
        "{% load locales %}{{ at|day }}/{{ at|moment }}/{{ number|digits }}"
        "{% filter digits %}, 8 of 9{% endfilter %}"
    )
    with speaking(language("ar", "arab")):
        text = template.render({"at": AT, "number": 12})
    assert text == "٤ مارس ٢٠٢٦/٤ مارس ٢٠٢٦ · ٠٩:٠٥ UTC/١٢, ٨ of ٩"
