"""Galleries in the editor: chosen, put in order, described, taken apart, and undone."""

import pytest

from articles.body import canonical
from articles.models import Image
from tests import factories
from tests.browser.editor_site.driver import open_editor, writer  # noqa: F401
from tests.browser.test_editor_access import RULES
from tests.browser.test_editor_paste import PICTURE, picture

FIGURE = '<figure data-image="{}"><figcaption>{}</figcaption></figure>'


def gallery(*pictures):
    figures = (FIGURE.format(key, caption) for key, caption in pictures)
    return f'<section data-gallery="">{"".join(figures)}</section>'


@pytest.fixture
def keys(transactional_db):
    """Three pictures: Ship 1 to Ship 3."""
    return [factories.make_image(alt=f"Ship {n}", credit="AP").pk for n in (1, 2, 3)]


@pytest.fixture
def stored(keys):
    return gallery(*zip(keys, ("one", "two", "three"), strict=True))


def cards(editor):
    return editor.page.locator(".body-gallery > .body-card--image")


def order(editor):
    """The keys of the gallery's pictures as they stand in the text."""
    return editor.page.evaluate(
        "[...document.getElementById('id_body').bodyEditor.view.state.doc.children]"
        ".find((one) => one.type.name === 'newsGallery').children.map((one) => one.attrs.imageId)"
    )


def test_it_comes_back_as_it_was_and_is_described(open_editor, stored):  # noqa: F811
    editor = open_editor(f"<p>Before</p>\n{stored}\n<p>After</p>")
    card = editor.page.get_by_role("group", name="Gallery: 3 pictures")
    card.get_by_role("group", name="Picture: Ship 2").wait_for()
    assert card.locator("img").count() == 3
    assert canonical(editor.html) == f"<p>Before</p>\n{stored}\n<p>After</p>"
    editor.click(editor.text.locator("p", has_text="After"))
    editor.press("End")
    editor.type("wards")
    editor.save()
    assert editor.stored == f"<p>Before</p>\n{stored}\n<p>Afterwards</p>"


def test_captions_are_written_one_after_the_other(open_editor, stored, keys):  # noqa: F811
    editor = open_editor(f"{stored}\n<p>After</p>")
    editor.click(cards(editor).first.locator("figcaption"))
    editor.press("End")
    editor.type(" more")
    editor.press("Enter", "Home")
    editor.press("Control+b")
    editor.type("No. ")
    editor.press("Enter", "Enter")
    editor.type("Between")
    captions = ("one more", "<strong>No. </strong>two", "three")
    expected = gallery(*zip(keys, captions, strict=True))
    assert canonical(editor.html) == canonical(f"{expected}<p>Between</p><p>After</p>")


@pytest.mark.parametrize("way", ["ArrowDown", "ArrowRight"])
def test_between_pictures_nothing_is_typed(open_editor, stored, keys, way):  # noqa: F811
    editor = open_editor(stored)
    editor.click(cards(editor).first.locator("figcaption"))
    editor.press("End", way, "Home")
    editor.type("No. ")
    captions = ("one", "No. two", "three")
    assert canonical(editor.html) == gallery(*zip(keys, captions, strict=True))
    assert order(editor) == keys


@pytest.mark.parametrize(
    "clipboard",
    [
        {"html": "<h2>and</h2><ul><li>more</li></ul>"},
        {"html": "<p>and</p><p>more</p>", "text": "and\n\nmore"},
        {"text": "and\n\nmore"},
    ],
)
def test_lines_pasted_into_a_caption_are_one(open_editor, stored, keys, clipboard):  # noqa: F811
    editor = open_editor(stored)
    editor.click(cards(editor).first.locator("figcaption"))
    editor.press("End")
    editor.type(" ")
    editor.paste(**clipboard)
    captions = ("one and more", "two", "three")
    assert canonical(editor.html) == gallery(*zip(keys, captions, strict=True))


LINES = {"html": "<p>and</p><p>more</p>", "text": "and\n\nmore"}


