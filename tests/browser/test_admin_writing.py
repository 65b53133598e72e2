"""A journalist at work in Chromium: from an empty form to the page that readers get."""

from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.enums import Stage
from articles.models import Article, Publication, Version
from tests.browser.article_form import change_url
from tests.browser.keyboard import tab_to
from tests.factories import make_article, make_section, make_topic, make_user

ADD = reverse("admin:articles_article_add")


def test_writing_and_publishing_by_keyboard(desk):
    make_section("World")
    make_topic("Shipping")
    page = desk(make_user("Publisher"), ADD)
    keyboard = page.keyboard
    keyboard.type("Port Ellis opens again")  # the form opens at its headline
    tab_to(page, "#id_teaser")
    keyboard.type("After a week of storms.")
    tab_to(page, ".body-editor [contenteditable=true]")
    keyboard.type("The first ships left at dawn.")
    tab_to(page, "#id_section")
    keyboard.type("World")
    tab_to(page, "button[name=_continue].default")
    keyboard.press("Enter")
    page.wait_for_selector(".messagelist .success")
    article = Article.objects.get()
    assert article.body == "<p>The first ships left at dawn.</p>"
    tab_to(page, "button[value=approve_publish]")
    keyboard.press("Enter")
    page.wait_for_selector("text=Approved and published.")
    publication = Publication.objects.get()
    link = page.get_by_role("link", name="View on site")
    assert page.goto(link.get_attribute("href")).status == 200
    assert page.locator("h1").inner_text() == publication.headline == "Port Ellis opens again"


def test_a_new_article_opens_at_its_headline(desk):
    page = desk(make_user("Editor"), ADD)
    page.keyboard.type("Port Ellis opens")
    assert page.input_value("#id_headline") == "Port Ellis opens"
    page.evaluate("document.querySelector('.first-button').focus()")
    assert page.evaluate("document.activeElement.id") == "id_headline"
    assert not Article.objects.exists()
    page.press("#id_kicker", "Enter")
    page.wait_for_selector(".messagelist .success")
    assert Article.objects.get().headline == "Port Ellis opens"


def test_an_article_that_is_there_opens_without_a_field_in_hand(desk):
    page = desk(make_user("Editor"), change_url(make_article()))
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_enter_in_a_field_saves_and_never_publishes(desk):
    article = make_article()
    actions.approve(article, by=None, at=timezone.now())
    page = desk(make_user("Publisher"), change_url(article))
    page.fill("#id_kicker", "Typed")
    page.press("#id_kicker", "Enter")
    page.wait_for_selector(".messagelist .success")
    article.refresh_from_db()
    assert article.kicker == "Typed"
    assert not Publication.objects.exists()


def test_a_double_click_makes_one_article(desk):
    page = desk(make_user("Editor"), ADD)
    page.fill("#id_headline", "Once")
    page.dblclick("button[name=_continue].default")
    page.wait_for_selector(".messagelist .success")
    assert Article.objects.count() == 1
    assert Version.objects.count() == 1


def test_topics_are_picked_and_the_form_sends_them(desk):
    topic = make_topic("Shipping")
    article = make_article()
    page = desk(make_user("Editor"), change_url(article))
    page.click(".field-topics [role=combobox]")
    page.keyboard.type("Ship")
    page.click("[role=option] >> text=Shipping")
    page.click("button[name=_continue].default")
    page.wait_for_selector(".messagelist .success")
    assert list(article.topics.all()) == [topic]


def test_a_refused_step_keeps_what_was_typed_and_says_why(desk, axe):
    article = make_article(by=make_user("Reporter"))
    page = desk(make_user("Editor"), change_url(article))
    page.fill("#id_teaser", "")
    page.fill("#id_headline", "Typed anew")
    page.click("button[value=approve_publish]")
    page.wait_for_selector(".errornote")
    assert "Write a teaser." in page.inner_text("#content-main")
    assert page.input_value("#id_headline") == "Typed anew"
    assert axe(page, None, {"preload": False}) == []
    page.focus("text=See why")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.innerText") == "Write a teaser."
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "approve_publish"
    article.refresh_from_db()
    assert (article.stage, article.headline == "Typed anew") == (Stage.DRAFT, False)


def test_save_and_preview_shows_the_page_with_its_strip(desk, axe):
    make_section()
    article = make_article(headline="Before")
    page = desk(make_user("superuser"), change_url(article))
    page.fill("#id_headline", "After")
    page.click("button[name=_preview]")
    page.wait_for_selector(".preview-strip")
    assert page.locator("h1").inner_text() == "After"
    assert axe(page, None, {"preload": False}) == []
    page.click("text=Back to the article")
    assert urlsplit(page.url).path == change_url(article)


def test_characters_are_counted(desk):
    page = desk(make_user("Editor"), ADD)
    page.fill("#id_headline", "Port 👩‍👩‍👧 öffnet")
    assert page.locator("#id_headline + .counter").inner_text() == "13 / 90"


def test_without_scripts_every_step_still_works(new_page, log_in):
    article = make_article(by=make_user("Reporter"))
    page = new_page(java_script_enabled=False)
    log_in(page, make_user("Editor"))
    page.goto(change_url(article))
    page.fill("#id_headline", "Typed without scripts")
    page.click("button[value=approve_publish]")
    assert "Approved and published." in page.inner_text(".messagelist")
    assert Publication.objects.get().headline == "Typed without scripts"
