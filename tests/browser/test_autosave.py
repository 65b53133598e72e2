"""What is typed outlives a lost connection and a closed browser, and is offered on return."""

from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Autosave, Event, Version
from tests.browser.article_form import (
    EDITOR,
    RULES,
    TROUBLE,
    another_tab,
    change_url,
    reopen,
    save,
    say_kept,
)
from tests.factories import make_article, make_contributor, make_tag, make_topic, make_user

ADD = reverse("admin:articles_article_add")
FILL_THE_STORE = """() => {
  for (let size = 2 ** 22; size >= 1; size /= 2) {
    try {
      for (let n = 0; ; n++) localStorage.setItem(`other.${size}.${n}`, "x".repeat(size));
    } catch { /* full */ }
  }
}"""


def left_in(page):
    """What our script has put into the browser's own store."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('newsroom'))")


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


def test_what_is_shown_again_and_left_as_it_is_is_kept_once(desk):
    article = make_article()
    page = desk(make_user("Editor"), change_url(article))
    page.fill("#id_headline", "Typed")
    say_kept(page)
    page = another_tab(page, change_url(article))
    row, asked = Autosave.objects.get(), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    for _time in range(3):
        page.click("text=Show it")
        expect(page.locator("#id_headline")).to_have_value("Typed")
        page.click("#id_headline")
        page.wait_for_selector(EDITOR)
        reopen(page, change_url(article))
    assert (asked, left_in(page)) == ([], [])
    assert list(Autosave.objects.all()) == [row]


def test_what_was_typed_on_is_there_when_the_page_is_loaded_anew(desk):
    article = make_article()
    page = desk(make_user("Editor"), change_url(article))
    page.fill("#id_headline", "Typed")
    say_kept(page)
    page = another_tab(page, change_url(article))
    page.click("text=Show it")
    page.wait_for_selector(EDITOR)
    page.on("dialog", lambda dialog: dialog.accept())
    page.fill("#id_headline", "Typed on")
    say_kept(page)
    page.reload()
    expect(page.locator("#id_headline")).to_have_value("Typed on")
    page.wait_for_selector(EDITOR)
    page.fill("#id_headline", "The last words")
    page.reload()  # before they are kept
    expect(page.locator("#id_headline")).to_have_value("The last words")
    page.wait_for_selector(EDITOR)
    save(page)
    assert Article.objects.get().headline == "The last words"
    assert (Autosave.objects.count(), left_in(page)) == (0, [])


def test_a_save_that_was_stopped_leaves_the_form_alive(desk):
    """Whoever stops the page and types on can send it, and is warned before leaving."""
    article = make_article(headline="Port")
    page = desk(make_user("Editor"), change_url(article))
    held = []
    page.route("**/change/", lambda route: held.append(route))  # a POST that never arrives
    page.fill("#id_kicker", "First")
    page.click("button[name=_continue].default", no_wait_after=True)
    page.wait_for_timeout(1500)
    assert held
    page.context.new_cdp_session(page).send("Page.stopLoading")
    page.unroute("**/change/")
    page.fill("#id_kicker", "Second")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("location.assign('/admin/')")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    save(page)
    article.refresh_from_db()
    assert article.kicker == "Second"
