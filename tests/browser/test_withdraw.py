"""The page that withdraws a story others point at, in Chromium: what was typed is not lost."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from articles.models import Publication
from tests.factories import make_article, make_live, make_user

RULES = {"preload": False}  # the policy forbids what axe would preload
REASON = "#id_why"


@pytest.fixture
def target():
    return make_live(headline="Wrong story")


@pytest.fixture
def pointer(target):
    return make_article(body=f'<p>x</p>\n<aside data-read-more="{target.pk}"></aside>')


@pytest.fixture
def opened(new_page, log_in, target, pointer):
    """The page in a browser of its own, and what it asked before it was left."""

    def open_page(**options):
        page, asked = new_page(**options), []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        log_in(page, make_user("Publisher"))
        page.goto(reverse("admin:articles_article_withdraw", args=[target.pk]))
        return page, asked

    return open_page


def give_reason(page, pointer):
    page.fill(REASON, "Not true.")


def decide(page, pointer):
    page.select_option(f"#id_do_{pointer.pk}", "remove")


def choose_another(page, pointer):
    make_live(headline="Right story")
    page.fill(f"#id_to_{pointer.pk} + .lookup [role=combobox]", "Right")
    page.get_by_role("option", name="Right story").click()


def withdraw(page):
    page.get_by_role("button", name="Withdraw", exact=True).click()


@pytest.mark.parametrize("typed", [give_reason, decide, choose_another])
def test_it_warns_before_what_was_typed_is_lost(opened, pointer, typed):
    page, asked = opened()
    typed(page, pointer)
    page.goto(reverse("admin:index"))
    assert asked == ["beforeunload"]


def test_it_does_not_where_nothing_is_lost(opened, pointer):
    page, asked = opened()
    give_reason(page, pointer)
    page.fill(REASON, "")
    decide(page, pointer)
    page.select_option(f"#id_do_{pointer.pk}", "keep")
    page.goto(reverse("admin:index"))
    assert asked == []


def test_what_was_refused_is_not_lost_unasked_and_what_is_sent_is_sent(opened, target, pointer):
    page, asked = opened()
    give_reason(page, pointer)
    page.select_option(f"#id_do_{pointer.pk}", "replace")
    withdraw(page)
    page.wait_for_selector("text=Choose an article that is live.")
    assert asked == []
    page.click(REASON)  # Chromium asks only where somebody was active on the page
    page.reload()  # which sends it again, and is refused again
    assert asked == ["beforeunload"]
    decide(page, pointer)
    withdraw(page)
    page.wait_for_selector(".messagelist .success")
    assert asked == ["beforeunload"]
    assert Publication.objects.get(pk=target.pk).withdrawn_why == "Not true."


@pytest.mark.parametrize("width", [375, 1280])
def test_after_the_login_has_ended_the_reason_can_be_copied(opened, target, pointer, axe, width):
    page, asked = opened(viewport={"width": width, "height": 800})
    give_reason(page, pointer)
    decide(page, pointer)
    Session.objects.all().delete()
    withdraw(page)
    page.wait_for_selector("text=Your login had ended when you sent this")
    assert asked == []
    assert page.get_by_label("Why it is withdrawn").input_value() == "Not true."
    chosen = f"article {pointer.pk}: Remove the line"
    assert page.get_by_label("What you chose").input_value() == chosen
    assert axe(page, None, RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Publication.objects.get(pk=target.pk).withdrawn_at is None
