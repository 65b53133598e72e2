"""A form that comes after its writer's login has ended: what was typed is not lost."""

import pytest
from django.urls import reverse

from articles.models import Article, Autosave
from tests.factories import make_article, make_user

from .conftest import ADD, autosave_url, change_url, form_at

pytestmark = pytest.mark.django_db


def late(client, address, **fields):
    """Post the form that ``client`` was served, after its session has ended."""
    page = client.get(address)
    hidden = {"writer": page.context["unsaved"]["writer"], "form_key": "late"}
    data = form_at(client, address) | hidden | fields
    client.session.flush()
    return client.post(address, data)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_form_that_comes_after_the_login_is_kept(as_user, is_new):
    article, anna = make_article(headline="Stored"), make_user("Editor")
    client = as_user(anna)
    response = late(client, ADD if is_new else change_url(article), headline="Late")
    row = Autosave.objects.get()
    assert (row.user, row.data["headline"], row.key) == (anna, ["Late"], "late")
    wanted = ADD if is_new else change_url(article)
    assert response.url == f"{wanted}?typed={row.pk}"
    assert list(Article.objects.values_list("headline", flat=True)) == ["Stored"]
    login = client.get(response.url, follow=True)
    assert "What you typed is kept." in login.content.decode()
    assert "Late" not in login.content.decode()
    client.force_login(anna)
    assert form_at(client, response.url)["headline"] == "Late"


@pytest.mark.parametrize("writer", ["", "x", "WzEsbnVsbF0:forged"])
def test_without_a_true_signature_the_text_goes_back_to_the_screen(as_user, writer):
    article = make_article()
    response = late(
        as_user(make_user("Editor")), change_url(article), headline="Late", writer=writer
    )
    assert (response.status_code, Autosave.objects.count()) == (403, 0)
    assert "\nLate</textarea>" in response.content.decode()


def test_who_lost_the_right_to_edit_gets_the_text_back(as_user):
    article, anna = make_article(), make_user("Editor")
    client = as_user(anna)
    writer = client.get(change_url(article)).context["unsaved"]["writer"]
    anna.groups.clear()
    client.session.flush()
    sent = {"headline": "Late", "writer": writer, "form_key": "late", "version": "1"}
    response = client.post(change_url(article), sent)
    assert (response.status_code, Autosave.objects.count()) == (403, 0)
    assert "\nLate</textarea>" in response.content.decode()


def test_other_posts_without_a_login_go_to_the_login(client):
    article = make_article()
    for address in (change_url(article), autosave_url(article), reverse("admin:index")):
        response = client.post(address, {"post": "yes"})
        assert (response.status_code, "/admin/login/" in response.url) == (302, True)
