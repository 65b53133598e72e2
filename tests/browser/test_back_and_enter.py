"""Two keys that must do no harm: Back, to a form that another has saved since; and Enter."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Event, Publication
from tests.browser.article_form import EDITOR, change_url, reopen
from tests.factories import approve, make_article, make_live, make_user, make_version


@pytest.fixture
def stale(page, log_in):
    """A form to which its writer came back after another had saved the article."""

    def make(java_script=True):
        article = make_article(headline="Port", kicker="Sea", body="<p>Old text.</p>")
        log_in(page, make_user("Editor"))
        reopen(page, change_url(article))
        page.fill("#id_kicker", "Mine")
        page.click(EDITOR)
        page.keyboard.press("Control+End")
        page.keyboard.type(" Mine.")
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto("/admin/notifications/")
        make_version(article, headline="Theirs", kicker="Theirs", body="<p>Their text.</p>")
        page.go_back()
        page.wait_for_selector(EDITOR)
        return article

    return make


def test_back_shows_what_is_stored_and_offers_what_was_typed(page, stale):
    article = stale()
    expect(page.locator(EDITOR)).to_have_text("Their text.")
    expect(page.locator("#id_kicker")).to_have_value("Theirs")
    expect(page.locator("#unsaved")).to_contain_text("You typed something here")
    page.fill("#id_teaser", "Added.")
    page.click("button[name=_continue].default")
    page.wait_for_selector(".messagelist .success")
    article.refresh_from_db()
    assert (article.kicker, article.teaser) == ("Theirs", "Added.")
    assert article.body == "<p>Their text.</p>"


def test_back_without_scripts_shows_what_is_stored(new_page, log_in):
    article = make_article(kicker="Sea", body="<p>Old text.</p>")
    page = new_page(java_script_enabled=False)
    log_in(page, make_user("Editor"))
    page.goto(change_url(article))
    page.fill("#id_kicker", "Mine")
    page.fill("#id_body", "<p>Mine.</p>")
    page.goto("/admin/notifications/")
    make_version(article, kicker="Theirs", body="<p>Their text.</p>")
    page.go_back()
    expect(page.locator("#id_kicker")).to_have_value("Theirs")
    expect(page.locator("#id_body")).to_have_value("<p>Their text.</p>")


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_in_a_time_publishes_nothing(new_page, log_in, scripts):
    article = make_article(by=make_user("Reporter"))
    approve(article)
    before = Event.objects.count()
    page = new_page(java_script_enabled=scripts)
    log_in(page, make_user("Editor"))
    page.goto(change_url(article))
    page.click("#step-schedule")
    page.fill("#id_publish_at", "2199-01-02T10:00")
    page.press("#id_publish_at", "Enter")
    page.wait_for_timeout(500)
    expect(page.locator("#id_publish_at")).to_have_value("2199-01-02T10:00")
    expect(page.locator("#id_publish_at")).to_be_visible()
    assert (Event.objects.count(), Publication.objects.count()) == (before, 0)


def test_enter_in_a_time_of_a_form_that_may_be_edited_saves_nothing(page, log_in):
    article = make_live(kicker="Sea")
    log_in(page, make_user("Publisher"))
    reopen(page, change_url(article))
    page.fill("#id_kicker", "Typed")
    page.click("#step-set_expiry")
    page.fill("#id_ends_at", "2199-01-02T10:00")
    page.press("#id_ends_at", "Enter")
    page.wait_for_timeout(500)
    expect(page.locator("#id_kicker")).to_have_value("Typed")
    assert Article.objects.get().kicker == "Sea"
    assert Publication.objects.get().expires_at is None
