"""The focal point in Chromium: by click, by keys, by number, and the crops as they will be cut."""

import random

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Image
from articles.pictures.crops import CROPS
from tests.browser.library import chosen
from tests.factories import make_image, make_live, make_user

SHOWN = ("16x9", "social", "3x2", "1x1")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,  # with it, axe adds style elements of its own, which the policy forbids
}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AT_REST = """() => {
    const before = window.scrolledBefore;
    window.scrolledBefore = scrollY;
    return before === scrollY;
}"""
BOX = """async cases => {
    const { box } = await import("articles/library/crops");
    return cases.map(([ratio, width, height, point]) => box(ratio, width, height, point));
}"""


def address(image):
    return reverse("admin:articles_image_change", args=[image.pk])


@pytest.fixture
def image(transactional_db):
    return make_image(size=(640, 400))


@pytest.fixture
def form(page, log_in, image):
    log_in(page, make_user("Editor"))
    page.goto(address(image))
    page.wait_for_selector(".focus-mark")
    return page


def point(page):
    return [float(page.input_value(f"#id_focus_{axis}")) for axis in "xy"]


def boxes(page):
    found = page.eval_on_selector_all(".focus-crop", "all => all.map(e => e.dataset.box)")
    return [tuple(map(int, box.split(","))) for box in found]


def cut(size, focus):
    return [CROPS[name].box(*size, focus) for name in SHOWN]


def save(page):
    page.get_by_role("button", name="Save and continue editing").click()
    page.wait_for_selector(".messagelist .success")


def test_the_browser_cuts_as_the_server_does(form):
    dice = random.Random(4)
    cases = [
        (crop.ratio, dice.randint(1, 9000), dice.randint(1, 9000), (dice.random(), dice.random()))
        for crop in CROPS.values()
        if crop.ratio
        for _n in range(400)
    ]
    halves = [  # where rounding to even tells
        ((across, down), width, height, (x / 8, y / 8))
        for across, down in ((16, 9), (3, 2), (40, 21), (1, 1))
        for width, height in ((9, 9), (21, 10), (333, 100), (100, 333))
        for x in range(9)
        for y in range(0, 9, 2)
    ]
    ratios = {crop.ratio: crop for crop in CROPS.values()}
    cases += halves
    assert [tuple(box) for box in form.evaluate(BOX, cases)] == [
        ratios[ratio].box(width, height, focus) for ratio, width, height, focus in cases
    ]


def test_a_click_sets_it_and_the_crops_follow(form, image):
    area = form.locator(".focus-surface").bounding_box()
    form.mouse.click(area["x"] + area["width"] * 0.25, area["y"] + area["height"] * 0.75)
    x, y = point(form)
    assert (abs(x - 25) < 0.5, abs(y - 75) < 0.5) == (True, True)
    assert boxes(form) == cut((640, 400), (x / 100, y / 100))
    expect(form.get_by_role("slider")).to_be_focused()
    save(form)
    stored = Image.objects.get()
    assert stored.focus == (x / 100, y / 100)
    assert stored.rendition_key != image.rendition_key


def test_dragging_moves_it(form):
    area = form.locator(".focus-surface").bounding_box()
    form.mouse.move(area["x"] + area["width"] / 2, area["y"] + area["height"] / 2)
    form.mouse.down()
    form.mouse.move(area["x"] - 50, area["y"] + area["height"] + 50, steps=4)
    form.mouse.up()
    assert point(form) == [0, 100]


def test_a_finger_sets_it_by_a_tap_drags_the_mark_and_scrolls_beside_it(new_page, log_in, image):
    page = new_page(viewport={"width": 375, "height": 600}, has_touch=True, is_mobile=True)
    log_in(page, make_user("Editor"))
    page.goto(address(image))
    surface = page.locator(".focus-surface")
    surface.scroll_into_view_if_needed()
    left, top, scrolled = *corner(surface), page.evaluate("scrollY")
    swipe(page, (left, top + 80), (left, top - 40))
    page.wait_for_function("before => scrollY > before + 50", arg=scrolled)
    assert point(page) == [50, 50]
    page.wait_for_function(AT_REST)
    surface.scroll_into_view_if_needed()
    left, top, scrolled = *corner(surface), page.evaluate("scrollY")
    page.touchscreen.tap(left, top)
    page.wait_for_function("() => document.getElementById('id_focus_x').value < 25")
    assert [round(one) for one in point(page)] == [20, 20]
    swipe(page, (left, top), (left + 60, top + 40))
    area = surface.bounding_box()
    moved = [20 + 100 * 60 / area["width"], 20 + 100 * 40 / area["height"]]
    assert [abs(is_ - wanted) < 1 for is_, wanted in zip(point(page), moved, strict=True)] == [1, 1]
    assert page.evaluate("scrollY") == scrolled


def corner(surface):
    """Where a fifth of the picture is to the left and above."""
    area = surface.bounding_box()
    return area["x"] + area["width"] / 5, area["y"] + area["height"] / 5


def swipe(page, start, end):
    """A finger goes from here to there, in steps."""
    touch = page.context.new_cdp_session(page)
    for step in range(11):
        x, y = (a + (b - a) * step / 10 for a, b in zip(start, end, strict=True))
        kind = "touchMove" if step else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        page.wait_for_timeout(20)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_keys_move_it_and_it_says_where_it_is(form):
    mark = form.get_by_role("slider", name="Focal point")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowDown", "Shift+ArrowRight"):
        mark.press(key)
    assert point(form) == [58, 51]
    assert mark.get_attribute("aria-valuetext") == "58 % from the left, 51 % from above"
    assert boxes(form) == cut((640, 400), (0.58, 0.51))
    for _n in range(7):
        mark.press("Shift+ArrowUp")
    assert point(form) == [58, 0]


