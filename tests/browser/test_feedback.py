"""A reader's way from the banner to the thanks, and into the beta and out again."""

import re

import pytest

from articles.models import Language
from feedback.enums import Variant
from feedback.models import Programme, Submission

PHONE = {"width": 375, "height": 800}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture
def quiet(new_page):
    """A page without JavaScript."""
    return new_page(java_script_enabled=False, viewport=PHONE)


@pytest.fixture
def arabic(transactional_db):
    Language.objects.create(code="ar", name="العربية", direction="rtl", position=2)


def test_from_the_banner_to_the_thanks_and_back(quiet):
    quiet.goto("/en/")
    quiet.locator(".beta-banner").get_by_role("link", name="Tell us what you think").click()
    assert quiet.get_by_label("Page it is about").input_value() == "/en/"

    # Send too early: everything stays, and the list at the top leads to the field.
    quiet.get_by_label("An idea").check()
    quiet.get_by_label("Your message").fill("Map")
    quiet.get_by_label("E-mail address").fill("reader")
    quiet.get_by_role("button", name="Send").click()
    problems = quiet.get_by_role("alert")
    assert problems.get_by_role("link").count() == 2
    assert quiet.get_by_label("An idea").is_checked()
    assert quiet.get_by_label("Your message").input_value() == "Map"
    problems.get_by_role("link", name=re.compile("too short")).click()
    assert quiet.url.endswith("#feedback-message")

    quiet.get_by_label("Your message").fill("More maps, please. 🗺️\nIn colour.")
    quiet.get_by_label("E-mail address").fill("reader@example.org")
    quiet.get_by_role("button", name="Send").click()
    submission = Submission.objects.get()
    assert submission.message == "More maps, please. 🗺️\nIn colour."
    assert submission.contact_detail.email == "reader@example.org"
    assert not submission.is_spam
    assert quiet.locator("h1").inner_text() == "Thank you"
    assert quiet.locator(".reference").inner_text() == submission.reference
    assert quiet.context.cookies() == []

    quiet.get_by_role("link", name="Status of your message").click()
    assert "We have received it." in quiet.locator("main").inner_text()
    quiet.go_back()
    quiet.get_by_role("link", name="Back to the page you came from").click()
    assert quiet.url.endswith("/en/")


def test_by_keyboard_nobody_falls_into_the_trap(page):
    page.goto("/feedback/")
    page.get_by_label("Something I like").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Well written")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "email"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Send"
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback/thanks/*/")
    submission = Submission.objects.get()
    assert (submission.kind, submission.message) == ("praise", "Well written")
    assert not submission.is_spam


def test_the_trap_is_not_seen(page):
    page.goto("/feedback/")
    box = page.locator('[name="website"]').locator("..").bounding_box()
    assert (box["width"], box["height"]) == (1, 1)


def test_join_and_leave(quiet):
    quiet.goto("/en/")
    quiet.get_by_role("link", name="Try the beta").click()
    assert quiet.context.cookies() == []
    quiet.locator("main").get_by_role("button", name="Try the beta").click()
    assert quiet.url.endswith("/en/")
    (cookie,) = quiet.context.cookies()
    assert (cookie["name"], cookie["value"]) == ("variant", Variant.BETA)
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")

    banner = quiet.locator(".beta-banner")
    assert "You are looking at the beta version." in banner.inner_text()
    banner.get_by_role("link", name="Back to the current site").click()
    quiet.locator("main").get_by_role("button", name="Back to the current site").click()
    assert quiet.url.endswith("/en/")
    assert quiet.context.cookies() == []
    assert quiet.get_by_role("link", name="Try the beta").count() == 1


def test_a_banner_that_is_off_is_not_there(quiet):
    Programme.objects.update(show_banner=False)
    quiet.goto("/en/")
    assert quiet.locator(".beta-banner").count() == 0


def test_a_session_of_the_staff_plays_no_part(page, log_in, django_user_model):
    log_in(page, django_user_model.objects.create_user("reviewer", is_staff=True))
    page.goto("/feedback/")
    assert page.evaluate("document.cookie") == ""
    assert [cookie["path"] for cookie in page.context.cookies()] == ["/admin/"]


def test_right_to_left(new_page, arabic):
    page = new_page(viewport=PHONE)
    page.goto("/feedback/?page=/ar/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    label = page.locator('label[for="feedback-message"]').bounding_box()
    field = page.locator("#feedback-message").bounding_box()
    assert field["x"] + field["width"] <= PHONE["width"]
    assert label["x"] >= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_accessibility_fault(new_page, axe, arabic, scheme, viewport, language):
    page = new_page(color_scheme=scheme, viewport=viewport)
    for path in ("/feedback/", "/beta/", "/feedback/status/unknown/"):
        page.goto(f"{path}?lang={language}&page=/{language}/")
        assert axe(page) == [], path
    page.goto(f"/feedback/?lang={language}")
    page.locator("main form button").click()
    assert page.get_by_role("alert").get_by_role("link").count() == 2
    assert axe(page) == [], "errors"
    page.locator("#feedback-kind_2").check()
    page.locator("#feedback-message").fill("Larger letters, please.")
    page.locator("main form button").click()
    page.wait_for_url("**/feedback/thanks/*/")
    assert axe(page) == [], "thanks"
    page.locator("main a").first.click()
    page.wait_for_url("**/feedback/status/*/")
    assert axe(page) == [], "status"
    page.goto(f"/beta/?next=/{language}/")
    page.locator("main form button").click()
    page.wait_for_url(f"**/{language}/")
    assert page.locator(".beta-banner.is-beta").count() == 1
    assert axe(page) == [], "beta"
