"""The sitemap for news over HTTP."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles.models import SiteSettings
from articles.queries import news_sitemap
from articles.queries.prepared import Prepared
from articles.rendering.news_sitemap import NAMESPACES
from tests.factories import (
    make_article,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_version,
    make_withdrawn,
)

from .conftest import get

pytestmark = pytest.mark.django_db
PATH = "/news-sitemap.xml"
NEWS, IMAGE = (f"{{{NAMESPACES[name]}}}" for name in ("xmlns:news", "xmlns:image"))


@pytest.fixture
def now():
    return timezone.now()


def read(client, path=PATH):
    return ElementTree.fromstring(get(client, path).content)


def titles(client, path=PATH):
    return [one.text for one in read(client, path).iter(f"{NEWS}title")]


def test_what_is_new_is_in_it_in_every_language(client, now):
    SiteSettings.objects.update(name="The Post")
    make_language("de")
    make_live(headline="Alt", at=now - timedelta(days=2, seconds=1))
    make_live(headline="Quay", at=now - timedelta(hours=2))
    make_live(headline="Kai", language_id="de", at=now - timedelta(hours=1))
    root = read(client)
    assert [one.text for one in root.iter(f"{NEWS}title")] == ["Kai", "Quay"]
    assert [one.text for one in root.iter(f"{NEWS}language")] == ["de", "en"]
    assert {one.text for one in root.iter(f"{NEWS}name")} == {"The Post"}


def test_what_is_not_live_is_not_in_it(client, now):
    for make in (make_article, make_scheduled, make_withdrawn):
        make(headline="LEAK")
    edited = make_live(headline="Live", at=now)
    make_version(edited, headline="LEAK")
    assert titles(client) == ["Live"]


def test_a_file_that_it_names_is_there(client, now):
    make_live(at=now, lead_image=make_image(size=(64, 36)))
    [file] = [one.text for one in read(client).iter(f"{IMAGE}loc")]
    answer = client.get(file.removeprefix("http://testserver"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert "/16x9-64.jpg" in file


def test_headers(client, now):
    make_live(at=now)
    response = get(client, PATH)
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Vary" not in response.headers
    assert not response.cookies
    again = client.get(PATH, headers={"if-none-match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(PATH)
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(PATH).status_code == 405


@pytest.mark.parametrize("count", [1, 12])
def test_one_query(client, now, count, django_assert_num_queries):
    image = make_image()
    for _ in range(count):
        make_live(at=now, lead_image=image)
    get(client, PATH)  # the frame is known from now on
    with django_assert_num_queries(1):
        assert len(titles(client)) == count


def test_an_empty_one_is_one(client):
    assert titles(client) == []


def test_more_than_one_file_holds_are_in_the_next_which_the_index_names(client, now, monkeypatch):
    monkeypatch.setattr(news_sitemap, "MOST", 2)
    first = Prepared(news_sitemap._first.build, at=datetime, since=datetime)
    monkeypatch.setattr(news_sitemap, "_first", first)
    made = [make_live(at=now - timedelta(minutes=n)).headline for n in range(5)]
    index = get(client, "/sitemap.xml").content.decode()
    files = [PATH, "/news-sitemap-2.xml", "/news-sitemap-3.xml"]
    assert [name in index for name in files] == [False, True, True]
    assert [titles(client, file) for file in files] == [made[:2], made[2:4], made[4:]]
    assert b"<url>" not in get(client, "/news-sitemap-4.xml").content
    assert client.get("/news-sitemap-11.xml").status_code == 404
