"""Writing with every block, by keyboard, and getting the same back."""

import pytest

from tests import factories
from tests.browser.editor_site.driver import open_editor, writer  # noqa: F401

WRITTEN = """\
<p>Polls closed at <strong>six</strong> on <em>Sunday</em>.</p>
<h2>The count</h2>
<p>Counting began at once.</p>
<aside data-read-more="{fuel}"></aside>
<p>After the card.</p>
<figure data-image="{image}"><figcaption>The harbour, <strong>Tuesday</strong></figcaption></figure>
<dl data-key-points=""><div><dt>Key ally</dt><dd>Russia helps</dd></div>\
<div><dt>Fuel</dt><dd>up 12%</dd></div></dl>
<p>Between.</p>
<ul><li><p>first</p></li><li><p>second</p><ul><li><p>deeper</p></li></ul></li></ul>
<ol><li><p>one</p></li></ol>
<blockquote><p>“We are ready.”</p></blockquote>
<blockquote data-pull="">Pulled out</blockquote>
<p>See <a href="https://example.org/x?a=1&amp;b=2" rel="sponsored nofollow">the report</a></p>
<div data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></div>
<aside data-wanted="A headline to come"></aside>
<p>The end</p>"""


@pytest.mark.django_db(transaction=True)
def test_every_block_is_written_by_keyboard_and_comes_back_the_same(open_editor):  # noqa: F811
    fuel = factories.make_article(headline="Fuel prices rise")
    image = factories.make_image(alt="Harbour at dusk")
    editor = open_editor(body="")
    editor.start()
    editor.type("Polls closed at ")
    editor.press("Control+b")
    editor.type("six")
    editor.press("Control+b")
    editor.type(" on ")
    editor.press("Control+i")
    editor.type("Sunday")
    editor.press("Control+i")
    editor.type(".")
    editor.press("Enter")
    editor.type("## The count")
    editor.press("Enter")
    editor.type("Counting began at once.")
    editor.press("Enter")
    editor.pick("Control+Alt+r", "fuel", count=2)
    editor.type("After the card.")
    editor.press("Enter")
    editor.pick("Control+Alt+i", "harbour")
    editor.type("The harbour, ")
    editor.press("Control+b")
    editor.type("Tuesday")
    editor.press("Control+b", "Enter", "Control+Alt+k")
    editor.type("Key ally: Russia helps")
    editor.press("Enter")
    editor.type("Fuel:up 12%")
    editor.press("Enter", "Enter")
    editor.type("Between.")
    editor.press("Enter")
    editor.type("- first")
    editor.press("Enter")
    editor.type("second")
    editor.press("Enter", "Tab")
    editor.type("deeper")
    editor.press("Enter", "Enter", "Enter")
    editor.type("1. one")
    editor.press("Enter", "Enter")
    editor.type("> “We are ready.”")
    editor.press("Enter", "Enter")
    editor.type("Pulled out")
    editor.press("Control+Alt+p", "Enter")
    editor.type("See the report")
    editor.press("Control+Shift+ArrowLeft", "Control+Shift+ArrowLeft", "Control+k")
    editor.type("example.org/x?a=1&b=2")
    editor.press("Tab", "Space", "Enter")
    editor.press("End", "Enter", "Control+Alt+e")
    editor.type("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    editor.press("Enter")
    editor.press("Control+Alt+r")
    editor.type("A headline to come")

    editor.page.get_by_role("option").get_by_text("Use as wanted headline").wait_for()
    editor.press("Enter")
    editor.type("The end")

    editor.save()
    expected = WRITTEN.format(fuel=fuel.pk, image=image.pk)
    assert editor.stored == expected
    once = editor.html
    editor.save()
    assert editor.html == once
    assert editor.stored == expected
    assert editor.violations == []
