"""What is typed outlives a lost connection, an ended login and a closed browser."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Autosave, Event, Note, OpenForm, Version
from tests.factories import make_article, make_contributor, make_tag, make_topic, make_user

ADD = reverse("admin:articles_article_add")
EDITOR = ".body-editor [contenteditable=true]"
FILL_THE_STORE = """() => {
  for (let size = 2 ** 22; size >= 1; size /= 2) {
    try {
      for (let n = 0; ; n++) localStorage.setItem(`other.${size}.${n}`, "x".repeat(size));
    } catch { /* full */ }
  }
}"""
RULES = {"preload": False}  # the policy forbids what axe would preload
STATE, TROUBLE = ".autosave-state", ".autosave-trouble"


def change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.fixture
def desk(new_page, log_in):
    """The form on a page with cookies of its own: ``desk(user, url)``."""

    def open_form(user, url, **options):
        page = new_page(**options)
        log_in(page, user)
        return reopen(page, url)

    return open_form


def reopen(page, url):
    page.goto(url)
    page.wait_for_selector(EDITOR)
    return page


def another_tab(page, url):
    """The same browser's next tab."""
    tab = page.context.new_page()
    return reopen(tab, url)


def say_kept(page):
    expect(page.locator(STATE)).to_have_text(re.compile(r"^Kept \d\d:\d\d:\d\d$"))


