"""Times in the reader's words, and the exact ones behind or beside them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_language, make_live

LISTED = ".card-time time"
IN_STORY = ".dates time + span"


@pytest.fixture
def english(live_server):
    return make_language("en", "English", "ltr")


def published(ago, **fields):
    return make_live(at=timezone.now() - ago, **fields)


def address(article):
    return f"/{article.language_id}/{article.slug}/a-{article.pk}/"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "this minute"),
        (timedelta(minutes=1, seconds=20), "1 minute ago"),
        (timedelta(minutes=59, seconds=30), "59 minutes ago"),
        (timedelta(hours=2, minutes=50), "2 hours ago"),
        (timedelta(hours=23, minutes=50), "23 hours ago"),
    ],
)
def test_of_the_last_day(page, english, ago, words):
    article = published(ago)
    page.goto("/en/")
    expect(page.locator(LISTED)).to_have_text(words)
    # The exact one, in the reader's own time zone.
    assert re.search(r"\d{4}.*\d:\d\d", page.locator(LISTED).get_attribute("title"))
    page.goto(address(article))
    expect(page.locator(IN_STORY)).to_have_text(f" ({words})", use_inner_text=False)


def test_older_ones_and_those_ahead_by_a_wrong_clock_stay_dates(page, english):
    article = published(timedelta(days=1, minutes=1))
    page.goto("/en/")
    date = page.locator(LISTED).inner_text()
    assert re.fullmatch(r"\w+\.? \d+, \d{4}", date)
    page.goto(address(article))
    assert page.locator(IN_STORY).inner_text() == ""
    page.clock.set_fixed_time(timezone.now() - timedelta(days=9))
    page.goto("/en/")
    expect(page.locator(LISTED)).to_have_text(date)


def test_without_scripts_they_are_dates(new_page, english):
    article = published(timedelta(hours=1))
    page = new_page(java_script_enabled=False)
    page.goto("/en/")
    assert re.fullmatch(r"\w+\.? \d+, \d{4}", page.locator(LISTED).inner_text())
    page.goto(address(article))
    assert page.locator(IN_STORY).count() == 0


@pytest.mark.parametrize(
    ("code", "numerals", "words"),
    [
        ("de", "latn", "vor 2 Stunden"),
        ("es", "latn", "hace 2 horas"),
        ("fr", "latn", "il y a 2 heures"),
        ("ar", "arab", "قبل ساعتين"),
        ("fa", "arabext", "۲ ساعت پیش"),
        ("fa", "latn", "2 ساعت پیش"),
    ],
)
def test_in_the_language_and_the_digits_of_the_page(page, live_server, code, numerals, words):
    language = make_language(code, code, "ltr")
    language.numerals = numerals
    language.save()
    published(timedelta(hours=2, minutes=5), language_id=code)
    page.goto(f"/{code}/")
    expect(page.locator(LISTED)).to_have_text(words)


def test_in_the_calendar_of_the_page(page, live_server):
    make_language("fa", "فارسی", "rtl")
    published(timedelta(hours=2), language_id="fa")
    page.goto("/fa/")
    assert str(timezone.now().year) in page.locator(LISTED).get_attribute("title")


def test_a_browser_that_does_not_know_the_language_leaves_the_dates(page, live_server):
    make_language("tlh", "tlhIngan Hol", "ltr")
    published(timedelta(hours=2), language_id="tlh")
    page.goto("/tlh/")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.locator(LISTED).inner_text())
    assert page.locator(LISTED).get_attribute("title") is None


def test_a_page_that_is_looked_at_again_says_what_is_true_then(page, english):
    published(timedelta(minutes=5, seconds=10))
    page.clock.install()
    page.goto("/en/")
    expect(page.locator(LISTED)).to_have_text("5 minutes ago")
    page.clock.fast_forward("03:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(LISTED)).to_have_text("8 minutes ago")


def test_paper_has_the_dates(page, english):
    article = published(timedelta(hours=2, minutes=5))
    page.goto("/en/")
    expect(page.locator(LISTED)).to_have_text("2 hours ago")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert re.fullmatch(r"\w+\.? \d+, \d{4}", page.locator(LISTED).inner_text())
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(LISTED)).to_have_text("2 hours ago")
    page.goto(address(article))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(IN_STORY).inner_text() == ""
