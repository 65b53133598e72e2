"""A very long text: opened, typed into, saved."""

from tests.browser.editor_site.driver import open_editor, writer  # noqa: F401

MEASURE = """async () => {
  const { view } = document.getElementById("id_body").bodyEditor
  view.focus()
  const times = []
  for (let n = 0; n < 30; n++) {
    const began = performance.now()
    view.dispatch(view.state.tr.insertText("x"))
    times.push(performance.now() - began)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return times.sort((one, other) => one - other)[15]
}"""


def test_typing_into_twenty_thousand_words_is_not_felt(open_editor):  # noqa: F811
    body = "\n".join(f"<p>{'The <strong>minister</strong> said so. ' * 10}</p>" for _ in range(500))
    editor = open_editor(body)
    assert editor.page.locator(".body-count").inner_text().startswith("Words: 20,000")
    assert editor.page.evaluate(MEASURE) < 100  # milliseconds; about 5 where nothing else runs
    editor.start()
    editor.type("the end")
    editor.save()
    assert editor.stored.endswith("the end</p>")