def drop_text(page, on, *, html, text):
    """Text from another window, dropped in the middle of ``on`` as the browser does it."""
    on.scroll_into_view_if_needed()
    box = on.bounding_box()
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    items = [{"mimeType": "text/html", "data": html}, {"mimeType": "text/plain", "data": text}]
    drag = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        data = {"items": items, "dragOperationsMask": 1}
        drag.send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})


@pytest.mark.parametrize("caret", ["caption", "after"])
def test_lines_dropped_onto_a_caption_are_one(open_editor, stored, keys, caret):  # noqa: F811
    editor = open_editor(f"{stored}\n<p>After</p>")
    caption = cards(editor).first.locator("figcaption")
    editor.click(caption if caret == "caption" else editor.text.locator("p", has_text="After"))
    drop_text(editor.page, caption, **LINES)
    captions = ("oneand more", "two", "three")
    assert canonical(editor.html) == f"{gallery(*zip(keys, captions, strict=True))}\n<p>After</p>"
    assert editor.page.evaluate("getSelection().toString()") == "and more"
    editor.press("Control+z")
    assert canonical(editor.html) == f"{stored}\n<p>After</p>"


def test_lines_dropped_elsewhere_stay_lines(open_editor, stored):  # noqa: F811
    editor = open_editor(f"{stored}\n<p>After</p>")
    editor.click(cards(editor).first.locator("figcaption"))
    drop_text(editor.page, editor.text.locator("p", has_text="After"), **LINES)
    assert canonical(editor.html) == f"{stored}\n<p>Afterand</p>\n<p>more</p>"


def test_lines_moved_into_a_caption_are_there_once(open_editor, stored, keys):  # noqa: F811
    editor = open_editor(f"<p>and</p>\n<p>more</p>\n{stored}")
    editor.page.set_viewport_size({"width": 1280, "height": 1600})  # all of it in sight
    cards(editor).first.get_by_text("Ship 1").wait_for()
    editor.click(editor.text.locator("p", has_text="and"))
    editor.press("Home", "Shift+ArrowDown", "Shift+End")
    editor.text.locator("p", has_text="more").drag_to(
        cards(editor).first.locator("figcaption"), source_position={"x": 5, "y": 10}
    )
    captions = ("oneand more", "two", "three")
    assert canonical(editor.html) == gallery(*zip(keys, captions, strict=True))
    editor.press("Control+z")
    assert canonical(editor.html) == f"<p>and</p>\n<p>more</p>\n{stored}"


MOVE = """() => {
  const {bodyEditor: {commands, state}} = document.getElementById("id_body")
  commands.setNodeSelection(state.doc.content.size - state.doc.lastChild.nodeSize)
  const dataTransfer = new DataTransfer()
  for (const [type, where] of [["dragstart", ".body-text dl"], ["drop", "figcaption"]]) {
    const element = document.querySelector(where)
    const {left, top, width, height} = element.getBoundingClientRect()
    const place = {clientX: left + width / 2, clientY: top + height / 2}
    const options = {bubbles: true, cancelable: true, dataTransfer, ...place}
    element.dispatchEvent(new DragEvent(type, options))
  }
}"""


def test_a_block_moved_onto_a_caption_stays_a_block(open_editor, stored):  # noqa: F811
    points = '<dl data-key-points=""><div><dt>Key ally</dt><dd>Russia</dd></div></dl>'
    editor = open_editor(f"{stored}\n<p>After</p>\n{points}")
    editor.page.set_viewport_size({"width": 1280, "height": 1600})  # all of it in sight
    cards(editor).first.get_by_text("Ship 1").wait_for()
    editor.page.evaluate(MOVE)
    assert canonical(editor.html) == canonical(f"{points}\n{stored}\n<p>After</p>")


def test_the_words_of_a_picture_are_the_story_s(open_editor, stored, keys):  # noqa: F811
    editor = open_editor(stored)
    card = cards(editor).nth(1)
    card.get_by_role("button", name="Alternative text").click()
    editor.page.get_by_label("Alternative text for this story").fill("A ship here")
    editor.press("Tab", "Enter")
    editor.page.get_by_role("group", name="Picture: A ship here").wait_for()
    assert f'<figure data-image="{keys[1]}" data-alt="A ship here">' in editor.html


