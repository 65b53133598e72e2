"""A login ends while a form is open, or another person's begins in the same browser."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Autosave, Correction, Note, Version
from tests.browser.article_form import RULES, TROUBLE, change_url, reopen, save, say_kept
from tests.factories import make_article, make_live, make_user


def with_password(role, **fields):
    user = make_user(role, **fields)
    user.set_password("harbour")
    user.save()
    return user


def end_login(user):
    for session in Session.objects.all():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def log_in_beside(page, user):
    """In another tab of the same browser, which is left open."""
    tab = page.context.new_page()
    tab.goto(reverse("admin:login"))
    tab.fill("#id_username", user.username)
    tab.fill("#id_password", "harbour")
    tab.press("#id_password", "Enter")
    tab.wait_for_selector("#user-tools")


def test_an_ended_login_is_renewed_beside_and_writing_goes_on(desk):
    article, user = make_article(), with_password("Editor")
    page = desk(user, change_url(article))
    page.fill("#id_headline", "First")
    say_kept(page)
    end_login(user)
    page.fill("#id_headline", "Typed while logged out")
    expect(page.locator(TROUBLE)).to_contain_text("You are logged out.")
    page.click("button[name=_continue].default")
    expect(page.locator(TROUBLE)).to_contain_text("It was not sent")
    with page.context.expect_page() as opened:
        page.click(f"{TROUBLE} a")
    login = opened.value
    login.fill("#id_username", user.username)
    login.fill("#id_password", "harbour")
    login.press("#id_password", "Enter")
    login.wait_for_selector("#user-tools")
    login.close()
    expect(page.locator(TROUBLE)).to_have_text("You are logged in again.", timeout=15_000)
    say_kept(page)
    assert Autosave.objects.get().data["headline"] == ["Typed while logged out"]
    save(page)
    assert Article.objects.get().headline == "Typed while logged out"


def test_another_persons_login_in_the_same_browser_gets_nothing(desk, problems):
    article, user, other = make_article(), make_user("Editor"), with_password("Editor")
    page = desk(user, change_url(article))
    end_login(user)
    log_in_beside(page, other)
    page.fill("#id_headline", "Anna’s")
    expect(page.locator(TROUBLE)).to_contain_text("Somebody else is logged in")
    page.click("button[name=_continue].default")
    expect(page.locator(TROUBLE)).to_contain_text("It was not sent")
    page.fill("#note_text", "Anna’s note")
    page.click("text=Add note")
    expect(page.locator("#notes [role=status]")).to_contain_text("somebody else is logged in")
    counts = Autosave.objects.count(), Version.objects.count(), Note.objects.count()
    assert counts == (0, 1, 0)
    problems.clear()  # the old token was refused


def test_without_scripts_a_form_sent_after_the_login_is_kept(desk, new_page, log_in):
    article, user = make_article(headline="Stored"), with_password("Editor")
    page = new_page(java_script_enabled=False)
    log_in(page, user)
    page.goto(change_url(article))
    page.fill("#id_headline", "Sent too late")
    end_login(user)
    page.click("button[name=_continue].default")
    expect(page.locator(".messagelist")).to_contain_text("What you typed is kept")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "harbour")
    page.press("#id_password", "Enter")
    assert page.input_value("#id_headline") == "Sent too late"
    assert Article.objects.get().headline == "Stored"
    page.click("button[name=_continue].default")
    assert Article.objects.get().headline == "Sent too late"


def test_without_scripts_words_for_a_step_are_kept_where_the_text_is_only_read(new_page, log_in):
    article, user = make_live(), with_password("Editor")
    page = new_page(java_script_enabled=False)
    log_in(page, user)
    page.goto(change_url(article))
    box = page.locator("details:has(> #step-correct)")
    page.click("#step-correct")
    box.locator("textarea").fill("None of it was so.")
    end_login(user)
    box.get_by_role("button").click()
    expect(page.locator(".messagelist")).to_contain_text("What you typed is kept")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "harbour")
    page.press("#id_password", "Enter")
    expect(box.locator("textarea")).to_have_value("None of it was so.")
    assert not Correction.objects.exists()
    box.get_by_role("button").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Readers are told.")
    assert Correction.objects.get().words == "None of it was so."
    assert not Autosave.objects.exists()


def test_without_scripts_another_person_s_form_is_not_saved_as_one_s_own(new_page, log_in, axe):
    article = make_article(headline="Stored")
    anna = with_password("Editor", first_name="Anna", last_name="Berg")
    berta = with_password("Editor", first_name="Berta", last_name="Cole")
    page = new_page(java_script_enabled=False)
    log_in(page, anna)
    page.goto(change_url(article))
    page.fill("#id_headline", "Anna’s words")
    page.fill("#id_teaser", "Two\n\nlines")
    end_login(anna)
    log_in_beside(page, berta)
    page.click("button[name=_continue].default")
    expect(page.locator("#content")).to_contain_text("was opened by Anna Berg")
    assert page.input_value("#kept-headline") == "Anna’s words"
    assert Version.objects.count() == 1
    page.click("text=Log out, so that Anna Berg can log in")
    page.fill("#id_username", anna.username)
    page.fill("#id_password", "harbour")
    page.press("#id_password", "Enter")
    assert page.input_value("#id_headline") == "Anna’s words"
    end_login(anna)
    log_in_beside(page, berta)  # and once more, to take it this time
    page.click("button[name=_continue].default")
    page.click("text=Save it as mine, Berta Cole")
    expect(page.locator(".messagelist .success")).to_have_text("Saved.")
    newest = Version.objects.get(number=2)
    assert (newest.created_by, newest.data["headline"]) == (berta, "Anna’s words")
    assert newest.data["teaser"] == "Two\n\nlines"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_the_page_that_says_whose_it_is_can_be_read_by_everybody(
    new_page, log_in, axe, width, scheme
):
    article = make_article(headline="Stored")
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    log_in(page, make_user("Editor", first_name="Anna", last_name="Berg"))
    reopen(page, change_url(article))
    page.fill("#id_headline", "Anna’s words")
    log_in(page, make_user("Editor", first_name="Berta", last_name="Cole"))
    page.evaluate("article_form.submit()")  # asks none of our scripts
    expect(page.locator("#content")).to_contain_text("was opened by Anna Berg")
    assert axe(page, None, RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
