"""Steps that wait until there is something for them to do."""

import pytest
from playwright.sync_api import expect

from articles.models import Publication
from tests.browser.article_form import EDITOR, change_url, reopen
from tests.factories import make_live, make_user

UPDATE, LATER = "button[value=update]", "button[value=schedule_update]"
WHY = "Readers have this text already. Change something first."


@pytest.fixture
def form(page, log_in):
    """A story of which readers have the newest version, as a publisher sees it."""
    article = make_live()
    log_in(page, make_user("Publisher"))
    reopen(page, change_url(article))
    page.click("#step-update")
    return page


def test_nothing_newer_can_be_sent_to_readers_before_it_is_typed(form):
    expect(form.locator(UPDATE)).to_be_disabled()
    expect(form.get_by_text(WHY).first).to_be_visible()
    form.fill("#id_kicker", "Newer")
    expect(form.locator(UPDATE)).to_be_enabled()
    expect(form.locator(LATER)).to_be_enabled()
    expect(form.get_by_text(WHY).first).to_be_hidden()
    form.click(UPDATE)
    form.wait_for_selector("text=Readers see the new text.")
    assert Publication.objects.get().version.data["kicker"] == "Newer"


def test_the_text_itself_counts_and_what_stands_beside_it_does_not(form):
    form.fill("#id_planned_for", "2030-01-01T10:00")
    form.select_option("[name=change_kind]", "minor")
    expect(form.locator(UPDATE)).to_be_disabled()
    form.locator(EDITOR).click()
    form.keyboard.type("More.")
    expect(form.locator(UPDATE)).to_be_enabled()


def test_without_scripts_the_newsroom_answers_in_words(new_page, log_in):
    article = make_live()
    page = new_page(java_script_enabled=False)
    log_in(page, make_user("Publisher"))
    page.goto(change_url(article))
    page.click("#step-update")
    page.click(UPDATE)
    assert "Readers already see the newest version." in page.inner_text("#step-refused")