def test_pictures_are_put_in_order_by_buttons_and_keys(open_editor, stored, keys):  # noqa: F811
    one, two, three = keys
    editor = open_editor(f"<p>Before</p>\n{stored}\n<p>After</p>")
    cards(editor).first.get_by_role("button", name="Move down").click()
    assert order(editor) == [two, one, three]
    assert editor.said == "Moved to place 2 of 3."
    cards(editor).nth(1).get_by_role("button", name="Move down").click()
    cards(editor).nth(2).get_by_role("button", name="Move down").click()  # there is no fourth
    assert order(editor) == [two, three, one]
    assert editor.html.index("<p>Before") < editor.html.index("<section")
    editor.click(cards(editor).nth(2).locator("figcaption"))
    editor.press("Alt+Shift+ArrowUp", "Alt+Shift+ArrowUp")
    assert order(editor) == [one, two, three]
    editor.press("Alt+Shift+ArrowUp")  # at its top: the gallery goes
    assert editor.html.index("<section") < editor.html.index("<p>Before")
    editor.press(*["Control+z"] * 5)
    assert canonical(editor.html) == f"<p>Before</p>\n{stored}\n<p>After</p>"


def test_a_picture_is_dragged_to_another_place_and_out(open_editor, stored, keys):  # noqa: F811
    one, two, three = keys
    editor = open_editor(f"{stored}\n<p>After</p>")
    editor.page.set_viewport_size({"width": 1280, "height": 1600})  # all of it in sight
    cards(editor).first.get_by_text("Ship 1").wait_for()
    faces = cards(editor).locator("img")
    faces.nth(2).drag_to(cards(editor).first, target_position={"x": 200, "y": 4})
    assert order(editor) == [three, one, two]
    faces.nth(0).drag_to(
        editor.text.locator("p", has_text="After"), target_position={"x": 2, "y": 28}
    )
    assert order(editor) == [one, two]
    assert canonical(editor.html) == (
        f"{gallery((one, 'one'), (two, 'two'))}\n{FIGURE.format(three, 'three')}\n<p>After</p>"
    )


def test_pictures_are_removed_down_to_the_last(open_editor, stored, keys):  # noqa: F811
    editor = open_editor(f"{stored}\n<p>After</p>")
    remove = {"name": "Remove"}
    cards(editor).nth(1).get_by_role("button", **remove).click()
    cards(editor).nth(1).get_by_role("button", **remove).click()
    assert order(editor) == [keys[0]]
    note = editor.page.locator(".body-card--gallery > .body-card-face")
    assert "One picture is no gallery" in note.inner_text()
    assert canonical(editor.html) == f"{FIGURE.format(keys[0], 'one')}\n<p>After</p>"
    cards(editor).first.get_by_role("button", **remove).click()
    assert editor.html == "<p>After</p>"
    editor.press("Control+z", "Control+z", "Control+z")
    assert canonical(editor.html) == f"{stored}\n<p>After</p>"


def test_the_whole_gallery_goes_by_its_own_buttons(open_editor, stored):  # noqa: F811
    editor = open_editor(f"{stored}\n<p>After</p>")
    actions = editor.page.locator(".body-card--gallery > .body-card-actions")
    actions.get_by_role("button", name="Move down").click()
    assert canonical(editor.html) == f"<p>After</p>\n{stored}"
    actions.get_by_role("button", name="Remove").click()
    assert editor.html == "<p>After</p>"


