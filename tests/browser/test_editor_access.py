"""For every pair of hands and eyes: keyboard, screen readers, both directions, small screens."""

import pytest

from articles.body import canonical
from articles.models import Image
from tests import factories
from tests.browser.editor_site.driver import Editor, open_editor, writer  # noqa: F401

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,  # it would copy styles into the page, which the policy forbids
}
ENGLISH = """\
<p>An English paragraph quoting الوزير, with <a href="https://example.org/">a link</a>.</p>
<h2>Subhead</h2>
<ul><li><p>one</p></li></ul>
<blockquote><p>said</p></blockquote>
<blockquote data-pull="">pulled</blockquote>
<dl data-key-points=""><div><dt>Key ally</dt><dd>x</dd></div><div><dt></dt><dd>x</dd></div></dl>
<aside data-read-more="{pk}"></aside>
<aside data-wanted="Not written yet"></aside>
<figure data-image="{image}"><figcaption></figcaption></figure>
<div data-embed="https://youtu.be/abc"></div>"""
ARABIC = """\
<p>قال الوزير يوم الأحد إن المحادثات ستُستأنف، بحسب <strong>Reuters</strong>.</p>
<p>An English paragraph between.</p>
<ul><li><p>أولا</p></li><li><p>Second</p></li></ul>
<blockquote><p>قال</p></blockquote>
<dl data-key-points=""><div><dt>حليف</dt><dd>مادورو</dd></div></dl>
<aside data-wanted="عنوان"></aside>"""


@pytest.fixture
def english(transactional_db):
    pk = factories.make_live(headline="Fuel prices rise").pk
    return ENGLISH.format(pk=pk, image=factories.make_image(alt="").pk)


