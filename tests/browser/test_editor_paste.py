"""What other programs put on the clipboard becomes clean text."""

from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image as Picture

from articles.body import canonical
from articles.models import Image
from tests import factories
from tests.browser.editor_site import clipboards
from tests.browser.editor_site.driver import open_editor, writer  # noqa: F401
from tests.browser.library import drop_from_disk

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100)
PICTURE = """(type) => {
  const bytes = Uint8Array.from(atob("%s"), (letter) => letter.charCodeAt(0))
  const data = new DataTransfer()
  data.items.add(new File([bytes], "harbour.png", {type: "image/png"}))
  const text = document.querySelector(".body-text")
  const at = text.firstElementChild.getBoundingClientRect()
  const options = {bubbles: true, cancelable: true, clientX: at.left + 5, clientY: at.top + 10}
  text.dispatchEvent(
    type === "drop"
      ? new DragEvent("drop", {...options, dataTransfer: data})
      : new ClipboardEvent("paste", {...options, clipboardData: data}),
  )
}"""


def picture():
    file = BytesIO()
    Picture.new("RGB", (40, 20), "navy").save(file, "PNG")
    return b64encode(file.getvalue()).decode()


@pytest.mark.parametrize(
    ("clipboard", "expected"),
    [
        ({"html": clipboards.WORD, "text": "x"}, clipboards.WORD_PASTED),
        ({"html": clipboards.GOOGLE_DOCS, "text": "x"}, clipboards.GOOGLE_DOCS_PASTED),
        ({"text": clipboards.WIRE}, clipboards.WIRE_PASTED),
        ({"text": clipboards.WIRE_INDENTED}, clipboards.WIRE_INDENTED_PASTED),
        ({"html": clipboards.TABLE, "text": "x"}, clipboards.TABLE_PASTED),
        ({"text": clipboards.STORY}, clipboards.STORY_PASTED),
    ],
    ids=["Word", "Google Docs", "wire", "wire, indented", "table", "story"],
)
def test_pasted_text_is_clean(open_editor, clipboard, expected):  # noqa: F811
    editor = open_editor()
    editor.start()
    editor.paste(**clipboard)
    assert canonical(editor.html) == expected
    assert editor.violations == []


def test_pictures_in_pasted_text_are_named_as_left_out(open_editor):  # noqa: F811
    editor = open_editor()
    editor.start()
    editor.paste(html=clipboards.WORD, text="x")
    assert editor.page.locator(".body-notice").inner_text() == (
        "Pictures left out: 1. Drop the picture files here instead."
    )


def test_read_more_lines_are_linked_or_wanted(open_editor):  # noqa: F811
    fuel = factories.make_article(headline="Fuel prices rise", body="")
    editor = open_editor()
    editor.start()
    editor.paste(text=clipboards.LINES)
    editor.page.locator(".body-card-title", has_text="Fuel prices rise").wait_for()
    editor.page.wait_for_function(
        "() => document.querySelectorAll('.body-state--wanted').length === 1"
    )
    assert canonical(editor.html) == (
        f'<p>First paragraph.</p>\n<aside data-read-more="{fuel.pk}"></aside>\n<p>Second.</p>\n'
        '<aside data-wanted="Not written yet"></aside>\n<p>Third.</p>'
    )


def test_text_goes_into_a_sentence_without_parting_it(open_editor):  # noqa: F811
    editor = open_editor("<p>before after</p>")
    editor.start()
    editor.press(*["ArrowLeft"] * 5)
    editor.paste(text="one two ")
    assert editor.html == "<p>before one two after</p>"


def test_an_address_on_its_own_line_is_an_embed(open_editor):  # noqa: F811
    editor = open_editor()
    editor.start()
    editor.paste(text="https://youtu.be/abc")
    assert canonical(editor.html) == '<div data-embed="https://youtu.be/abc"></div>'


def test_an_address_over_a_word_links_it(open_editor):  # noqa: F811
    editor = open_editor("<p>See here</p>")
    editor.start()
    editor.press("Control+Shift+ArrowLeft")
    editor.paste(text="https://example.org/a")
    assert editor.html == '<p>See <a href="https://example.org/a">here</a></p>'


def test_cards_are_copied_with_the_text(open_editor):  # noqa: F811
    body = '<p>a</p>\n<aside data-wanted="W"></aside>\n<p>b</p>'
    editor = open_editor(body)
    editor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.start()
    editor.press("Control+a", "Control+c", "Control+End", "Enter", "Control+v")
    editor.page.wait_for_function("() => document.querySelectorAll('.body-card').length === 2")
    assert canonical(editor.html) == f"{body}\n{body}"


def test_a_hostile_clipboard_does_nothing(open_editor):  # noqa: F811
    editor = open_editor()
    editor.start()
    editor.paste(html=clipboards.HOSTILE, text="x")
    editor.page.locator(".body-card-title", has_text="Article 7").wait_for()
    assert editor.page.evaluate("window.fired") is None
    assert canonical(editor.html) == '<p>xj</p>\n<aside data-read-more="7"></aside>'
    assert editor.violations == []


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_a_picture_file_is_uploaded_where_it_is_put(open_editor, way):  # noqa: F811
    editor = open_editor("<p>One</p>")
    editor.start()
    editor.page.evaluate(PICTURE % picture(), way)
    editor.page.locator(".body-card--image img").wait_for()
    key = Image.objects.get().pk
    assert canonical(editor.html) == (
        f'<p>One</p>\n<figure data-image="{key}"><figcaption></figcaption></figure>'
    )
    assert editor.said == "Picture inserted. It needs an alternative text."


def test_a_file_that_is_no_picture_is_refused_in_words(open_editor, problems):  # noqa: F811
    editor = open_editor("<p>One</p>")
    editor.start()
    editor.page.evaluate(PICTURE % "PHN2Zz4=", "paste")
    editor.page.locator(".body-notice", has_text="Only JPEG, PNG").wait_for()
    assert editor.html == "<p>One</p>"
    assert [problem for problem in problems if "400" not in problem] == []
    problems.clear()


def test_a_file_of_no_known_kind_is_refused_in_words(open_editor, problems, tmp_path):  # noqa: F811
    (tmp_path / "IMG_1.HEIC").write_bytes(HEIC)
    editor = open_editor("<p>One</p>")
    drop_from_disk(editor.page, [tmp_path / "IMG_1.HEIC"], on=".body-text p")
    words = "IMG_1.HEIC: The file holds a HEIC picture"
    editor.page.locator(".body-notice", has_text=words).wait_for()
    assert editor.html == "<p>One</p>"
    problems.clear()  # the 400
