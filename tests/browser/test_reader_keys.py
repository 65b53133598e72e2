"""The reader's site by the keyboard alone: all that can be clicked is reached, seen and opened."""

import pytest
from playwright.sync_api import expect

from .keyboard import tab_to
from .test_reader_pages import HEADLINES, make_newsroom, visit

FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  // The ring is drawn 5 px around it, and must not be cut off.
  let isCut = false;
  for (let around = one.parentElement; around; around = around.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(around);
    const edge = around.getBoundingClientRect();
    const cuts = (value) => value === "clip" || value === "hidden";
    isCut ||= cuts(overflowX) && (box.left - 5 < edge.left || box.right + 5 > edge.right);
    isCut ||= cuts(overflowY) && (box.top - 5 < edge.top || box.bottom + 5 > edge.bottom);
  }
  const x = box.x + Math.min(box.width, 8) / 2, y = box.y + Math.min(box.height, 8) / 2;
  return {
    name: `${one.tagName} ${one.textContent.trim().slice(0, 40)}`,
    // Of a field for dates the browser marks the part that has the focus.
    isOutlined: one.type === "date"
      || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    isCut,
    isThere: Math.min(box.width, box.height) > 0
      && y >= 0 && y <= innerHeight && x >= 0 && x <= innerWidth,
  };
}"""
REACHABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"


@pytest.fixture(params=["en", "ar"])
def paths(request, live_server):
    return make_newsroom(request.param)


@pytest.mark.parametrize("width", [375, 1280])
def test_whatever_has_the_focus_is_seen(new_page, paths, width):
    page = new_page(viewport={"width": width, "height": 700})
    for name in visit(page, paths):
        count = page.evaluate(
            f"[...document.querySelectorAll({REACHABLE!r})].filter(e => e.checkVisibility()).length"
        )
        seen = []
        for _press in range(count + 20):  # a field for dates has a stop for each of its parts
            page.keyboard.press("Tab")
            found = page.evaluate(FOCUSED)
            if found is None:
                break
            seen.append(found)
        assert len(seen) >= count, name
        bad = [one for one in seen if one["isCut"] or not (one["isOutlined"] and one["isThere"])]
        assert bad == [], name


def test_from_the_front_to_a_story_and_what_is_beside_it(page, paths):
    page.goto(paths["front"])
    tab_to(page, ".card-headline a")
    page.keyboard.press("Enter")
    expect(page.locator("article.story")).to_be_visible()
    first = page.url
    for place in (".related .card-headline a", ".recent a"):
        tab_to(page, place)
        headline = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != first)
        expect(page.locator("h1")).to_have_text(headline)
        page.go_back()


def test_a_search_and_what_it_found(page, paths):
    page.goto(paths["front"])
    tab_to(page, ".search-link a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/")
    tab_to(page, "#q")
    word = HEADLINES[page.locator("html").get_attribute("lang")].split()[0]
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    expect(page.locator(".search-columns mark").first).to_have_text(word)
    tab_to(page, ".search-columns .card-headline a")
    page.keyboard.press("Enter")
    expect(page.locator("article.story h1")).to_contain_text(word)
