"""The desk's pages in Chromium: accessible at each size and scheme, within the policy.

The fixtures fail a test whose page breaks the policy, raises an error or calls out.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.actions import notes, preview_links, tags
from articles.enums import CreditRole
from articles.models import Article, Contributor, TagChange
from tests.factories import (
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_tag,
    make_topic,
    make_user,
    make_version,
    make_withdrawn,
)

SIZES = (375, 768, 1280)
SCHEMES = ("light", "dark")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,  # with it, axe adds style elements of its own, which the policy forbids
}
LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzentwurf"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


IS_CLEAR = """() => {
    const box = (element) => element.getBoundingClientRect();
    const field = document.activeElement, bar = document.querySelector(".save-bar");
    const isAbove = box(field).bottom <= box(bar).top, isBelow = box(field).top >= box(bar).bottom;
    return bar.contains(field) || isAbove || isBelow;
}"""


def view(width):
    return {"width": width, "height": 800}


@pytest.fixture
def newsroom(db):
    """Articles in every state, one of them with everything."""
    make_language("ar", "العربية", "rtl")
    image = make_image(alt="A ship", size=(1200, 800))
    live = make_live(headline=LONG_WORD, at=timezone.now())
    full = make_article(
        headline="Port Ellis opens",
        topics=[make_topic("Shipping"), make_topic("Climate")],
        tags=[make_tag("harbour")],
        lead_image=image,
        credits=[(make_contributor("Rosa Lind", "rl"), CreditRole.WRITER)],
        agencies=[make_agency("AP")],
        by=make_user("Reporter"),
    )
    lines = f'<aside data-wanted="Ports"></aside><aside data-read-more="{live.pk}"></aside>'
    headline = "Port Ellis opens again after a week of storms and two of strikes"
    make_version(full, headline=headline, body=f"<p>At dawn.</p>{lines}")
    actions.submit(full, by=None, at=timezone.now())
    make_scheduled()
    make_withdrawn()
    make_article(language_id="ar", headline="ميناء يفتح من جديد", headline_is_working=True)
    return full


def talk_about(article, reader):
    """A note that names ``reader``, so that something is there to be told, and a preview link."""
    who = {"by": make_user("Editor"), "at": (now := timezone.now())}
    notes.add(article, f"@{reader.username} Who checks the numbers?", **who)
    newest = article.versions.latest("number")
    preview_links.make(newest, **who, expires_at=now + timedelta(days=1), note="For the lawyer")


def pages(article):
    live = Article.objects.filter(publication__isnull=False).earliest("pk")
    of_full = [article.pk]
    section = make_section("World", names={"ar": "عالم"})
    tag, topic, person = article.tags.get(), article.topics.first(), Contributor.objects.get()
    if not TagChange.objects.exists():
        tags.merge(make_tag("port"), tag, by=None, at=timezone.now())
    return {
        "index": reverse("admin:index"),
        "plan by day": f"{reverse('admin:index')}?by=day",
        "plan by desk": f"{reverse('admin:index')}?by=desk",
        "notifications": reverse("admin:notifications"),
        "read-mores": reverse("admin:links"),
        "list": reverse("admin:articles_article_changelist"),
        "nothing found": f"{reverse('admin:articles_article_changelist')}?q=zzz",
        "form": reverse("admin:articles_article_change", args=of_full),
        "new": reverse("admin:articles_article_add"),
        "live": reverse("admin:articles_article_change", args=[live.pk]),
        "history": reverse("admin:articles_article_history", args=[live.pk]),
        "delete": reverse("admin:articles_article_delete", args=of_full),
        "preview": reverse("admin:articles_article_preview", args=of_full),
        "phone": reverse("admin:articles_article_phone", args=of_full),
        "links": reverse("admin:articles_article_links", args=of_full),
        "notes": reverse("admin:articles_article_notes", args=of_full),
        "compare": reverse("admin:articles_article_compare", args=of_full),
        "restore": reverse("admin:articles_article_restore", args=[article.pk, 1]),
        "withdraw": reverse("admin:articles_article_withdraw", args=[live.pk]),
        "section": reverse("admin:articles_section_change", args=[section.pk]),
        "topic": reverse("admin:articles_topic_change", args=[topic.pk]),
        "tag": reverse("admin:articles_tag_change", args=[tag.pk]),
        "tags": reverse("admin:articles_tag_changelist"),
        "merge": reverse("admin:articles_tag_merge", args=[tag.pk]),
        "history of a tag": reverse("admin:articles_tag_history", args=[tag.pk]),
        "person": reverse("admin:articles_contributor_change", args=[person.pk]),
        "pictures": reverse("admin:articles_image_changelist"),
        "site": reverse("admin:articles_sitesettings_change", args=[1]),
    }


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", SIZES)
def test_pages_are_accessible_and_fit(newsroom, new_page, log_in, axe, width, scheme):
    page = new_page(viewport=view(width), color_scheme=scheme)
    log_in(page, reader := make_user("superuser"))
    talk_about(newsroom, reader)
    for name, url in pages(newsroom).items():
        assert page.goto(url).status == 200, name
        page.wait_for_load_state("networkidle")
        assert axe(page, None, RULES) == [], name
        assert page.evaluate(TOO_WIDE) == 0, name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_log_in_page_is_accessible(new_page, axe, scheme):
    for width in SIZES:
        page = new_page(viewport=view(width), color_scheme=scheme)
        page.goto(reverse("admin:index"))
        assert axe(page, None, RULES) == []


@pytest.mark.parametrize("role", ["Reporter", "Editor"])
def test_what_others_see_is_accessible_too(newsroom, page, log_in, axe, role):
    log_in(page, make_user(role))
    live = Article.objects.filter(publication__isnull=False).earliest("pk")
    for url in (reverse("admin:index"), reverse("admin:articles_article_change", args=[live.pk])):
        assert page.goto(url).status == 200
        assert axe(page, None, RULES) == []


def test_a_text_that_may_only_be_read_runs_its_own_way(new_page, log_in, axe):
    make_language("ar", "العربية", "rtl")
    lines = '<aside data-wanted="الميناء"></aside>' * 2
    article = make_live(
        language_id="ar",
        headline="ميناء يفتح من جديد",
        body=f"<p>فجرا.</p><h2>العاصفة</h2>{lines}",
    )
    page = new_page(viewport=view(375))
    log_in(page, make_user("Reporter"))
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    assert page.eval_on_selector(".body-as-read", "e => getComputedStyle(e).direction") == "rtl"
    assert (
        page.eval_on_selector(".body-as-read h2", "e => getComputedStyle(e).textAlign") == "start"
    )
    assert page.locator(".article-text th").all_inner_texts() == []
    assert axe(page, None, RULES) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_picture_that_may_only_be_seen_is_accessible(new_page, log_in, axe, scheme):
    picture = make_image(alt="A ship", size=(1200, 800))
    make_live(lead_image=picture)
    page = new_page(viewport=view(375), color_scheme=scheme)
    log_in(page, make_user("Reporter"))
    page.goto(reverse("admin:articles_image_change", args=[picture.pk]))
    assert page.is_visible(".submit-row .closelink")
    assert axe(page, None, RULES) == []


def test_buttons_look_alike(newsroom, page, log_in):
    log_in(page, make_user("superuser"))
    looks = """buttons => buttons.map(b => getComputedStyle(b))
        .map(({fontSize, fontWeight, paddingInline}) => [fontSize, fontWeight, paddingInline])"""
    for name in ("form", "links", "notes", "compare", "withdraw", "notifications"):
        page.goto(pages(newsroom)[name])
        shown = "#content button.button:not([hidden] *), .save-bar button"
        found = page.eval_on_selector_all(shown, looks)
        assert {tuple(look) for look in found} == {("14px", "600", "14px")}, name


@pytest.mark.parametrize("width", [375, 1280])
def test_the_list_hides_no_column(newsroom, new_page, log_in, width):
    page = new_page(viewport=view(width))
    log_in(page, make_user("superuser"))
    page.goto(reverse("admin:articles_article_changelist"))
    assert page.eval_on_selector(".results", "e => e.scrollWidth - e.clientWidth") == 0


def test_what_has_the_focus_is_not_behind_the_bar(newsroom, new_page, log_in):
    page = new_page(viewport=view(375))
    log_in(page, make_user("superuser"))
    page.goto(pages(newsroom)["form"])
    page.wait_for_selector(".body-editor [contenteditable=true]")
    page.focus("#id_credits-0-role")
    for _press in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_CLEAR), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("width", [375, 768])
def test_the_bar_leads_to_the_steps_where_they_stand_below_the_text(
    newsroom, new_page, log_in, width
):
    page = new_page(viewport=view(width))
    log_in(page, make_user("superuser"))
    page.goto(pages(newsroom)["form"])
    page.wait_for_selector(".body-editor [contenteditable=true]")
    page.focus(".save-bar a.to-desk-panel")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id == 'desk-panel'")
    assert page.evaluate(
        "desk_panel => desk_panel.getBoundingClientRect().top < 200",
        page.query_selector("#desk-panel"),
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.desk-panel') !== null")


@pytest.mark.parametrize("width", [375, 768])
def test_a_text_that_may_only_be_read_leads_to_where_it_stands(new_page, log_in, width):
    page = new_page(viewport=view(width))
    log_in(page, make_user("Reporter"))
    page.goto(reverse("admin:articles_article_change", args=[make_live().pk]))
    page.focus(".to-desk-panel a")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id == 'desk-panel'")
    page.set_viewport_size(view(1280))
    assert not page.is_visible(".to-desk-panel")


def test_the_bar_leads_nowhere_where_the_steps_stand_beside_the_text(newsroom, page, log_in):
    log_in(page, make_user("superuser"))
    page.goto(pages(newsroom)["form"])
    assert not page.is_visible(".to-desk-panel")


def test_the_account_s_menu_closes_by_itself(page, log_in):
    log_in(page, make_user("Editor"))
    page.goto(reverse("admin:index"))
    menu, summary = page.locator("details.account"), page.locator("details.account summary")
    is_open = "e => e.open"
    summary.press("Enter")
    page.keyboard.press("Tab")
    assert menu.evaluate(is_open)
    page.keyboard.press("Escape")
    assert (menu.evaluate(is_open), summary.evaluate("e => e == document.activeElement")) == (
        False,
        True,
    )
    summary.click()
    assert menu.evaluate(is_open)
    page.click("h1")
    assert not menu.evaluate(is_open)
    summary.click()
    summary.click()
    assert not menu.evaluate(is_open)


@pytest.mark.parametrize("name", ["list", "events", "versions", "history"])
def test_no_dash_stands_alone_on_a_card(newsroom, new_page, log_in, name):
    page = new_page(viewport=view(375))
    log_in(page, make_user("superuser"))
    lists = {
        "events": reverse("admin:articles_event_changelist"),
        "versions": reverse("admin:articles_version_changelist"),
    }
    page.goto((pages(newsroom) | lists)[name])
    shown = "cells => cells.filter(c => c.checkVisibility()).map(c => c.innerText.trim())"
    cells = page.eval_on_selector_all("#result_list td, #change-history td", shown)
    assert cells
    assert {"–", "-", "1", "2"} & set(cells) == set()
    if name != "list":
        assert "version 1" in " ".join(cells).lower()


def test_targets_are_large_enough(newsroom, page, log_in):
    log_in(page, make_user("superuser"))
    small = """() => [...document.querySelectorAll('a, button, input, select, summary')]
        .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('p, .help'))
        .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
        .filter(([html, box]) => box.width > 1 && box.height > 1 && box.height < 24)
        .map(([html, box]) => `${Math.round(box.height)}: ${html}`)"""
    for name in ("index", "list", "form"):
        page.goto(pages(newsroom)[name])
        page.wait_for_load_state("networkidle")
        assert page.evaluate(small) == [], name
