"""Arranging a page in Chromium: buttons that keep the keys, dragging, and nothing typed is lost."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.actions import slot_words
from articles.models import Front
from tests.factories import (
    AT,
    make_front,
    make_image,
    make_language,
    make_live,
    make_user,
    say,
)

HOME = reverse("admin:articles_front_page", args=["en"])
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,  # with it, axe adds style elements of its own, which the policy forbids
}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def fill(names="ABC"):
    return make_front(*[make_live(headline=f"Story {name}") for name in names], sizes=["lead"])


def draft():
    slots = Front.objects.get().draft.slots.order_by("position")
    return "".join(slot.article.headline[-1] for slot in slots)


def shown(page):
    return "".join(text[-1] for text in page.locator(".slot-name a").all_inner_texts())


def place(page, name):
    return page.locator(".slot").filter(has=page.get_by_role("link", name=f"Story {name}"))


@pytest.fixture
def screen(page, log_in, transactional_db):
    fill()
    log_in(page, make_user("Editor"))
    page.goto(HOME)
    return page


def test_a_place_is_moved_by_keys_and_keeps_them(screen):
    button = place(screen, "C").get_by_role("button", name="Up")
    button.focus()
    screen.keyboard.press("Enter")
    expect(screen.locator("#front-status")).to_have_text("“Story C” is now number 2 of 3.")
    assert (shown(screen), draft()) == ("ACB", "ACB")
    expect(place(screen, "C").get_by_role("button", name="Up")).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator("#front-status")).to_have_text("“Story C” is now number 1 of 3.")
    # At the top there is no way up.
    expect(place(screen, "C").get_by_role("button", name="Down")).to_be_focused()
    assert draft() == "CAB"
    expect(screen.get_by_role("button", name="Launch", exact=True)).to_be_enabled()


def test_a_place_is_dragged(screen):
    place(screen, "C").locator(".slot-handle").drag_to(
        place(screen, "A"), target_position={"x": 60, "y": 4}
    )
    expect(screen.locator("#front-status")).to_have_text("“Story C” is now number 1 of 3.")
    place(screen, "C").locator(".slot-handle").drag_to(
        place(screen, "B"), target_position={"x": 60, "y": 90}
    )
    expect(screen.locator("#front-status")).to_have_text("“Story C” is now number 3 of 3.")
    assert (shown(screen), draft()) == ("ABC", "ABC")


def test_without_a_connection_it_says_that_nothing_was_moved(screen):
    screen.context.set_offline(True)
    place(screen, "C").get_by_role("button", name="Up").click()
    expect(screen.locator("#front-status")).to_have_text(
        "The newsroom could not be reached: nothing was moved."
    )
    expect(screen.locator("#front-status")).to_be_in_viewport()
    screen.context.set_offline(False)
    place(screen, "C").get_by_role("button", name="Up").click()
    expect(screen.locator("#front-status")).to_have_text("“Story C” is now number 2 of 3.")


def test_with_another_story_an_untouched_form_is_for_that_one(screen):
    """Somebody else has put it there meanwhile; a form with words in it stays."""
    front = Front.objects.get()
    words = "Size, words, picture, times"
    place(screen, "B").get_by_text(words).click()
    place(screen, "B").get_by_label("Headline").fill("Of B")
    for name, other in (("A", "X"), ("B", "Y")):
        key = front.draft.slots.get(article__headline=f"Story {name}").key
        story = make_live(headline=f"Story {other}")
        slot_words.change(front, key, {"article": story}, by=None, at=AT)
    place(screen, "C").get_by_role("button", name="Up").click()
    expect(screen.locator("#front-status")).to_have_text("“Story C” is now number 2 of 3.")
    place(screen, "X").get_by_role("button", name="Down").click()
    expect(screen.locator("#front-status")).to_have_text("“Story X” is now number 2 of 3.")
    place(screen, "X").get_by_text(words).click()
    place(screen, "X").get_by_label("Headline").fill("Of X")
    expect(place(screen, "Y").get_by_label("Headline")).to_have_value("Of B")
    screen.once("dialog", lambda dialog: dialog.accept())  # what was typed for B
    place(screen, "X").get_by_role("button", name="Save in the draft").click()
    expect(screen.locator(".slot-own")).to_have_text("Of X")


def test_what_is_typed_elsewhere_outlives_a_move(screen):
    place(screen, "A").get_by_text("Size, words, picture, times").click()
    place(screen, "A").get_by_label("Headline").fill("Typed")
    place(screen, "C").get_by_role("button", name="Up").click()
    expect(screen.locator("#front-status")).to_have_text("“Story C” is now number 2 of 3.")
    expect(place(screen, "A").get_by_label("Headline")).to_have_value("Typed")
    place(screen, "A").get_by_role("button", name="Save in the draft").click()
    expect(screen.locator(".slot-own")).to_have_text("Typed")


def test_a_move_of_what_is_gone_says_so(screen):
    fronts = Front.objects.get()
    fronts.draft.slots.filter(article__headline="Story C").delete()
    place(screen, "C").get_by_role("button", name="Up").click()
    expect(screen.locator(".messagelist")).to_contain_text("Somebody has removed this place")
    assert shown(screen) == "AB"


def test_without_scripts_all_of_it_works(new_page, log_in, transactional_db):
    fill()
    page = new_page(java_script_enabled=False)
    log_in(page, make_user("Editor"))
    page.goto(HOME)
    place(page, "C").get_by_role("button", name="Up").click()
    assert (shown(page), draft()) == ("ACB", "ACB")
    place(page, "A").get_by_text("Size, words, picture, times").click()
    place(page, "A").get_by_label("Headline").fill("Own words")
    place(page, "A").get_by_role("button", name="Save in the draft").click()
    expect(page.locator(".slot-own")).to_have_text("Own words")
    page.get_by_role("button", name="Launch", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Readers have the page as it is here.")
    page.goto("/en/")
    expect(page.get_by_role("link", name="Own words")).to_be_visible()


@pytest.mark.parametrize("width", [320, 375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screens_are_open_to_all(new_page, log_in, axe, transactional_db, width, scheme):
    front = fill()
    say(front, front.draft.slots.first().article, headline="Own", image=make_image())
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    log_in(page, make_user("Editor"))
    for path in (HOME, reverse("admin:articles_front_changelist"), f"{HOME}history/"):
        page.goto(path)
        for summary in page.locator(".slot-words > summary").all():
            summary.click()
        assert axe(page, None, RULES) == []
        assert page.evaluate(TOO_WIDE) <= 0, path


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_an_arranged_page_is_open_to_all(new_page, axe, transactional_db, width, code, direction):
    if code != "en":
        make_language(code, "العربية", direction)
    image = make_image(size=(640, 360))
    made = [make_live(language_id=code, lead_image=image) for _n in range(7)]
    make_front(*made[:4], language=code, sizes=["normal", "large", "lead", "normal"])
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(f"/{code}/")
    assert page.locator("ul.cards > li.is-lead").count() == 1
    assert axe(page, None, RULES) == []
    assert page.evaluate(TOO_WIDE) <= 0
