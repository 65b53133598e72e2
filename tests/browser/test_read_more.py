"""Read-mores on the desk: suggestions by keyboard, states on cards, binding and withdrawing."""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Publication
from tests.browser.article_form import change_url
from tests.factories import make_article, make_live, make_user, make_withdrawn

OPTIONS = {"preload": False}  # the policy forbids what axe would preload
CARD = ".body-card--read-more"


def shot(page, name):
    """A picture to look at, where somebody asks for one."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def html(page):
    return page.evaluate("document.getElementById('id_body').bodyEditor.getHTML()")


def test_the_nearest_article_is_inserted_by_keyboard_alone(desk, axe):
    near = make_live(headline="Ferry sinks off Port Ellis", body="<p>Near the lighthouse.</p>")
    make_live(headline="Budget passed", body="<p>Money.</p>")
    article = make_article(headline="Lighthouse keeper", body="<p>Start</p>")
    page = desk(make_user("Editor"), change_url(article))
    page.locator(".body-text p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" about ferries near the lighthouse of Port Ellis.")
    page.keyboard.press("Control+Alt+r")
    dialog = page.get_by_role("dialog", name="Read more: choose an article")
    first = dialog.get_by_role("option").first
    expect(first).to_contain_text("Ferry sinks off Port Ellis")
    expect(first).to_contain_text("near to this text")
    expect(dialog.get_by_role("option").nth(1)).to_contain_text("Budget passed")
    assert axe(page, "dialog", OPTIONS) == []
    shot(page, "suggestions")
    page.keyboard.press("Enter")
    expect(page.locator(CARD)).to_contain_text("Ferry sinks off Port Ellis")
    assert f'<aside data-read-more="{near.pk}"></aside>' in html(page)


def test_the_search_goes_on_where_there_are_no_suggestions(desk, problems):
    make_live(headline="Budget passed", body="<p>Money.</p>")
    article = make_article(headline="Ferries", body="<p>Start</p>")
    page = desk(make_user("Editor"), change_url(article))
    page.route("**/body/suggestions/", lambda route: route.abort())
    page.locator(".body-text p").first.click()
    page.keyboard.press("Control+Alt+r")
    expect(page.get_by_role("dialog").get_by_role("option").first).to_contain_text("Budget passed")
    assert len(problems) == 1  # what the browser says of the request
    problems.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_card_says_how_its_target_stands(desk, axe, scheme):
    draft = make_article(headline="Still a draft")
    live, gone = make_live(headline="Out there"), make_withdrawn(headline="Long gone")
    body = "".join(f'<aside data-read-more="{one.pk}"></aside>' for one in (draft, live, gone))
    article = make_article(body=f"<p>x</p>{body}")
    page = desk(make_user("Editor"), change_url(article), color_scheme=scheme)
    cards = page.locator(CARD)
    expect(cards.nth(0)).to_contain_text("Still a draft")
    texts = [card.inner_text() for card in cards.all()]
    assert "draft" in texts[0]
    assert "Readers get this line when its article is live." in texts[0]
    assert "live" in texts[1]
    assert "Readers" not in texts[1]
    assert "withdrawn" in texts[2]
    assert "its article is withdrawn or has expired" in texts[2]
    link = cards.nth(1).get_by_role("link", name="Open it in a new tab")
    assert link.get_attribute("href") == change_url(live)
    assert axe(page, ".body-editor", OPTIONS) == []
    shot(page, f"cards-{scheme}")


def test_a_target_that_one_may_not_see_says_no_more_than_that(new_page, log_in, transactional_db):
    reporter = make_user("Reporter")
    hidden = make_article(headline="Secret")
    body = f'<p>x</p><aside data-read-more="{hidden.pk}"></aside>'
    article = make_article(body=body, assigned_to=reporter)
    page = new_page()
    log_in(page, reporter)
    page.goto(change_url(article))
    card = page.locator(CARD)
    expect(card).to_contain_text("which is not there or not yours to see")
    expect(card).not_to_contain_text("Secret")
    assert card.get_by_role("link").count() == 0


@pytest.mark.parametrize("width", [375, 768, 1280])
def test_a_wanted_line_is_bound_with_one_click(new_page, log_in, axe, width):
    target = make_live(headline="The harbour of Port Ellis opens again")
    article = make_article(body='<aside data-wanted="Harbour of Port Ellis opens again"></aside>')
    viewport = {"width": width, "height": 800}
    page = new_page(viewport=viewport)
    log_in(page, make_user("Editor"))
    page.goto(reverse("admin:links"))
    assert axe(page, None, OPTIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shot(page, f"links-{width}")
    page.get_by_role("button", name="Point to this").click()
    expect(page.locator(".messagelist")).to_contain_text("now points at")
    stored = Article.objects.get(pk=article.pk)
    assert stored.body == f'<aside data-read-more="{target.pk}"></aside>'


@pytest.mark.parametrize("width", [375, 1280])
def test_withdrawing_asks_for_each_line(desk, axe, width):
    target = make_live(headline="Wrong story")
    other = make_live(headline="Right story")
    line = f'<p>x</p>\n<aside data-read-more="{target.pk}"></aside>'
    first, second = make_article(body=line), make_live(body=line)
    viewport = {"width": width, "height": 800}
    page = desk(make_user("Publisher"), change_url(target), viewport=viewport)
    expect(page.locator(".points-here")).to_contain_text("2 articles")
    assert axe(page, ".article-side", OPTIONS) == []
    shot(page, f"points-here-{width}")
    page.get_by_role("link", name="Withdraw …").click()
    page.get_by_label("Why it is withdrawn").fill("Not true.")
    page.locator(f"#id_do_{first.pk}").select_option("replace")
    box = page.locator(f"#id_to_{first.pk} + .lookup [role=combobox]")
    box.fill("Right")
    page.get_by_role("option", name="Right story").click()
    page.locator(f"#id_do_{second.pk}").select_option("remove")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page, None, OPTIONS) == []
    shot(page, f"withdraw-{width}")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator(".messagelist")).to_contain_text("Withdrawn.")
    assert Article.objects.get(pk=first.pk).body == line.replace(str(target.pk), str(other.pk))
    assert Article.objects.get(pk=second.pk).body == "<p>x</p>"
    assert Publication.objects.get(pk=target.pk).withdrawn_why == "Not true."