def test_pictures_are_chosen_in_order_and_added_to(open_editor, keys):  # noqa: F811
    one, two, three = keys
    editor = open_editor("<p>One</p>")
    editor.start()
    editor.press("Control+Alt+g")
    dialog = editor.page.get_by_role("dialog", name="Choose pictures")
    use = dialog.get_by_role("button", name="Use these pictures")
    assert use.is_disabled()
    for number in (3, 1, 2, 2):
        dialog.get_by_role("option").filter(has_text=f"Ship {number}").click()
    assert use.inner_text() == "Use these pictures: 2"
    use.click()
    cards(editor).nth(1).get_by_text("Ship 1").wait_for()
    editor.type("Typed at once")
    body = gallery((three, "Typed at once"), (one, ""))
    assert canonical(editor.html) == f"<p>One</p>\n{body}"
    editor.page.get_by_role("button", name="Add pictures").click()
    dialog.get_by_role("option").filter(has_text="Ship 1").click(force=True)
    dialog.get_by_text("This picture is there already.").wait_for()
    dialog.get_by_role("combobox").fill("ship 2")
    dialog.get_by_text("Found: 1").wait_for()
    editor.press("Enter")
    use.click()
    assert order(editor) == [three, one, two]
    editor.press("Control+z")
    assert order(editor) == [three, one]


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_alone_are_a_text(open_editor, keys, count):  # noqa: F811
    editor = open_editor("")
    editor.start()
    editor.press("Control+Alt+g")
    dialog = editor.page.get_by_role("dialog", name="Choose pictures")
    for number in range(count):
        dialog.get_by_role("option").nth(number).click()
    dialog.get_by_role("button", name="Use these pictures").click()
    cards(editor).or_(editor.page.locator(".body-card--image")).nth(count - 1).wait_for()
    editor.save()
    pictures = [(key, "") for key in keys[::-1][:count]]
    assert editor.stored == (gallery(*pictures) if count > 1 else FIGURE.format(keys[2], ""))
    editor.start()
    editor.press("Control+a", "Delete")
    editor.save()
    assert editor.stored == ""


def test_nothing_is_inserted_on_cancel_and_a_picture_for_one(open_editor, keys):  # noqa: F811
    editor = open_editor("<p>One</p>")
    editor.start()
    editor.press("Control+Alt+g")
    dialog = editor.page.get_by_role("dialog", name="Choose pictures")
    dialog.get_by_role("option").first.click()
    editor.press("Escape")
    assert editor.html == "<p>One</p>"
    editor.page.get_by_role("toolbar").get_by_role("button", name="Gallery").click()
    dialog.get_by_role("option").filter(has_text="Ship 2").click()
    dialog.get_by_role("button", name="Use these pictures").click()
    assert canonical(editor.html) == f"<p>One</p>\n{FIGURE.format(keys[1], '')}"


def test_a_picture_file_dropped_on_it_joins_it(open_editor, stored, keys):  # noqa: F811
    editor = open_editor(f"{stored}\n<p>After</p>")
    cards(editor).first.get_by_text("Ship 1").wait_for()
    editor.page.evaluate(PICTURE % picture(), "drop")
    cards(editor).nth(3).locator("img").wait_for()
    assert set(order(editor)) == {*keys, Image.objects.latest("pk").pk}
    assert editor.html.endswith("</section><p>After</p>")


def test_it_is_copied_and_pasted_whole(open_editor, stored):  # noqa: F811
    editor = open_editor("<p>One</p>")
    editor.start()
    editor.press("Enter")
    editor.paste(html=stored, text="one\ntwo\nthree")
    assert canonical(editor.html) == f"<p>One</p>\n{stored}"
    editor.press("Control+z")
    assert canonical(editor.html) == "<p>One</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<section data-gallery="">Words</section>',
        '<section data-gallery="" onclick="window.fired=1"><figure data-image="x">Words</figure>',
        "<section>Words</section>",
    ],
)
def test_what_is_no_gallery_is_text(open_editor, html, transactional_db):  # noqa: F811
    editor = open_editor("<p></p>")
    editor.start()
    editor.paste(html=html)
    assert canonical(editor.html) == "<p>Words</p>"
    assert editor.violations == []
    assert editor.page.evaluate("window.fired") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_no_fault_for_axe(open_editor, new_page, log_in, axe, writer, stored, scheme, width):  # noqa: F811
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    log_in(page, writer)
    editor = open_editor(stored, on=page)
    cards(editor).first.get_by_text("Ship 1").wait_for()
    page.wait_for_load_state("networkidle")
    assert axe(page, ".body-editor", RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    editor.page.get_by_role("button", name="Add pictures").click()
    page.get_by_role("dialog").get_by_role("option").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert axe(page, "dialog", RULES) == []
