"""Pasted wire copy is read as the importer reads it, and never lost, whatever the network does."""

from html import escape

import pytest

from articles.body import canonical
from tests import factories
from tests.browser.editor_site import clipboards
from tests.browser.editor_site.driver import open_editor, writer  # noqa: F401

READING = "**/body/paste/"
LEFT_OUT = (
    "Left out, as it is no part of the story: Take a look at the beta version of dw.com. "
    "We're not done yet! Your opinion can help us make it better."
)


@pytest.fixture
def held(page):
    """Holds the server's answers back: ``held()`` lets them go."""
    waiting = []
    page.route(READING, lambda route: waiting.append(route))

    def let_go():
        while not waiting:
            page.wait_for_timeout(10)
        while waiting:
            waiting.pop().continue_()

    return let_go


def test_what_is_left_out_is_said(open_editor):  # noqa: F811
    editor = open_editor()
    editor.start()
    editor.paste(text=clipboards.STORY)
    assert editor.page.locator(".body-notice").inner_text() == LEFT_OUT


def test_one_undo_gives_back_the_text_before_and_one_redo_the_paste(open_editor):  # noqa: F811
    editor = open_editor("<p>Written before.</p>")
    editor.start()
    editor.press("Enter")
    editor.type("And here: ")
    before = editor.html
    editor.page.wait_for_timeout(600)  # typing and pasting in one go are one step
    editor.paste(text=clipboards.STORY)
    pasted = editor.html
    assert canonical(pasted) != canonical(before)
    editor.press("Control+z")
    assert editor.html == before
    editor.press("Control+Shift+z")
    assert editor.html == pasted


def test_a_read_more_is_linked_and_one_undo_still_takes_all_back(open_editor):  # noqa: F811
    article = factories.make_article(headline="Not written yet", body="")
    editor = open_editor("<p></p>")
    editor.start()
    before = editor.html
    editor.paste(text=clipboards.STORY)
    editor.page.locator(".body-state--draft").wait_for()
    assert f'<aside data-read-more="{article.pk}"></aside>' in canonical(editor.html)
    editor.press("Control+z")
    assert editor.html == before


def test_typing_goes_on_after_the_last_word(open_editor):  # noqa: F811
    editor = open_editor("<p>Before after.</p>")
    editor.start()
    editor.press(*["ArrowLeft"] * 6)
    editor.paste(text="first line.\n- one\n- two\nLast line")
    editor.type("!")
    assert canonical(editor.html) == (
        "<p>Before first line.</p>\n<ul><li><p>one</p></li><li><p>two</p></li></ul>\n"
        "<p>Last line!after.</p>"
    )


def test_typing_goes_on_in_the_last_key_point(open_editor):  # noqa: F811
    editor = open_editor("")
    editor.start()
    editor.paste(text="Ally: Russia\nFuel: dear\nVotes: few")
    editor.type("er")
    assert canonical(editor.html) == (
        '<dl data-key-points=""><div><dt>Ally</dt><dd>Russia</dd></div>'
        "<div><dt>Fuel</dt><dd>dear</dd></div><div><dt>Votes</dt><dd>fewer</dd></div></dl>"
    )


def test_a_selection_is_replaced(open_editor):  # noqa: F811
    editor = open_editor("<p>One</p><h2>Two</h2><p>Three</p>")
    editor.start()
    editor.press("Control+a")
    editor.paste(text=clipboards.STORY)
    assert canonical(editor.html) == clipboards.STORY_PASTED


def test_the_paste_is_there_at_once_and_what_is_typed_meanwhile_stays(open_editor, held):  # noqa: F811
    editor = open_editor()
    editor.start()
    editor.paste(text=clipboards.STORY, wait=False)
    assert canonical(editor.html) == clipboards.STORY_PLAIN
    editor.type(" Typed on.")
    held()
    editor.wait_for_reading()
    assert canonical(editor.html) == clipboards.STORY_PASTED.replace("AFP)", "AFP) Typed on.")


def test_a_paste_that_somebody_has_worked_on_is_left_alone(open_editor, held):  # noqa: F811
    editor = open_editor()
    editor.start()
    editor.paste(text=clipboards.STORY, wait=False)
    editor.press("Backspace")
    held()
    editor.wait_for_reading()
    assert canonical(editor.html) == clipboards.STORY_PLAIN.replace("AFP)", "AFP")


