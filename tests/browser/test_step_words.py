"""Words that are typed for a step, in Chromium: kept, asked about, and shown again."""

import pytest
from playwright.sync_api import expect

from articles.models import Autosave, Correction
from tests.browser.article_form import change_url, reopen, save, say_kept
from tests.factories import make_live, make_user

WORDS = "None of it was so."
BOX = "details:has(> #step-correct)"


def tell(page, words):
    page.click("#step-correct")
    page.fill(f"{BOX} textarea", words)


def expect_told(page):
    expect(page.locator(BOX)).to_have_attribute("open", "")
    expect(page.locator(f"{BOX} textarea")).to_have_value(WORDS)


@pytest.fixture
def story():
    return make_live()


def test_of_a_form_that_is_only_read_they_are_kept_and_offered_on_return(page, log_in, story):
    log_in(page, make_user("Editor"))
    page.goto(change_url(story))
    tell(page, WORDS)
    say_kept(page)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(change_url(story))
    assert asked == ["beforeunload"]
    page.click("#unsaved a")
    expect_told(page)
    page.click(f"{BOX} button")
    page.wait_for_selector("text=Readers are told.")
    assert Correction.objects.get().words == WORDS
    assert not Autosave.objects.exists()
    expect(page.locator("#unsaved")).to_have_count(0)


def test_they_outlive_the_wrong_button(page, log_in, story):
    log_in(page, make_user("Publisher"))
    reopen(page, change_url(story))
    tell(page, WORDS)
    page.fill("#id_kicker", "Anew")
    save(page)
    expect(page.locator(".messagelist .warning").first).to_contain_text("was not sent")
    expect(page.locator("#id_kicker")).to_have_value("Anew")
    expect_told(page)
    page.click(f"{BOX} button")
    page.wait_for_selector("text=Readers are told.")
    assert Correction.objects.get().words == WORDS
    assert not Autosave.objects.exists()


def test_a_lost_connection_sends_nothing_and_keeps_them(page, log_in, story, problems):
    log_in(page, make_user("Editor"))
    page.goto(change_url(story))
    tell(page, WORDS)
    page.context.set_offline(True)
    page.click(f"{BOX} button")
    expect(page.locator(".autosave-trouble")).to_contain_text("It was not sent, and is all here.")
    page.context.set_offline(False)
    expect(page.locator(".autosave-trouble")).to_have_text("The connection is back.")
    problems.clear()  # Chromium notes each request that failed
    page.click(f"{BOX} button")
    page.wait_for_selector("text=Readers are told.")


@pytest.mark.parametrize("is_typed_on", [False, True])
def test_thrown_away_they_are_offered_no_more(page, log_in, story, is_typed_on):
    log_in(page, make_user("Publisher"))
    reopen(page, change_url(story))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tell(page, WORDS)
    page.fill("#id_kicker", "Anew")
    save(page)
    expect_told(page)
    if is_typed_on:
        page.fill("#id_kicker", "Once more")
        say_kept(page)
    reopen(page, change_url(story))
    assert asked == ["beforeunload"] * is_typed_on
    page.click("text=Throw it away")
    expect(page.locator("#unsaved")).to_have_count(0)
    reopen(page, change_url(story))
    expect(page.locator("#unsaved")).to_have_count(0)
    assert not Autosave.objects.exists()
