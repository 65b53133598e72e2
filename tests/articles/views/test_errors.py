"""404 and 410: in the language of the address, with a way on, and telling nothing."""

import pytest
from django.db import DatabaseError

from articles import actions
from articles.queries import site
from tests.factories import AT, make_article, make_language, make_live, make_withdrawn

pytestmark = pytest.mark.django_db
HOSTILE = [
    "/en/x/a-0/",
    "/en/x/a-01/",
    "/en/x/a--1/",
    "/en/x/a-1000000000000000000/",
    "/en/x/a-99999999999999999999999999/",
    "/en/x/a-999999999999999999/",
    "/en/x/s-999999999999999999/",
    "/en/x/t-999999999999999999/",
    "/en/x/k-999999999999999999/",
    "/en/x/p-999999999999999999/",
    "/en/x/a-%D9%A1/",
    "/en/x/a-1%00/",
    "/en/a%2Fb/a-1/",
    "/en/%2e%2e/%2e%2e/a-1/",
    "/en/x/z-1/",
    "/EN/",
    "/en-/",
    "/e/",
    "/%FF/",
    "/en//a-1/",
    "/en/x/",
    "/xx/x/a-999999/",
    "/..%2f..%2fetc/passwd",
    "/en/<script>/a-999999/",
]


@pytest.mark.parametrize("path", HOSTILE)
def test_hostile_addresses_are_404(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "<script>" not in response.content.decode()


def test_they_offer_the_newest_live_stories(client):
    make_live(headline="Shown")
    make_article(headline="LEAK")
    gone = make_withdrawn(headline="LEAK")
    for path in ("/en/nothing/a-999999/", f"/en/{gone.slug}/a-{gone.pk}/"):
        page = client.get(path).content.decode()
        assert "Shown" in page
        assert "LEAK" not in page
        assert 'content="noindex"' in page


def test_withdrawn_under_a_language_that_is_not_there(client):
    gone = make_withdrawn()
    assert client.get(f"/xx/x/a-{gone.pk}/").status_code == 410
    make_language("de")
    response = client.get(f"/de/x/a-{gone.pk}/")
    assert (response.status_code, response.headers["Content-Language"]) == (410, "de")


def test_published_again_it_is_no_longer_gone(client):
    gone = make_withdrawn()
    actions.publish(gone, by=None, at=AT)
    assert client.get(f"/en/{gone.slug}/a-{gone.pk}/").status_code == 200


def test_without_a_database_404_is_still_a_page(client, monkeypatch):
    def lost(*_args):
        raise DatabaseError

    monkeypatch.setattr(site, "furniture", lost)
    response = client.get("/nothing")
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()
