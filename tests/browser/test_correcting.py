"""A correction of a live story by keyboard alone, up to the page that readers get."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Correction
from tests.browser.keyboard import tab_to
from tests.factories import make_live, make_user

DAY = timedelta(days=1)


def press(page, selector):
    tab_to(page, selector)
    page.keyboard.press("Enter")


def test_a_live_story_is_corrected_by_keyboard_alone(page, new_page, log_in):
    reporter = make_user("Reporter")
    live = make_live(by=reporter, teaser="It was Monday.", at=timezone.now() - DAY)
    log_in(page, make_user("Editor"))
    page.goto(reverse("admin:articles_article_change", args=[live.pk]))
    press(page, "button[value=reopen]")
    page.wait_for_selector(".body-editor [contenteditable=true]")

    tab_to(page, "#id_teaser")
    page.keyboard.press("Control+a")
    page.keyboard.type("It was Tuesday.")
    press(page, "#step-approve_update")
    tab_to(page, "details[open] select[name=change_kind]")
    page.keyboard.type("Correction")
    tab_to(page, "details[open] textarea[name=change_words]")
    page.keyboard.type("It was Tuesday, not Monday.")
    press(page, "button[value=approve_update]")
    page.wait_for_selector("text=Approved; readers see the new text.")

    assert Correction.objects.get().kind == "correction"
    reader = new_page(java_script_enabled=False)
    article = Article.objects.get()
    reader.goto(f"/en/{article.slug}/a-{article.pk}/")
    assert reader.locator(".teaser").first.inner_text() == "It was Tuesday."
    assert "It was Tuesday, not Monday." in reader.locator(".corrections").inner_text()
