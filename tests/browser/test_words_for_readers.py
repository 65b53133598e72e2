"""What is typed for readers into one step's box is what that step tells them."""

from datetime import timedelta

from django.utils import timezone

from articles.models import Correction
from tests.browser.article_form import change_url, reopen
from tests.factories import make_live, make_user, make_version

DAY = timedelta(days=1)


def test_each_box_sends_its_own_words(page, log_in):
    """A publisher has two ways to update live text that nobody approved, each with its words."""
    reporter = make_user("Reporter")
    live = make_live(by=reporter, at=timezone.now() - DAY)
    make_version(live, by=make_user("Publisher"), headline="Newer")
    log_in(page, make_user("Publisher"))
    reopen(page, change_url(live))
    page.click("#step-override_update")
    page.click("#step-approve_update")
    box = page.locator("details:has(> #step-approve_update)")
    box.locator("select").select_option("correction")
    box.locator("textarea").fill("It was Tuesday, not Monday.")
    box.locator("button").click()
    page.wait_for_selector("text=Approved; readers see the new text.")
    told = Correction.objects.get()
    assert (told.kind, told.words) == ("correction", "It was Tuesday, not Monday.")
