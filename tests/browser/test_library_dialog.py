"""The dialog that chooses pictures: for the lead of an article, for the editor, for galleries."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.actions import images
from articles.models import Article, Image
from tests.browser.article_form import change_url, reopen, save, say_kept
from tests.browser.keyboard import tab_to
from tests.browser.library import chosen, drop, png
from tests.factories import make_article, make_image, make_live, make_user

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,  # with it, axe adds style elements of its own, which the policy forbids
}
CHOOSE = "#id_lead_image-choose"
TOO_WIDE = "e => e.scrollWidth - e.clientWidth"


@pytest.fixture
def editor(transactional_db):
    return make_user("Editor")


@pytest.fixture
def article(editor):
    return make_article(by=editor)


def options(page):
    return page.get_by_role("dialog").get_by_role("option")


def opened(page, count):
    """The dialog for the lead picture, once it shows so many."""
    page.click(CHOOSE)
    found(page, count)
    return page.get_by_role("dialog")


def found(page, count):
    page.get_by_role("dialog").get_by_role("status").get_by_text(f"Found: {count}").wait_for()


def lead():
    return Article.objects.get().lead_image_id


def test_a_lead_picture_is_chosen_with_the_mouse_kept_and_taken_out(desk, editor, article):
    quay = make_image(alt="A quay", credit="A. Name/AP")
    make_image(alt="A map")
    page = desk(editor, change_url(article))
    opened(page, 2).get_by_role("option", name="A quay").click()
    expect(page.locator(".picture-chosen")).to_contain_text("A quay")
    expect(page.locator(".picture-chosen")).to_contain_text("A. Name/AP")
    expect(page.locator(CHOOSE)).to_be_focused()
    expect(page.locator(CHOOSE)).to_have_text("Choose another picture")
    say_kept(page)
    save(page)
    assert lead() == quay.pk
    expect(page.locator(".picture-chosen img")).to_be_visible()
    reopen(page, change_url(article))
    page.get_by_role("button", name="Take it out").click()
    expect(page.locator(".picture-chosen")).to_be_hidden()
    save(page)
    assert lead() is None


def test_by_keyboard_alone_in_two_directions(desk, editor, article):
    made = [make_image(alt=f"Picture {number}") for number in range(9)]
    page = desk(editor, change_url(article))
    tab_to(page, CHOOSE)
    page.keyboard.press("Enter")
    found(page, 9)
    current = page.locator(".library-options .is-current")
    expect(current).to_contain_text("Picture 8")
    for key, name in (
        *(("ArrowDown", "Picture 3"), ("ArrowRight", "Picture 2"), ("ArrowUp", "Picture 7")),
        *(("ArrowLeft", "Picture 8"), ("End", "Picture 0"), ("Home", "Picture 8")),
    ):
        page.keyboard.press(key)
        expect(current).to_contain_text(name)
        active = page.get_by_role("combobox").last.get_attribute("aria-activedescendant")
        assert active == current.get_attribute("id")
    page.keyboard.type("picture 5")
    found(page, 1)
    page.keyboard.press("ArrowLeft")  # among the letters again
    page.keyboard.press("Enter")
    expect(page.locator(CHOOSE)).to_be_focused()
    assert page.input_value("#id_lead_image") == str(made[5].pk)


def test_escape_and_cancel_choose_nothing(desk, editor, article):
    make_image()
    page = desk(editor, change_url(article))
    for close in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("button", name="Cancel").click(),
    ):
        opened(page, 1)
        close()
        expect(page.locator("dialog")).to_have_count(0)
        expect(page.locator(CHOOSE)).to_be_focused()
    assert page.input_value("#id_lead_image") == ""


def test_what_may_not_be_used_is_not_chosen_and_says_why(desk, editor, article):
    make_image(alt="Staged", do_not_use="The agency has called it back")
    page = desk(editor, change_url(article))
    dialog = opened(page, 1)
    for choose in (lambda: options(page).click(force=True), lambda: page.keyboard.press("Enter")):
        choose()
        expect(dialog.get_by_role("status").first).to_have_text(
            "This picture may not be used. Do not use: The agency has called it back"
        )
    assert options(page).get_attribute("aria-disabled") == "true"
    assert page.input_value("#id_lead_image") == ""


def test_only_mine_and_those_in_no_story(desk, editor, article):
    mine, other = make_image(alt="Mine", by=editor), make_image(alt="Other")
    make_live(lead_image=mine)
    page = desk(editor, change_url(article))
    dialog = opened(page, 2)
    dialog.get_by_label("Only mine").check()
    found(page, 1)
    expect(options(page)).to_contain_text("Mine")
    dialog.get_by_label("In no story yet").check()
    expect(dialog.get_by_text("Nothing found.")).to_be_visible()
    dialog.get_by_label("Only mine").uncheck()
    found(page, 1)
    options(page).click()
    assert page.input_value("#id_lead_image") == str(other.pk)


def test_more_come_as_it_is_scrolled(desk, editor, article):
    image = make_image(alt="One")
    row = Image.objects.filter(pk=image.pk).values().get()
    row = {name: row[name] for name in row if name not in ("id", "rendition_key")}
    Image.objects.bulk_create([Image(**row) for _n in range(59)])
    page = desk(editor, change_url(article))
    page.click(CHOOSE)
    expect(options(page)).to_have_count(24)
    for count in (48, 60):
        page.locator(".library-scroller").evaluate("e => e.scrollTo(0, e.scrollHeight)")
        expect(options(page)).to_have_count(count)
    found(page, 60)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


@pytest.mark.parametrize("how", ["chosen", "dropped"])
def test_a_picture_is_uploaded_and_is_the_one(desk, editor, article, how):
    make_image()
    page = desk(editor, change_url(article))
    dialog = opened(page, 1)
    dialog.get_by_text("Upload a picture").click()
    dialog.get_by_label("Alternative text").fill("A new quay")
    dialog.get_by_label("Credit").fill("A. Name/AP")
    if how == "dropped":
        drop(page, [png("new.png")], on="dialog .library-scroller")
    else:
        dialog.get_by_label("File").set_input_files(chosen("new.png"))
        dialog.get_by_role("button", name="Upload").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".picture-chosen")).to_contain_text("A new quay")
    image = Image.objects.latest("pk")
    assert page.input_value("#id_lead_image") == str(image.pk)
    assert (image.alt, image.credit, image.created_by) == ("A new quay", "A. Name/AP", editor)


def test_what_cannot_be_uploaded_is_said_in_the_dialog(desk, editor, article, problems):
    page = desk(editor, change_url(article))
    page.click(CHOOSE)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Nothing found.")).to_be_visible()
    dialog.get_by_text("Upload a picture").click()
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog.get_by_role("alert")).to_have_text("Choose a file first.")
    bad = {"name": "x.png", "mimeType": "image/png", "buffer": b"<script>"}
    dialog.get_by_label("File").set_input_files(bad)
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog.locator("[data-state=failed]")).to_contain_text("holds a web page")
    drop(page, [png("1.png"), png("2.png")], on="dialog .library-scroller")
    expect(dialog.get_by_role("alert")).to_have_text("Only one picture can be chosen here.")
    assert not Image.objects.exists()
    problems.clear()  # the 400


def test_several_are_chosen_for_a_gallery_in_their_order(desk, editor, article):
    made = [make_image(alt=f"Ship {number}") for number in range(3)]
    page = desk(editor, change_url(article))
    page.click(".body-editor [contenteditable=true]")
    page.keyboard.press("Control+Alt+g")
    found(page, 3)
    page.keyboard.press("ArrowRight")  # in the text still
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press(" ")  # and back
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    marked = [one.get_attribute("aria-selected") for one in options(page).all()]
    assert marked == ["true", "false", "true"]
    page.get_by_role("button", name="Use these pictures: 2").click()
    page.wait_for_selector(".body-gallery")
    save(page)
    numbers = re.findall(r'data-image="(\d+)"', Article.objects.get().body)
    assert numbers == [str(made[2].pk), str(made[0].pk)]


def test_a_search_without_a_login_says_so(desk, editor, article, problems):
    page = desk(editor, change_url(article))
    page.context.clear_cookies()
    page.click(CHOOSE)
    expect(page.get_by_role("dialog")).to_contain_text(
        "The search failed. Are you still logged in?"
    )
    problems.clear()


BACK = "document.dispatchEvent(new Event('visibilitychange'))"  # from another tab


def test_what_was_completed_in_another_tab_is_there_on_coming_back(desk, editor, article, problems):
    bare = make_image(alt="", credit="")
    article.lead_image = bare
    article.body = f'<figure data-image="{bare.pk}"><figcaption></figcaption></figure>'
    article.save()
    page = desk(editor, change_url(article))
    lead, block = page.locator(".picture-chosen"), page.locator(".body-card--image")
    expect(lead.locator(".pill")).to_have_text(["No alternative text", "No credit"])
    expect(block.locator(".body-card-note--warning")).to_have_text(
        ["No alternative text yet", "No credit yet"]
    )
    before = block.locator("img").get_attribute("src")
    lead.get_by_role("link").focus()
    bare.alt, bare.credit = "A quay", "A. Name/AP"
    images.change(bare, by=editor, at=timezone.now(), fields=["alt", "credit"])
    page.evaluate(BACK)
    expect(lead).to_have_text(re.compile("A quay.*A. Name/AP"))
    expect(lead.locator(".pill")).to_have_count(0)
    expect(lead.get_by_role("link")).to_be_focused()
    expect(block.locator(".body-card-note")).to_have_text(
        ["Alternative text: A quay", "Image: A. Name/AP"]
    )
    assert block.locator("img").get_attribute("src") != before
    page.context.set_offline(True)
    # The browser tells of both, each in its time.
    with (
        page.expect_console_message(lambda said: "/image/pick/" in said.location["url"]),
        page.expect_console_message(lambda said: "/body/references/" in said.location["url"]),
    ):
        page.evaluate(BACK)
    expect(block).to_contain_text("Alternative text: A quay")
    expect(lead).to_contain_text("A quay")
    problems.clear()  # no network


def test_an_editor_that_is_gone_hears_nothing_of_coming_back(desk, editor, article):
    page = desk(editor, change_url(article))
    page.evaluate("document.getElementById('id_body').bodyEditor.destroy()")
    page.evaluate(BACK)  # whatever fails in it is a problem of the page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 768, 1280])
def test_it_is_accessible_and_fits(desk, axe, editor, article, width, scheme):
    make_image(alt="Rindfleischetikettierungsüberwachungsaufgabenübertragung" * 3)
    make_image(alt="Staged", do_not_use="The agency has called it back")
    make_image(alt="", size=(30, 400))
    viewport = {"width": width, "height": 800}
    page = desk(editor, change_url(article), viewport=viewport, color_scheme=scheme)
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        dialog = opened(page, 3)
        dialog.get_by_text("Upload a picture").click()
        assert axe(page, "dialog", RULES) == [], direction
        assert dialog.evaluate(TOO_WIDE) == 0, direction
        page.keyboard.press("Escape")
    assert axe(page, ".field-lead_image", RULES) == []


def test_without_scripts_the_field_is_a_number(new_page, log_in, editor, article):
    image = make_image(alt="A quay")
    page = new_page(java_script_enabled=False)
    log_in(page, editor)
    page.goto(change_url(article))
    page.fill("input[name=lead_image]", str(image.pk))
    page.locator("button[name=_continue].default").click()
    assert lead() == image.pk
    assert "A quay" in page.locator(".picture-chosen").inner_text()
    assert (
        reverse("admin:articles_image_changelist") in page.locator(".picture-number").inner_html()
    )
