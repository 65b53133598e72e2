"""A story's way across the desk, by HTTP, as the people who work on it would go it."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Event, Publication
from tests.articles.admin.conftest import ADD, change_url, form_at
from tests.factories import make_live, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """A browser for each of them."""
    browsers = {}
    for role in ("Reporter", "Editor", "Publisher"):
        browsers[role] = Client()
        browsers[role].force_login(make_user(role))
    return browsers


def press(client, article, step, **typed):
    url = change_url(article)
    page = client.get(url)
    data = form_at(client, url) if page.context["can_edit"] else {"version": data_version(page)}
    response = client.post(url, data | {"_step": step} | typed)
    assert response.status_code == 302, step


def data_version(page):
    return page.context["original"].version_number


def reader_page(article):
    slug = Publication.objects.get(pk=article.pk).slug
    return Client().get(f"/en/{slug}/a-{article.pk}/")


def test_from_an_empty_form_to_readers_and_back(people):
    reporter, editor, publisher = people["Reporter"], people["Editor"], people["Publisher"]
    section, other = make_section("World"), make_live(headline="What came before")
    data = form_at(reporter, ADD) | {
        "headline": "Port opens",
        "teaser": "After the storm.",
        "body": f'<p>The port is open.</p><aside data-read-more="{other.pk}"></aside>',
        "section": section.pk,
        "_continue": "1",
    }
    assert reporter.post(ADD, data).status_code == 302
    article = Article.objects.get(headline="Port opens")
    press(reporter, article, "submit")
    press(editor, article, "send_back", send_back_note="Who says so?")
    assert (
        "Who says so?"
        in reporter.get(
            reverse("admin:articles_article_history", args=[article.pk])
        ).content.decode()
    )
    press(reporter, article, "submit", body="<p>The port is open, its master said.</p>")
    press(editor, article, "approve_publish", headline="Port Ellis opens")
    page = reader_page(article)
    assert page.status_code == 200
    assert "its master said" in page.content.decode()
    assert "<h1>Port Ellis opens</h1>" in page.content.decode()
    press(publisher, article, "update", teaser="After a week of storms.")
    assert "After a week of storms." in reader_page(article).content.decode()
    press(publisher, article, "withdraw", withdraw_reason="Wrong port.")
    assert reader_page(article).status_code == 410
    press(editor, article, "publish")
    assert reader_page(article).status_code == 200
    verbs = Event.objects.filter(article=article).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "created", "submitted", "sent back", "saved", "submitted", "saved", "approved",
        "published", "saved", "approved", "updated", "withdrawn", "published",
    ]  # fmt: skip


def test_editing_a_live_story_changes_nothing_for_readers_until_it_is_updated(people):
    article = make_live(headline="What readers see")
    before = reader_page(article).content
    client = people["Publisher"]
    data = form_at(client, change_url(article)) | {"headline": "What the desk has", "_save": "1"}
    assert client.post(change_url(article), data).status_code == 302
    assert reader_page(article).content == before
    press(client, article, "approve_update")  # what was approved is what goes out
    assert "What the desk has" in reader_page(article).content.decode()
