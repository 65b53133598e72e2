"""Two people at one article see that the other is at it."""

from playwright.sync_api import expect

from articles.models import OpenForm
from tests.browser.article_form import RULES, another_tab, change_url, save
from tests.factories import make_article, make_live, make_user, make_version


def wait_for_rows(page, count):
    for _turn in range(100):
        if OpenForm.objects.count() == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{OpenForm.objects.count()} open forms, not {count}")


def beaten(page):
    """Wait until the form has said how it stands, once more."""
    with page.expect_response(lambda answer: "/presence/" in answer.url, timeout=25_000):
        pass


def test_words_for_a_step_for_a_save_and_for_the_desk_are_no_change_of_the_article(desk):
    article = make_live()
    make_version(article, teaser="Newer.")
    page = desk(make_user("Publisher"), change_url(article))
    wait_for_rows(page, 1)
    page.click("#step-update")
    page.fill("[name=change_words]", "It was Tuesday.")
    page.select_option("[name=change_kind]", "correction")
    page.fill("#id_why", "A reader wrote in.")
    page.fill("#notes textarea", "Who says so?")
    page.fill("#notes textarea", "")  # nothing to lose: the form can be closed
    beaten(page)
    assert OpenForm.objects.get().changed_at is None
    page.fill("#id_note", "Check the tonnage.")
    for _turn in range(100):
        if OpenForm.objects.get().changed_at:
            break
        page.wait_for_timeout(100)
    assert OpenForm.objects.get().changed_at is not None


def test_two_people_see_that_the_other_is_at_it(desk, axe):
    article = make_article()
    anna = make_user("Editor", first_name="Anna", last_name="Berg")
    berta = make_user("Editor", first_name="Berta", last_name="Cole")
    first = desk(anna, change_url(article))
    expect(first.locator("#open-forms p")).to_have_count(0)
    wait_for_rows(first, 1)
    second = desk(berta, change_url(article))
    expect(second.locator("#open-forms p")).to_contain_text(["Anna Berg has had this open since"])
    expect(first.locator("#open-forms p")).to_contain_text(
        ["Berta Cole has had this open since"], timeout=25_000
    )
    second.fill("#id_teaser", "Changed")
    expect(first.locator("#open-forms p")).to_contain_text(["and has changed it."], timeout=25_000)
    assert axe(first, None, RULES) == []
    save(second)
    expect(first.locator("#open-forms p").first).to_contain_text(
        "Berta Cole saved version 2", timeout=25_000
    )
    for page in (first, second):
        page.goto("about:blank")  # closing the context at once may not send that it is left
    wait_for_rows(first, 0)
    third = desk(anna, change_url(article))
    tab = another_tab(third, change_url(article))
    expect(tab.locator("#open-forms p")).to_contain_text(
        ["You, in another tab, have had this open"]
    )
