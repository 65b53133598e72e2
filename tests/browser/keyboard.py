"""Going about a page in Chromium by keyboard alone."""


def tab_to(page, selector, *, limit=150):
    """Press Tab until ``selector`` has the focus."""
    for _press in range(limit):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")
