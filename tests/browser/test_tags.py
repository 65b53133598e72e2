"""Merging tags at the desk in Chromium, by keyboard alone, and taking it back."""

from django.urls import reverse

from tests.factories import make_live, make_tag, make_user


def test_merged_by_keyboard_and_undone(page, log_in):
    birdies, golf = make_tag("birdies"), make_tag("golf")
    story = make_live(tags=[birdies])
    log_in(page, make_user("Editor"))
    page.goto(reverse("admin:articles_tag_change", args=[birdies.pk]))
    page.get_by_role("link", name="Merge").press("Enter")
    field = page.get_by_role("combobox", name="Into which tag")
    field.press_sequentially("gol")
    page.get_by_role("option", name="golf").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Merge", exact=True).press("Enter")
    page.wait_for_url(f"**{reverse('admin:articles_tag_history', args=[golf.pk])}")
    assert "“birdies” was merged into “golf”; 1 article had it." in page.inner_text(".messagelist")
    assert list(story.tags.names()) == ["golf"]
    page.goto(f"/en/birdies/k-{birdies.pk}/")
    assert page.inner_text("h1") == "golf"
    page.go_back()
    page.get_by_role("button", name="Undo: “birdies” was merged into “golf”").press("Enter")
    page.wait_for_selector("text=Undone.")
    assert list(story.tags.names()) == ["birdies"]
    page.goto(f"/en/birdies/k-{birdies.pk}/")
    assert page.inner_text("h1") == "birdies"
