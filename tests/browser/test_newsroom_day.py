"""From a wire text to a page that readers get, and from a reader's opinion to a reviewer."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.models import Article, Contributor, Event
from feedback.models import Submission
from tests.factories import make_live, make_section, make_user

SEED = Path(__file__).parents[3] / "shared/data/seed/000_85d42271512aaf7d.txt"
WIRE = """\
Take a look at the beta version of example.org. We're not done yet! Your opinion can help us make it better.
Helvard has become the closest partner of acting President Ilan Moreth. Two ships, reportedly with pumps and engineers on board, have docked in Tamrat.
Two ships with Helvardian engineers and heavy pumps reached Tamrat at the weekend, officials said.
The delivery is part of an agreement between the two nations.
What the ships brought
The first ship left Tamrat on Sunday.
Read more: What is at stake for Helvard in Tamrat?
'A needless provocation'
Foreign Minister Anna Dorr on Monday called on Helvard to "stop sending equipment nobody asked for," according to the ministry. Her statement did not mention Saturday's arrival.
Read more: How to settle the debt of Tamrat
Close partner: Moreth believes that his neighbours want him out of office. Helvard has stood by him since he took the post.
Earlier deliveries: Helvard sent two dredgers to Tamrat last December. Three months ago the two nations held a joint flood exercise.
Holding on: Moreth has refused to step down although a dozen nations have asked him to. In January parliament named another president.
tj, aw/ng (AP, Reuters, AFP)
"""  # noqa: E501


@pytest.fixture
def wire(tmp_path):
    path = tmp_path / "wire.txt"
    path.write_text(WIRE, encoding="utf-8")
    return path


def import_draft(path):
    make_section("World", slug="world")
    call_command("import_articles", str(path), section="world", verbosity=0)
    return Article.objects.get()


def open_in_editor(page, article):
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.wait_for_selector(".body-editor [contenteditable=true]")


def publish(page, log_in, article, *, headline):
    log_in(page, make_user("Editor"))
    open_in_editor(page, article)
    page.fill("#id_headline", headline)
    page.click("button[value=approve_publish]")
    page.wait_for_selector(".messagelist .success")


def texts(page, selector):
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def texts_of_all(page, selector):
    """Of elements that need not be visible."""
    return [text.strip() for text in page.locator(selector).all_text_contents()]


def test_the_editor_finds_every_part_in_its_place(page, log_in, wire):
    article = import_draft(wire)
    log_in(page, make_user("Editor"))
    open_in_editor(page, article)
    body = ".body-editor [contenteditable=true]"
    assert page.input_value("#id_teaser").startswith("Helvard has become the closest partner")
    assert "We're not done yet" not in page.content()
    assert texts(page, f"{body} h2") == ["What the ships brought", "'A needless provocation'"]
    assert texts(page, f"{body} dt") == ["Close partner", "Earlier deliveries", "Holding on"]
    cards = [
        "What is at stake for Helvard in Tamrat?",
        "How to settle the debt of Tamrat",
    ]
    assert texts(page, f"{body} .body-card-title") == cards
    people = [
        (credit.contributor.initials, credit.role, credit.contributor.is_complete)
        for credit in article.credits.select_related("contributor")
    ]
    assert people == [("tj", "writer", False), ("aw", "writer", False), ("ng", "editor", False)]
    chosen = "#credits-group tr:not(.empty-form) select[name$=contributor] option:checked"
    assert texts_of_all(page, chosen)[:3] == ["tj", "aw", "ng"]


def test_a_wire_text_becomes_a_published_page(page, new_page, log_in, wire):
    article = import_draft(wire)
    publish(page, log_in, article, headline="Helvard sends pumps to Tamrat")

    reader = new_page(java_script_enabled=False)
    reader.goto(f"/en/anything/a-{article.pk}/")
    assert reader.locator("article h1").inner_text() == "Helvard sends pumps to Tamrat"
    assert reader.locator(".teaser").first.inner_text().startswith("Helvard has become")
    assert texts(reader, "article h2")[:2] == ["What the ships brought", "'A needless provocation'"]
    points = ["Close partner:", "Earlier deliveries:", "Holding on:"]
    assert texts(reader, "ul.key-points > li > strong") == points
    assert reader.locator(".sign-off").inner_text() == "tj, aw/ng (AP, Reuters, AFP)"
    assert reader.locator("aside.read-more").count() == 0
    verbs = list(
        Event.objects.filter(article=article).order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["imported", "saved", "approved", "published"]


def test_a_wanted_link_shows_when_its_article_comes(page, log_in, new_page, wire):
    article = import_draft(wire)
    publish(page, log_in, article, headline="Helvard sends pumps to Tamrat")
    target = make_live(headline="How to settle the debt of Tamrat")

    reader = new_page(java_script_enabled=False)
    reader.goto(f"/en/{article.slug}/a-{article.pk}/")
    assert texts(reader, "aside.read-more > a") == ["Read more: How to settle the debt of Tamrat"]
    reader.click("aside.read-more > a")
    assert reader.url.endswith(f"/a-{target.pk}/")


def test_an_opinion_reaches_the_reviewer(new_page, page, log_in):
    article = make_live(headline="Ferry returns to Port Ellis")
    reader = new_page(java_script_enabled=False)
    reader.goto(f"/en/{article.slug}/a-{article.pk}/")
    reader.click(".beta-banner a[href^='/feedback/']")
    reader.fill("textarea[name=message]", "The map in this story has no scale.")
    reader.check("input[name=kind][value=idea]")
    reader.click("main button[type=submit]")
    assert "Thank you" in reader.locator("h1").inner_text()
    submission = Submission.objects.get()
    assert submission.reference in reader.locator("main").inner_text()
    assert submission.article_id == article.pk
    assert reader.context.cookies() == []

    log_in(page, make_user("Feedback reviewer"))
    page.goto(reverse("admin:index"))
    assert page.locator("a[href*='/articles/']").count() == 0
    page.goto(reverse("admin:feedback_submission_changelist"))
    page.click("text=The map in this story has no scale.")
    assert "Ferry returns to Port Ellis" in page.locator("#content").inner_text()


@pytest.mark.skipif(not SEED.exists(), reason="the sample text lies outside the project")
def test_the_sample_text_becomes_a_published_page(page, new_page, log_in):
    article = import_draft(SEED)
    publish(page, log_in, article, headline="Russia sends planes to Venezuela")
    reader = new_page(java_script_enabled=False)
    reader.goto(f"/en/{article.slug}/a-{article.pk}/")
    points = ["Key ally:", "Previous deliveries:", "Holding on:"]
    assert texts(reader, "ul.key-points > li > strong") == points
    assert reader.locator(".sign-off").inner_text() == "tj, aw/ng (AP, Reuters, AFP)"
    assert Contributor.objects.filter(is_complete=False).count() == 3
