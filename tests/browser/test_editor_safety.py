"""Nothing typed is lost, and nothing that the editor does not know is touched."""

import pytest

from articles.models import Article
from tests import factories
from tests.browser.editor_site.driver import open_editor, writer  # noqa: F401

BODY = """\
<p>Intro</p>
<aside data-read-more="{pk}"></aside>
<figure data-image="{image}"><figcaption>cap</figcaption></figure>
<dl data-key-points=""><div><dt>Key ally</dt><dd>Maduro</dd></div></dl>
<p>End</p>"""


@pytest.fixture
def body(transactional_db):
    return BODY.format(pk=factories.make_article().pk, image=factories.make_image().pk)


@pytest.mark.parametrize("module", ["articles/editor/keypoints", "django_prose_editor/editor"])
def test_without_a_module_the_textarea_stays_with_every_word(
    open_editor,  # noqa: F811
    page,
    problems,
    body,
    module,
):
    editor = open_editor(body)
    page.route(f"**/{module}*.js", lambda route: route.abort())
    page.goto(page.url)
    page.wait_for_load_state("networkidle")
    assert page.locator(".body-editor").count() == 0
    source = page.locator("textarea#id_body")
    assert source.is_visible()
    assert source.input_value() == body
    source.fill(body.replace("End", "The end"))
    page.locator("[name=_continue]").click()
    page.wait_for_load_state("networkidle")
    assert editor.stored == body.replace("End", "The end")
    assert {problem.split(" (")[0] for problem in problems} == {
        "console: Failed to load resource: net::ERR_FAILED"
    }
    problems.clear()


def test_text_that_the_editor_does_not_know_is_read_only_and_stays(open_editor):  # noqa: F811
    strange = "<p>Intro</p><table><tbody><tr><td>old</td></tr></tbody></table>"
    editor = open_editor()
    Article.objects.filter(pk=editor.pk).update(body=strange)
    editor.open()
    assert editor.text.get_attribute("contenteditable") == "false"
    assert "read-only" in editor.page.locator(".body-notice").inner_text()
    assert editor.page.locator("#id_body").input_value() == strange
    assert editor.page.get_by_role("toolbar").count() == 0
    editor.page.locator("#id_headline").fill("Another headline")
    editor.save()
    assert editor.stored == "<p>Intro</p>\n<p>old</p>"


def test_what_was_just_typed_is_saved(open_editor):  # noqa: F811
    editor = open_editor("<p>One</p>")
    editor.start()
    editor.type(" two")
    editor.save()
    assert editor.stored == "<p>One two</p>"


def test_whoever_reads_the_form_gets_what_was_just_typed(open_editor):  # noqa: F811
    editor = open_editor("<p>One</p>")
    editor.start()
    editor.type(" two")
    read = "new FormData(document.getElementById('article_form')).get('body')"
    assert editor.page.evaluate(read) == "<p>One two</p>"


def test_a_form_with_an_error_comes_back_with_the_text(open_editor):  # noqa: F811
    editor = open_editor("<p>One</p>")
    editor.start()
    editor.type(" two")
    headline = editor.page.locator("#id_headline")
    headline.evaluate("(input) => input.removeAttribute('required')")
    headline.fill("")
    editor.save()
    assert editor.page.locator(".errorlist").count() == 1
    assert editor.html == "<p>One two</p>"
    assert editor.stored == "<p>One</p>"


def test_opening_and_saving_changes_nothing(open_editor, body):  # noqa: F811
    editor = open_editor(body)
    version = Article.objects.get(pk=editor.pk).changed_at
    editor.save()
    assert editor.stored == body
    assert Article.objects.get(pk=editor.pk).changed_at == version


def test_a_card_whose_target_cannot_be_asked_says_so_and_stays(open_editor, page, problems, body):  # noqa: F811
    editor = open_editor(body)
    page.route("**/body/references/*", lambda route: route.abort())
    editor.open()
    page.locator(".body-card--read-more", has_text="could not be looked up").wait_for()
    editor.save()
    assert editor.stored == body
    problems.clear()


def test_the_policy_is_kept_through_everything(open_editor, body):  # noqa: F811
    editor = open_editor(body)
    page = editor.page
    page.locator(".body-card--image img").wait_for()
    editor.click(editor.text.locator("p").last)
    for shortcut in ("Control+Alt+r", "Control+Alt+i", "Control+Alt+e"):
        editor.press(shortcut)
        page.locator("dialog").wait_for()
        editor.press("Escape")
        page.locator("dialog").wait_for(state="detached")
    editor.press("Control+a", "Control+k")
    page.locator("dialog").wait_for()
    editor.press("Escape")
    card, target = page.locator(".body-card-title").first, page.locator(".body-text p").first
    card.drag_to(target, target_position={"x": 5, "y": 2})
    page.locator(".body-card--image").get_by_label("Alternative text").click()
    page.locator("dialog textarea").fill("What it shows")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    page.locator(".body-card-note", has_text="What it shows").wait_for()
    page.get_by_role("button", name="Undo").click()
    assert editor.violations == []
