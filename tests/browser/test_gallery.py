"""Galleries for readers: by scrolling alone, and with the buttons and keys that a script adds."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.factories import make_image, make_language, make_live

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCRIPTS = "[...document.scripts].filter((one) => /gallery/.test(one.src)).length"
MOMENT = 60  # milliseconds
SEEN = """(strip) => [...strip.children].flatMap((item, at) => {
  const [one, all] = [item.getBoundingClientRect(), strip.getBoundingClientRect()]
  return one.left >= all.left - 1 && one.right <= all.right + 1 ? [at + 1] : []
})"""


@pytest.fixture
def gallery_at(live_server):
    """Publishes a story with galleries of so many pictures; returns its path."""

    def publish(*counts, language="en"):
        if language != "en":
            make_language(language, language, direction="rtl")
        galleries = []
        for count in counts:
            figures = [
                f'<figure data-image="{make_image(alt=f"Ship {n}", credit="AP").pk}">'
                f"<figcaption>Caption {n}</figcaption></figure>"
                for n in range(1, count + 1)
            ]
            galleries.append(f'<section data-gallery="">{"".join(figures)}</section>')
        body = f"<p>Before.</p>{'<p>Between.</p>'.join(galleries)}<p>After.</p>"
        article = make_live(body=body, language_id=language)
        return f"/{language}/{article.slug}/a-{article.pk}/"

    return publish


class Gallery:
    def __init__(self, page, place=0):
        self.page = page
        self.box = page.locator(".gallery").nth(place)
        self.strip = self.box.locator(".gallery-pictures")
        self.back, self.on = self.box.locator(".gallery-steps button").all()

    @property
    def seen(self):
        """Which pictures are wholly in sight, once nothing moves."""
        place = None
        while place != (place := self.strip.evaluate("(strip) => strip.scrollLeft")):
            self.page.wait_for_timeout(MOMENT)
        return self.strip.evaluate(SEEN)

    def swipe(self, by):
        """A finger goes so many pixels to the right, in steps."""
        box = self.strip.bounding_box()
        touch = self.page.context.new_cdp_session(self.page)
        middle, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        for step in range(11):
            point = {"x": middle + by * (step / 10 - 0.5), "y": y}
            kind = "touchMove" if step else "touchStart"
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
            self.page.wait_for_timeout(MOMENT / 4)
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    @property
    def said(self):
        return self.box.get_by_role("status")


def opened(page, path, place=0):
    page.goto(path)
    return Gallery(page, place)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_scripts_it_is_scrolled_by_keys(new_page, gallery_at, language):
    path = gallery_at(3, language=language)
    gallery = opened(new_page(java_script_enabled=False), path)
    assert gallery.box.get_by_role("button").count() == 0
    strip = gallery.box.get_by_role("list")
    assert strip.get_attribute("aria-label")
    assert strip.get_by_role("listitem").count() == strip.get_by_role("img").count() == 3
    assert gallery.seen == [1]
    strip.focus()
    for place in (2, 3):
        for _press in range(30):
            gallery.page.keyboard.press("ArrowRight" if language == "en" else "ArrowLeft")
            if gallery.seen == [place]:
                break
        assert gallery.seen == [place]


@pytest.mark.parametrize("scripts", [True, False])
def test_it_is_swiped(new_page, gallery_at, scripts):
    phone = {"viewport": {"width": 375, "height": 800}, "has_touch": True, "is_mobile": True}
    gallery = opened(new_page(java_script_enabled=scripts, **phone), gallery_at(3))
    gallery.strip.scroll_into_view_if_needed()
    for place in (2, 3):
        gallery.swipe(-240)
        assert gallery.seen == [place]
    gallery.swipe(240)
    assert gallery.seen == [2]
    gallery.swipe(-240)
    if scripts:
        expect(gallery.said).to_have_text("Picture 3 of 3: Ship 3")
        assert gallery.on.get_attribute("aria-disabled") == "true"


def test_buttons_go_on_and_back_and_tell_where_one_is(page, gallery_at):
    gallery = opened(page, gallery_at(3))
    assert (gallery.seen, gallery.said.inner_text()) == ([1], "")
    ends = [button.get_attribute("aria-disabled") for button in (gallery.back, gallery.on)]
    assert ends == ["true", "false"]
    gallery.box.get_by_role("button", name="Next picture").click()
    assert gallery.seen == [2]
    expect(gallery.said).to_have_text("Picture 2 of 3: Ship 2")
    gallery.on.click()
    gallery.on.click(force=True)  # there is no fourth
    assert gallery.seen == [3]
    expect(gallery.said).to_have_text("Picture 3 of 3: Ship 3")
    ends = [button.get_attribute("aria-disabled") for button in (gallery.back, gallery.on)]
    assert ends == ["false", "true"]
    gallery.box.get_by_role("button", name="Previous picture").click()
    assert gallery.seen == [2]


@pytest.mark.parametrize(
    ("language", "forward", "back"),
    [("en", "ArrowRight", "ArrowLeft"), ("ar", "ArrowLeft", "ArrowRight")],
)
def test_keys_follow_the_direction_of_the_text(page, gallery_at, language, forward, back):
    gallery = opened(page, gallery_at(5, language=language))
    gallery.strip.focus()
    for key, place in ((forward, 2), (forward, 3), (back, 2), ("End", 5), (forward, 5)):
        page.keyboard.press(key)
        assert gallery.seen == [place], key
    page.keyboard.press("Home")
    assert gallery.seen == [1]
    gallery.on.press(forward)  # on the buttons, too
    assert gallery.seen == [2]


def test_keys_with_others_are_the_browser_s(page, gallery_at):
    gallery = opened(page, gallery_at(3))
    gallery.strip.focus()
    page.keyboard.press("Control+End")
    assert gallery.seen == [1]
    assert page.evaluate("scrollY") > 0


def test_quick_presses_each_count_while_it_moves(new_page, gallery_at):
    gallery = opened(new_page(reduced_motion="no-preference"), gallery_at(6))
    for _press in range(4):
        gallery.on.click()
    expect(gallery.said).to_have_text("Picture 5 of 6: Ship 5")
    assert gallery.seen == [5]


def test_it_does_not_glide_for_who_wants_no_motion(new_page, gallery_at):
    path = gallery_at(3)
    jumps = {}
    for motion in ("reduce", "no-preference"):
        gallery = opened(new_page(reduced_motion=motion), path)
        jumps[motion] = gallery.box.evaluate(
            "(box) => { box.querySelectorAll('button')[1].click();"
            " return box.querySelector('ul').scrollLeft > 100 }"
        )
    assert jumps == {"reduce": True, "no-preference": False}


def test_each_gallery_of_a_page_goes_by_itself(page, gallery_at):
    path = gallery_at(2, 3)
    first, second = opened(page, path), Gallery(page, 1)
    second.on.click()
    assert (first.seen, second.seen) == ([1], [2])
    assert page.evaluate(SCRIPTS) == 1


def test_pages_without_one_load_no_script_for_it(page, gallery_at):
    page.goto(gallery_at(1))
    assert page.evaluate(SCRIPTS) == 0
    assert page.locator(".gallery").count() == 0
    assert page.locator(".story-body figure figcaption").inner_text() == "Caption 1 Image: AP"


def test_the_beta_site_has_it_too(new_page, gallery_at, live_server):
    page = new_page()
    page.context.add_cookies([{"name": "variant", "value": "beta", "url": live_server.url}])
    gallery = opened(page, gallery_at(2))
    gallery.on.click()
    assert gallery.seen == [2]


def nothing(route):
    route.fulfill(body="", content_type="text/javascript")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_accessible_and_fits(new_page, axe, gallery_at, language, width):
    path = gallery_at(3, 3, language=language)
    for scheme in ("light", "dark"):
        for scripts in (True, False):
            page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
            if not scripts:
                page.route(re.compile(r"gallery.*\.js"), nothing)
            page.goto(path)
            assert page.locator(".gallery-steps").first.is_visible() == scripts
            assert axe(page, None, RULES) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_its_controls_are_large_and_can_be_seen_when_focused(page, gallery_at):
    gallery = opened(page, gallery_at(2))
    for button in (gallery.back, gallery.on):
        box = button.bounding_box()
        assert (box["width"], box["height"]) == (44, 44)
    page.keyboard.press("Tab")
    for control in (gallery.back, gallery.on, gallery.strip):
        control.focus()
        assert control.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"


def test_with_large_letters_nothing_covers_its_number(new_page, gallery_at):
    page = new_page(viewport={"width": 375, "height": 800})
    gallery = opened(page, gallery_at(12))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    number = gallery.box.locator(".gallery-place").first
    right = number.evaluate(
        "(one) => { const range = document.createRange(); range.selectNodeContents(one);"
        " return range.getBoundingClientRect().right }"
    )
    assert right <= gallery.back.bounding_box()["x"]


def test_on_paper_its_pictures_are_below_each_other(page, gallery_at):
    gallery = opened(page, gallery_at(3))
    page.emulate_media(media="print")
    assert not gallery.on.is_visible()
    boxes = [one.bounding_box() for one in gallery.strip.locator("figure").all()]
    assert len({box["x"] for box in boxes}) == 1
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(boxes))


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_no_room_is_left_for_what_is_only_on_the_screen(new_page, gallery_at, scripts):
    gallery = opened(new_page(java_script_enabled=scripts), gallery_at(3))
    gallery.page.emulate_media(media="print")
    for part in (".gallery-pictures > li", ".gallery-place"):
        ends = "(all) => all.map((one) => getComputedStyle(one).paddingInlineEnd)"
        assert gallery.box.locator(part).evaluate_all(ends) == ["0px"] * 3


@pytest.mark.parametrize(("language", "side"), [("en", "0% 50%"), ("ar", "100% 50%")])
def test_on_paper_a_narrow_picture_stands_where_lines_begin(page, gallery_at, language, side):
    gallery = opened(page, gallery_at(2, language=language))
    page.emulate_media(media="print")
    places = "(all) => all.map((one) => getComputedStyle(one).objectPosition)"
    assert gallery.box.locator("img").evaluate_all(places) == [side] * 2
