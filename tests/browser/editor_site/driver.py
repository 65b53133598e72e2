"""Driving the editor in tests: opening it, reading it, pasting into it."""

import pytest

from articles.models import Article
from tests import factories

PAUSE = 50  # milliseconds: browsers tell scripts of a moved cursor a moment later


@pytest.fixture
def writer(transactional_db, django_user_model):
    """A superuser: what each group may do is tested elsewhere."""
    return django_user_model.objects.create_superuser("writer", "writer@example.org", "x")


@pytest.fixture
def open_editor(page, log_in, writer, settings):
    """Opens an article with this body in the editor; returns an `Editor`."""
    settings.ROOT_URLCONF = "tests.browser.editor_site.urls"
    log_in(page, writer)

    def open_editor(body="", *, on=page, **fields):
        article = factories.make_article(body=body, **fields)
        editor = Editor(on, article.pk)
        editor.open()
        return editor

    return open_editor


class Editor:
    def __init__(self, page, pk):
        self.page, self.pk = page, pk
        self.keyboard = page.keyboard
        page.add_init_script(
            "window.violations = []; document.addEventListener('securitypolicyviolation',"
            " (event) => window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`))"
        )

    def open(self):
        self.page.goto(f"/admin/articles/article/{self.pk}/change/")
        self.wait()

    def wait(self):
        self.page.wait_for_function("() => document.getElementById('id_body')?.bodyEditor")

    @property
    def html(self):
        return self.page.evaluate("document.getElementById('id_body').bodyEditor.getHTML()")

    @property
    def text(self):
        return self.page.locator(".body-text")

    @property
    def stored(self):
        return Article.objects.get(pk=self.pk).body

    @property
    def said(self):
        return self.page.locator(".body-live").inner_text()

    @property
    def violations(self):
        return self.page.evaluate("window.violations")

    def start(self):
        self.text.click()
        self.press("Control+End")

    def click(self, locator):
        locator.click()
        self.page.wait_for_timeout(PAUSE)

    def type(self, text):
        self.keyboard.type(text)

    def press(self, *keys):
        for key in keys:
            self.keyboard.press(key)
            if key.endswith(("Left", "Right", "Up", "Down", "Home", "End", "+a")):
                self.page.wait_for_timeout(PAUSE)

    def pick(self, shortcut, query, count=1):
        """Opens a picker, searches, and chooses what is found first."""
        self.press(shortcut)
        dialog = self.page.locator("dialog.body-picker")
        dialog.get_by_role("combobox").fill(query)
        dialog.get_by_role("status").get_by_text(f"Found: {count}", exact=True).wait_for()
        self.press("Enter")
        dialog.wait_for(state="detached")

    def save(self):
        with self.page.expect_navigation():
            self.page.evaluate("document.querySelector('[name=_continue]').click()")
        self.wait()

    def paste(self, *, html="", text="", wait=True):
        """A paste as the browser delivers it; by default the server has read it, too."""
        self.page.evaluate(
            """([html, text]) => {
              const clipboardData = new DataTransfer()
              if (html) clipboardData.setData("text/html", html)
              if (text) clipboardData.setData("text/plain", text)
              const options = {clipboardData, bubbles: true, cancelable: true}
              const event = new ClipboardEvent("paste", options)
              document.querySelector(".body-text").dispatchEvent(event)
            }""",
            [html, text],
        )
        if wait:
            self.wait_for_reading()

    def wait_for_reading(self):
        """Until no pasted text waits for the server's reading of it."""
        self.page.wait_for_function(
            "() => document.getElementById('id_body').bodyEditor.state.wireCopy$.length === 0"
        )