def test_numbers_move_the_mark(form):
    form.fill("#id_focus_x", "12.5")
    mark = form.get_by_role("slider")
    expect(mark).to_have_attribute("aria-valuetext", "12.5 % from the left, 50 % from above")
    assert boxes(form) == cut((640, 400), (0.125, 0.5))


def test_a_file_that_is_chosen_is_shown_before_it_is_sent(form):
    form.set_input_files("#id_file", chosen("new.png", size=(300, 900)))
    expect(form.get_by_text("The file that you have chosen")).to_be_visible()
    expect(form.locator(".focus-crop").first).to_have_attribute(
        "data-box", ",".join(map(str, CROPS["16x9"].box(300, 900)))
    )
    form.get_by_role("slider").press("Shift+ArrowUp")
    save(form)
    stored = Image.objects.get()
    assert (stored.width, stored.height, stored.focus) == (300, 900, (0.5, 0.4))


def test_a_file_that_no_browser_can_show_leaves_no_other_one_there(form):
    note = form.get_by_text("The file that you have chosen")
    form.set_input_files("#id_file", chosen("new.png", size=(300, 900)))
    expect(note).to_be_visible()
    unknown = {"name": "new.tif", "mimeType": "image/tiff", "buffer": b"II*\0"}
    form.set_input_files("#id_file", unknown)
    expect(note).to_be_hidden()
    assert boxes(form) == cut((640, 400), (0.5, 0.5))


CHOSEN_AND_TAKEN_BACK = """async () => {
    const field = document.getElementById("id_file");
    const canvas = Object.assign(document.createElement("canvas"), {width: 300, height: 900});
    const blob = await new Promise(done => canvas.toBlob(done));
    const transfer = new DataTransfer();
    transfer.items.add(new File([blob], "new.png"));
    field.files = transfer.files;
    field.dispatchEvent(new Event("change"));
    field.value = "";
    field.dispatchEvent(new Event("change"));
    const same = new Image();
    same.src = URL.createObjectURL(blob);
    await same.decode();
    await new Promise(done => setTimeout(done));
}"""


def test_a_file_that_was_taken_back_is_not_shown_when_it_has_been_read(form):
    form.evaluate(CHOSEN_AND_TAKEN_BACK)
    expect(form.get_by_text("The file that you have chosen")).to_be_hidden()
    assert boxes(form) == cut((640, 400), (0.5, 0.5))


COUNTED = """() => {
    window.kept = new Set();
    const {createObjectURL, revokeObjectURL} = URL;
    URL.createObjectURL = one => {
        const url = createObjectURL.call(URL, one); kept.add(url); return url;
    };
    URL.revokeObjectURL = url => { kept.delete(url); revokeObjectURL.call(URL, url); };
}"""


def test_no_more_than_one_file_is_kept_in_memory(form):
    form.evaluate(COUNTED)
    for height in (100, 200, 300):
        form.set_input_files("#id_file", chosen("new.png", size=(300, height)))
        box = ",".join(map(str, CROPS["16x9"].box(300, height)))
        expect(form.locator(".focus-crop").first).to_have_attribute("data-box", box)
        assert form.evaluate("kept.size") == 1
    form.set_input_files("#id_file", [])
    assert form.evaluate("kept.size") == 0


def test_saving_says_that_it_takes_a_while_and_is_done_once(form):
    stays = (
        "document.getElementById('image_form').addEventListener('submit', e => e.preventDefault())"
    )
    form.evaluate(stays)
    form.get_by_role("button", name="Save and continue editing").click()
    saving = form.locator("[name=_continue]")
    expect(saving).to_have_value("Saving …")
    expect(form.get_by_text("The picture is being made in all sizes.")).to_be_visible()
    form.fill("#id_alt", "Typed on")  # whoever stopped it goes on
    expect(saving).to_have_value("Save and continue editing")


def test_without_scripts_two_numbers_do(new_page, log_in, image):
    page = new_page(java_script_enabled=False)
    log_in(page, make_user("Editor"))
    page.goto(address(image))
    assert page.locator(".focus").is_hidden()
    page.fill("#id_focus_x", "20")
    page.get_by_role("button", name="Save and continue editing").click()
    assert Image.objects.get().focus == (0.2, 0.5)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 768, 1280])
def test_the_form_is_accessible_and_fits(new_page, log_in, axe, image, width, scheme):
    make_live(lead_image=image)
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    log_in(page, make_user("Editor"))
    for url in (address(image), reverse("admin:articles_image_add")):
        for direction in ("ltr", "rtl"):
            page.goto(url)
            page.wait_for_load_state("networkidle")
            page.evaluate("direction => { document.documentElement.dir = direction }", direction)
            assert axe(page, None, RULES) == [], (url, direction)
            assert page.evaluate(TOO_WIDE) == 0, (url, direction)


def test_the_crops_are_seen_at_every_width(form):
    crops = form.locator(".focus-crop")
    for width in range(320, 1400, 40):
        form.set_viewport_size({"width": width, "height": 800})
        widths = [crop.bounding_box()["width"] for crop in crops.all()]
        assert len(widths) == len(SHOWN)
        assert min(widths) > 100, width