def left_in(page):
    """What our script has put into the browser's own store."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('newsroom'))")


def with_password(role, **fields):
    user = make_user(role, **fields)
    user.set_password("harbour")
    user.save()
    return user


def end_login(user):
    for session in Session.objects.all():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def write_everything(page):
    """Something in each kind of field: lines, the body, tags, topics, a credit."""
    page.fill("#id_headline", "Port opens")
    page.fill("#id_teaser", "After the storm.")
    page.click(EDITOR)
    page.keyboard.press("Control+End")
    page.keyboard.type(" Ships left.")
    page.fill("#id_tags", "storm")
    for field, words in (("topics", "Ship"), ("contributor", "Rosa")):
        page.locator(f".field-{field} [role=combobox]:visible").first.click()
        page.keyboard.type(words)
        page.locator(f"[role=option] >> text={words}").click()


def save(page):
    page.click("button[name=_continue].default")
    page.wait_for_selector(".messagelist .success")


def test_typed_text_is_kept_offered_shown_and_saved(desk, axe):
    topic, rosa, _storm = make_topic("Shipping"), make_contributor("Rosa Lind"), make_tag("storm")
    article, user = make_article(headline="Port shut", body="<p>Closed.</p>"), make_user("Editor")
    counts = Version.objects.count(), Event.objects.count()
    page = desk(user, change_url(article))
    write_everything(page)
    say_kept(page)
    assert (Version.objects.count(), Event.objects.count()) == counts
    page.context.close()

    page = desk(user, change_url(article))
    offer = page.locator("#unsaved")
    expect(offer.locator("summary")).to_have_text(
        "What is different: headline, teaser, body, topics, tags, people", ignore_case=True
    )
    assert axe(page, None, RULES) == []
    page.click("text=Show it")
    page.wait_for_selector(EDITOR)
    expect(page.locator("#unsaved")).to_contain_text("It is not saved yet.")
    expect(page.locator(EDITOR)).to_have_text("Closed. Ships left.")
    assert axe(page, None, RULES) == []
    article.refresh_from_db()
    assert article.headline == "Port shut"
    save(page)
    article.refresh_from_db()
    assert (article.headline, article.teaser) == ("Port opens", "After the storm.")
    assert article.body == "<p>Closed. Ships left.</p>"
    assert list(article.topics.all()) == [topic]
    assert [tag.name for tag in article.tags.all()] == ["storm"]
    assert [credit.contributor for credit in article.credits.all()] == [rosa]
    assert Autosave.objects.count() == 0
    assert page.locator("#unsaved").count() == 0


def test_by_keyboard_a_new_article_is_offered_again_or_thrown_away(desk):
    user = make_user("Editor")
    page = desk(user, ADD)
    page.focus("#id_headline")
    page.keyboard.type("A new story")
    say_kept(page)
    page.context.close()
    page = desk(user, ADD)
    expect(page.locator("#unsaved h2")).to_contain_text("did not save it")
    page.focus("#unsaved summary")
    page.keyboard.press("Enter")
    expect(page.locator("#unsaved dd").first).to_have_text("A new story")
    page.focus("button[name=_throw_away]")
    page.keyboard.press("Enter")
    expect(page.locator("#unsaved")).to_have_count(0)
    expect(page.locator("#id_headline")).to_be_focused()
    assert (Autosave.objects.count(), Article.objects.count()) == (0, 0)
    reopen(page, ADD)
    assert page.locator("#unsaved").count() == 0


def test_a_lost_connection_keeps_the_text_and_says_so(desk, problems):
    article, user = make_article(), make_user("Editor")
    page = desk(user, change_url(article))
    page.context.set_offline(True)
    page.fill("#id_headline", "Typed without a connection")
    expect(page.locator(TROUBLE)).to_contain_text("no connection")
    page.click("button[name=_continue].default")
    expect(page.locator(TROUBLE)).to_contain_text("It was not sent")
    assert page.input_value("#id_headline") == "Typed without a connection"
    assert Autosave.objects.count() == 0
    page.context.set_offline(False)
    say_kept(page)
    expect(page.locator(TROUBLE)).to_have_text("The connection is back.")
    save(page)
    assert Article.objects.get().headline == "Typed without a connection"
    assert left_in(page) == []
    problems.clear()  # Chromium notes each request that failed


def test_a_browser_closed_without_connection_offers_the_text_when_it_is_back(desk, problems):
    article = make_article()
    page = desk(make_user("Editor"), change_url(article))
    page.context.set_offline(True)
    page.fill("#id_headline", "Typed without a connection")
    expect(page.locator(TROUBLE)).to_contain_text("no connection")
    tab = page.context.new_page()
    page.close()
    tab.context.set_offline(False)
    reopen(tab, change_url(article))
    expect(tab.locator("#unsaved dd").first).to_have_text("Typed without a connection")
    assert left_in(tab) == []
    problems.clear()


def test_a_tab_closed_right_after_the_last_key_offers_the_text_on_return(desk):
    article = make_article()
    page = desk(make_user("Editor"), change_url(article))
    tab = page.context.new_page()
    page.fill("#id_headline", "The last words")
    page.close()
    reopen(tab, change_url(article))
    expect(tab.locator("#unsaved dd").first).to_have_text("The last words")
    assert left_in(tab) == []


def test_a_browser_s_full_store_hinders_nothing(desk, problems):
    article = make_article()
    page = desk(make_user("Editor"), change_url(article))
    page.evaluate(FILL_THE_STORE)
    page.fill("#id_headline", "Typed with a full store")
    say_kept(page)
    page.context.set_offline(True)
    page.fill("#id_headline", "Typed on without a connection")
    expect(page.locator(TROUBLE)).to_contain_text("no connection")
    expect(page.locator(TROUBLE)).to_contain_text("your text is on this page alone")
    warned = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.dismiss()))
    page.evaluate("void setTimeout(() => { location.href = '/admin/' })")
    page.wait_for_timeout(500)
    assert warned == ["beforeunload"]
    page.context.set_offline(False)
    say_kept(page)
    assert Autosave.objects.get().data["headline"] == ["Typed on without a connection"]
    save(page)
    assert Article.objects.get().headline == "Typed on without a connection"
    problems.clear()  # Chromium notes each request that failed


def test_two_tabs_of_one_person_keep_each_its_own_and_neither_is_lost(desk):
    article, user = make_article(headline="Stored"), make_user("Editor")
    page = desk(user, change_url(article))
    tab = another_tab(page, change_url(article))
    for one, words in ((page, "In the first tab"), (tab, "In the second tab")):
        one.fill("#id_headline", words)
        say_kept(one)
    kept = Autosave.objects.order_by("pk").values_list("data__headline__0", flat=True)
    assert list(kept.all()) == ["In the first tab", "In the second tab"]
    save(page)
    assert list(kept.all()) == ["In the second tab"]
    tab.click("button[name=_continue].default")
    tab.check("input[name=merge-headline][value=mine]")
    tab.click("button[name=_merge]")
    tab.wait_for_selector(".messagelist .success")
    assert Article.objects.get().headline == "In the second tab"
    assert Autosave.objects.count() == 0


def test_text_shown_in_a_second_tab_goes_on_apart_from_the_first(desk):
    article, user = make_article(headline="Stored"), make_user("Editor")
    page = desk(user, change_url(article))
    page.fill("#id_headline", "In the first tab")
    say_kept(page)
    tab = another_tab(page, change_url(article))
    tab.click("text=Show it")
    tab.wait_for_selector(EDITOR)
    tab.fill("#id_teaser", "In the second tab")
    say_kept(tab)
    with page.expect_response("**/autosave/"):
        page.fill("#id_kicker", "In the first again")
    rows = Autosave.objects.values_list("data__kicker__0", "data__teaser__0")
    assert set(rows) == {("In the first again", article.teaser), ("", "In the second tab")}
    save(tab)
    assert [row.data["kicker"] for row in Autosave.objects.all()] == [["In the first again"]]


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
    expect(page.locator(TROUBLE)).to_have_text("You are logged in again.")
    say_kept(page)
    assert Autosave.objects.get().data["headline"] == ["Typed while logged out"]
    save(page)
    assert Article.objects.get().headline == "Typed while logged out"


def log_in_beside(page, user):
    """In another tab of the same browser, which is left open."""
    tab = page.context.new_page()
    tab.goto(reverse("admin:login"))
    tab.fill("#id_username", user.username)
    tab.fill("#id_password", "harbour")
    tab.press("#id_password", "Enter")
    tab.wait_for_selector("#user-tools")


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


def test_leaving_unsaved_text_warns_and_saving_does_not(desk):
    article = make_article()
    page = desk(make_user("Editor"), change_url(article))
    warned = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.accept()))
    page.click("#id_headline")
    page.click("#user-tools a >> nth=0")
    page.wait_for_url("**/admin/")
    assert warned == []
    reopen(page, change_url(article))
    page.click("#id_headline")
    page.keyboard.type("x")
    save(page)
    assert warned == []
    page.click("#id_headline")
    page.keyboard.type("y")
    page.click("#user-tools a >> nth=0")
    page.wait_for_url("**/admin/")
    assert warned == ["beforeunload"]


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
    second.context.close()
    first.context.close()
    third = desk(anna, change_url(article))
    tab = another_tab(third, change_url(article))
    expect(tab.locator("#open-forms p")).to_contain_text(
        ["You, in another tab, have had this open"]
    )


def wait_for_rows(page, count):
    for _turn in range(100):
        if OpenForm.objects.count() == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{OpenForm.objects.count()} open forms, not {count}")
