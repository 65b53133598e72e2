"""Two editors on one story in two browsers: the second sees both texts and saves one of them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.models import Article, Version
from tests.browser.article_form import change_url
from tests.browser.keyboard import tab_to
from tests.factories import make_article, make_image, make_user, make_version

BODY = "<p>The first ship left.</p><p>Nobody saw the second.</p><p>A third one stayed.</p>"


@pytest.fixture
def opened(new_page, log_in):
    """The form in a browser of its own: ``opened(article)``."""

    def open_form(article, **options):
        page = new_page(**{"viewport": {"width": 1280, "height": 800}} | options)
        log_in(page, make_user("Editor"))
        page.goto(change_url(article))
        if options.get("java_script_enabled", True):
            page.wait_for_selector(".body-editor [contenteditable=true]")
        return page

    return open_form


def type_after(page, text, more):
    page.click(f".body-editor [contenteditable=true] p:has-text('{text}')")
    page.keyboard.press("End")
    page.keyboard.type(more)


def save(page):
    page.click("button[name=_continue].default")
    page.wait_for_selector(".messagelist .success, .merge-page")
    page.wait_for_load_state()  # the page is there before its scripts have run


def test_two_editors_and_neither_loses_a_word(opened, axe):
    article = make_article(headline="First", body=BODY)
    one, two = opened(article), opened(article)
    one.fill("#id_headline", "Theirs")
    type_after(one, "Nobody saw", " They said so.")
    two.fill("#id_kicker", "Ports")
    type_after(two, "Nobody saw", " I know.")
    type_after(two, "A third one", " At sea.")
    save(one)
    save(two)
    assert axe(two, None, {"preload": False}) == []
    # By keyboard alone from here on.
    two.keyboard.press("Tab")
    tab_to(two, "input[type=radio]")
    two.keyboard.press("Space")
    two.keyboard.press("ArrowDown")
    two.keyboard.press("ArrowDown")
    tab_to(two, "button[value=save]")
    two.keyboard.press("Enter")
    two.wait_for_selector(".messagelist .success")
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, stored.kicker, Version.objects.count()) == ("Theirs", "Ports", 3)
    assert stored.body.split("\n") == [
        "<p>The first ship left.</p>",
        "<p>Nobody saw the second. I know.</p>",
        "<p>Nobody saw the second. They said so.</p>",
        "<p>A third one stayed. At sea.</p>",
    ]


def test_the_page_counts_leads_on_and_warns_before_choices_are_lost(opened):
    article = make_article(headline="First", kicker="A", teaser="A")
    page = opened(article)
    fields = {"headline": "Theirs", "kicker": "Theirs", "teaser": "Theirs"}
    make_version(Article.objects.get(pk=article.pk), **fields)
    for name in fields:
        page.fill(f"#id_{name}", "Mine")
    save(page)
    warned = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.dismiss()))
    state, go_on = page.locator("#merge-progress p"), page.locator("#merge-progress button")
    assert (state.inner_text(), go_on.inner_text()) == ("0 of 3 decided", "Next open place")
    focused = []
    for _place in fields:
        go_on.focus()
        page.keyboard.press("Enter")
        focused.append(page.evaluate("document.activeElement.name"))
        page.keyboard.press("Space")
    assert focused == ["merge-kicker", "merge-headline", "merge-teaser"]
    assert (state.inner_text(), go_on.inner_text()) == ("3 of 3 decided", "To saving")
    page.evaluate("void setTimeout(() => { location.href = '/admin/' })")
    page.wait_for_timeout(300)
    assert warned == ["beforeunload"]
    go_on.click()
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist .success")
    assert warned == ["beforeunload"]
    assert Article.objects.get(pk=article.pk).headline == "Mine"


def test_without_scripts(opened):
    article = make_article(headline="First")
    page = opened(article, java_script_enabled=False)
    make_version(Article.objects.get(pk=article.pk), headline="Theirs")
    page.fill("#id_headline", "Mine")
    page.click("button[name=_continue].default")
    page.check("input[name=merge-headline][value=mine]")
    page.click("button[value=save]")
    assert "Saved." in page.inner_text(".messagelist")
    assert Article.objects.get(pk=article.pk).headline == "Mine"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_the_page_that_compares_can_be_read_by_everybody(new_page, log_in, axe, width, scheme):
    image = make_image()
    body = BODY + f'<figure data-image="{image.pk}"></figure>'
    article = make_article(headline="First", body=body)
    new = BODY.replace("ship", "boat") + "<h2>New</h2>"
    make_version(article, headline="The second", body=new)
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    log_in(page, make_user("Editor"))
    page.goto(reverse("admin:articles_article_compare", args=[article.pk]))
    assert page.inner_text("ins >> nth=0") == "The second"
    assert axe(page, None, {"preload": False}) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("text=Restore version 1")
    page.click("input[value='Restore it']")
    assert "Version 1 is restored, as version 3." in page.inner_text(".messagelist")
    actions.save(Article.objects.get(pk=article.pk), by=None, at=timezone.now())
    assert Version.objects.count() == 3