@pytest.fixture
def arabic(transactional_db):
    return factories.make_language("ar", name="العربية", direction="rtl")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_fault_for_axe(
    open_editor,  # noqa: F811
    new_page,
    log_in,
    axe,
    writer,  # noqa: F811
    english,
    arabic,
    scheme,
    width,
    language,
):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    log_in(page, writer)
    body = english if language == "en" else ARABIC
    editor = open_editor(body, on=page, language_id=language)
    page.locator(".body-card-title").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert axe(page, ".body-editor", RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for shortcut in ("Control+Alt+r", "Control+Alt+i", "Control+Alt+e"):
        editor.click(editor.text.locator("p").first)
        editor.press(shortcut)
        page.locator("dialog").wait_for()
        page.wait_for_load_state("networkidle")
        assert axe(page, "dialog", RULES) == []
        editor.press("Escape")
        page.locator("dialog").wait_for(state="detached")


def test_the_toolbar_is_one_stop_and_arrows_go_on(open_editor):  # noqa: F811
    editor = open_editor("<p>One</p>")
    focused = (
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
    )
    editor.start()
    editor.press("Alt+F10")
    assert editor.page.evaluate(focused) == "Subhead"
    editor.press("ArrowRight", "ArrowRight")
    assert editor.page.evaluate(focused) == "Bold"
    editor.press("End")
    assert editor.page.evaluate(focused) == "Redo"
    editor.press("ArrowRight")
    assert editor.page.evaluate(focused) == "Subhead"
    editor.press("Enter")
    assert editor.html == "<h2>One</h2>"
    toolbar = editor.page.get_by_role("toolbar", name="Formatting")
    pressed = toolbar.get_by_role("button", name="Subhead", exact=True)
    editor.page.wait_for_function(
        "() => document.querySelector('.body-tool').getAttribute('aria-pressed') === 'true'"
    )
    assert pressed.get_attribute("aria-pressed") == "true"
    assert toolbar.locator("[tabindex='0']").count() == 1


def test_the_text_has_a_name_and_a_role(open_editor):  # noqa: F811
    editor = open_editor("<p>One</p>")
    text = editor.page.get_by_role("textbox", name="Body")
    assert text.get_attribute("aria-multiline") == "true"
    assert text.get_attribute("spellcheck") == "true"


def test_a_picker_is_a_combobox_with_its_list(open_editor):  # noqa: F811
    for number in range(3):
        factories.make_article(headline=f"Harbour {number}", body="")
    editor = open_editor("<p>One</p>", headline="Itself")
    editor.start()
    editor.press("Control+Alt+r")
    dialog = editor.page.get_by_role("dialog", name="Read more: choose an article")
    box = dialog.get_by_role("combobox", name="Search headlines")
    box.fill("harbour")
    dialog.get_by_role("status").get_by_text("Found: 4").wait_for()  # with the wanted one
    active = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
    assert "Harbour 2" in editor.page.evaluate(f"{active}.textContent")
    editor.press("ArrowDown")
    assert "Harbour 1" in editor.page.evaluate(f"{active}.textContent")
    assert dialog.get_by_role("option", selected=True).count() == 1
    editor.press("ArrowUp", "ArrowUp")
    assert "Use as wanted headline: harbour" in " ".join(
        editor.page.evaluate(f"{active}.innerText").split()
    )
    editor.press("Escape")
    assert editor.page.locator("dialog").count() == 0
    assert editor.page.evaluate("document.activeElement.classList.contains('body-text')")
    assert editor.html == "<p>One</p>"


def test_a_wanted_headline_is_given_an_article(open_editor):  # noqa: F811
    fuel = factories.make_article(headline="Fuel prices rise", body="")
    editor = open_editor('<aside data-wanted="Petrol"></aside>')
    card = editor.page.locator(".body-card--read-more")
    assert "No article has this headline yet." in card.inner_text()
    card.get_by_role("button", name="Choose an existing article").click()
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_role("combobox").fill("fuel pri")
    dialog.get_by_role("status").get_by_text("Found: 2").wait_for()
    editor.press("Enter")
    card.get_by_text("Fuel prices rise").wait_for()
    assert editor.html == f'<aside data-read-more="{fuel.pk}"></aside>'


def test_blocks_move_by_keyboard(open_editor):  # noqa: F811
    editor = open_editor(
        '<p>one</p>\n<aside data-wanted="W"></aside>\n'
        '<dl data-key-points=""><div><dt>A</dt><dd>a</dd></div><div><dt>B</dt><dd>b</dd></div></dl>'
    )
    editor.click(editor.text.locator("p").first)
    editor.press("Alt+Shift+ArrowDown")
    assert canonical(editor.html).startswith('<aside data-wanted="W"></aside>\n<p>one</p>')
    assert editor.said == "Moved to place 2 of 3."
    editor.type("!")  # the cursor went with its block
    assert "<p>" in editor.html
    assert "!" in editor.html
    editor.press("Control+z", "Control+z")
    editor.click(editor.text.locator("dd").last)
    editor.press("Alt+Shift+ArrowUp")
    assert "<dt>B</dt><dd>b</dd></div><div><dt>A</dt>" in editor.html
    editor.press("Alt+Shift+ArrowUp")  # at the list's top: the list itself moves
    assert canonical(editor.html).index("<dl") < canonical(editor.html).index("<aside")


def test_a_card_is_removed_and_brought_back_by_keyboard(open_editor):  # noqa: F811
    body = '<p>one</p>\n<aside data-wanted="W"></aside>\n<p>two</p>'
    editor = open_editor(body)
    editor.page.locator(".body-card-title").click()
    editor.press("Delete")
    assert canonical(editor.html) == "<p>one</p>\n<p>two</p>"
    editor.press("Control+z")
    assert canonical(editor.html) == body


def test_the_direction_follows_the_article_s_language(open_editor, arabic):  # noqa: F811
    editor = open_editor("<p>One</p>")
    assert (editor.text.get_attribute("dir"), editor.text.get_attribute("lang")) == ("ltr", "en")
    editor.page.locator("#id_language").select_option("ar")
    assert (editor.text.get_attribute("dir"), editor.text.get_attribute("lang")) == ("rtl", "ar")
    assert editor.html == "<p>One</p>"


def test_the_toolbar_stays_in_sight_and_covers_no_text(open_editor):  # noqa: F811
    editor = open_editor("\n".join(f"<p>Paragraph {n}</p>" for n in range(60)))
    editor.start()
    editor.press("Control+Home")
    editor.press(*["ArrowDown"] * 59)
    toolbar = editor.page.get_by_role("toolbar")
    assert toolbar.bounding_box()["y"] == pytest.approx(0, abs=1)
    editor.press(*["ArrowUp"] * 40)
    editor.page.wait_for_timeout(100)
    caret = editor.page.evaluate(
        "(() => { const view = document.getElementById('id_body').bodyEditor.view;"
        " return view.coordsAtPos(view.state.selection.head).top })()"
    )
    box = toolbar.bounding_box()
    assert caret >= box["y"] + box["height"]


def test_words_are_counted_as_the_server_counts_them(open_editor):  # noqa: F811
    editor = open_editor(
        "<p>It’s a well-known fact: 4.5% rise.</p>\n"
        '<dl data-key-points=""><div><dt>Key ally</dt><dd>Russia</dd></div></dl>'
    )
    count = editor.page.locator(".body-count")
    assert count.inner_text() == "Words: 9 · reading time: 1 min"
    editor.start()
    editor.type(" helps")
    count.get_by_text("Words: 10").wait_for()


def test_a_picture_is_uploaded_in_the_picker_and_described_by_keyboard(open_editor, tmp_path):  # noqa: F811
    file = tmp_path / "harbour.png"
    file.write_bytes(factories.make_image(alt="Another").file.read())
    editor = open_editor("<p>One</p>")
    editor.start()
    editor.press("Control+Alt+i")
    dialog = editor.page.get_by_role("dialog", name="Choose a picture")
    dialog.get_by_text("Upload a picture").click()
    dialog.get_by_role("button", name="Upload").click()
    assert dialog.get_by_role("alert").inner_text() == "Choose a file first."
    dialog.get_by_label("File").set_input_files(file)
    dialog.get_by_label("Alternative text").fill("Harbour at dusk")
    dialog.get_by_label("Credit").fill("A. Name/AP")
    editor.press("Enter")
    card = editor.page.get_by_role("group", name="Picture: Harbour at dusk")
    card.get_by_text("Image: A. Name/AP").wait_for()
    key = Image.objects.get(alt="Harbour at dusk").pk
    editor.type("Tuesday")
    card.get_by_role("button", name="Alternative text").press("Enter")
    editor.page.get_by_label("Alternative text for this story").fill('The "old" harbour')
    editor.press("Tab", "Enter")
    editor.page.get_by_role("group", name='Picture: The "old" harbour').wait_for()
    assert canonical(editor.html) == (
        f'<p>One</p>\n<figure data-image="{key}" data-alt="The &quot;old&quot; harbour">'
        "<figcaption>Tuesday</figcaption></figure>"
    )


def test_the_form_s_buttons_cover_no_text_in_the_real_form(page, log_in, writer):  # noqa: F811
    log_in(page, writer)
    body = "\n".join(f"<p>Paragraph {n}</p>" for n in range(60))
    editor = Editor(page, factories.make_article(body=body).pk)
    editor.open()
    editor.click(editor.text.locator("p").first)
    editor.press(*["ArrowDown"] * 40)
    caret = page.evaluate(
        "() => { const { view } = document.getElementById('id_body').bodyEditor;"
        " return view.coordsAtPos(view.state.selection.head).bottom }"
    )
    assert caret <= page.locator(".submit-row").bounding_box()["y"]