def test_a_paste_that_was_undone_does_not_come_back(open_editor, held):  # noqa: F811
    editor = open_editor("<p>Before.</p>")
    editor.start()
    editor.paste(text=clipboards.STORY, wait=False)
    editor.press("Control+z")
    held()
    editor.wait_for_reading()
    assert editor.html == "<p>Before.</p>"


@pytest.mark.parametrize("fault", ["network", "login"])
def test_without_an_answer_the_paste_stays(open_editor, problems, fault):  # noqa: F811
    editor = open_editor()
    if fault == "network":
        editor.page.route(READING, lambda route: route.abort())
    else:
        editor.page.context.clear_cookies()
    editor.start()
    editor.paste(text=clipboards.STORY)
    assert canonical(editor.html) == clipboards.STORY_PLAIN
    assert [problem for problem in problems if "Failed to load resource" not in problem] == []
    problems.clear()


def test_pasting_plainly_stays_plain(open_editor):  # noqa: F811
    editor = open_editor()
    editor.page.route(READING, lambda route: pytest.fail("the server was asked"))
    editor.start()
    editor.keyboard.down("Shift")
    editor.paste(text=clipboards.STORY, html=f"<pre>{escape(clipboards.STORY)}</pre>")
    editor.keyboard.up("Shift")
    assert canonical(editor.html) == clipboards.STORY_PLAIN


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>x</h2>", "<h2>xSubhead here</h2>\n<p>- one</p>\n<p>- two</p>"),
        (
            "<ul><li><p>x</p></li></ul>",
            "<ul><li><p>xSubhead here</p><p>- one</p><p>- two</p></li></ul>",
        ),
    ],
)
def test_in_other_blocks_nothing_is_asked(open_editor, body, expected):  # noqa: F811
    editor = open_editor(body)
    editor.page.route(READING, lambda route: pytest.fail("the server was asked"))
    editor.start()
    editor.paste(text="Subhead here\n- one\n- two")
    assert canonical(editor.html) == canonical(expected)


def test_two_lines_are_not_worth_a_question(open_editor):  # noqa: F811
    editor = open_editor()
    editor.page.route(READING, lambda route: pytest.fail("the server was asked"))
    editor.start()
    editor.paste(text="Ally: Russia\nFuel: dear")
    assert canonical(editor.html) == "<p>Ally: Russia</p>\n<p>Fuel: dear</p>"


@pytest.mark.parametrize(
    "wrapper",
    [
        "<meta charset=utf-8><pre style='white-space:pre-wrap'>{text}</pre>",
        "<html><body><!--StartFragment--><span style='color:red'>{text}</span></body></html>",
        "<div style='font:12px mono'><div><span>{text}</span></div><br></div>",
    ],
)
def test_html_that_says_no_more_is_read_as_text(open_editor, wrapper):  # noqa: F811
    editor = open_editor()
    editor.start()
    editor.paste(text=clipboards.STORY, html=wrapper.format(text=escape(clipboards.STORY)))
    assert canonical(editor.html) == clipboards.STORY_PASTED
    assert editor.violations == []


def test_html_that_says_more_is_not(open_editor):  # noqa: F811
    editor = open_editor()
    editor.start()
    editor.paste(
        text="a\nb\nc",
        html="<div>a</div><div style='x:y'><span style='font-weight:700'>b</span></div>",
    )
    assert canonical(editor.html) == "<p>a</p>\n<p><strong>b</strong></p>"


def test_key_points_line_up_in_both_directions(open_editor):  # noqa: F811
    points = "".join(
        f"<div><dt>{label}</dt><dd>text</dd></div>" for label in ("A", "Key ally", "A longer one")
    )
    for language, edge in (("en", "left"), ("ar", "right")):
        factories.make_language(language)
        editor = open_editor(f'<dl data-key-points="">{points}</dl>', language_id=language)
        edges = editor.page.evaluate(
            f"[...document.querySelectorAll('.body-text dd')]"
            f".map((dd) => Math.round(dd.getBoundingClientRect().{edge}))"
        )
        assert len(edges) == 3
        assert len(set(edges)) == 1
