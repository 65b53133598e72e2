"""The sitemap over HTTP: an index, and files that follow the protocol."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from articles.models import Publication, SiteSettings
from articles.queries import sitemap, sitemap_pages
from tests.factories import (
    AT,
    make_contributor,
    make_language,
    make_live,
    make_topic,
    make_version,
    make_withdrawn,
)

from .conftest import get

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
INDEX, PAGES, MAY = "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-2024-05.xml"
LISTS = (PAGES, "/sitemap-sections.xml", "/sitemap-topics.xml")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00\Z")


def read(client, path):
    return ElementTree.fromstring(get(client, path).content)


def files(client):
    root = read(client, INDEX)
    assert root.tag == f"{MAP}sitemapindex"
    assert {child.tag for child in root} == {f"{MAP}sitemap"}
    return [one.text.removeprefix("http://testserver") for one in root.iter(f"{MAP}loc")]


def urls(client, path):
    """Each address with its alternates, once it is sure that the file keeps the protocol."""
    root = read(client, path)
    assert root.tag == f"{MAP}urlset"
    found = {}
    for url in root:
        loc, changed, *links = url
        assert (url.tag, loc.tag, changed.tag) == (f"{MAP}url", f"{MAP}loc", f"{MAP}lastmod")
        assert MOMENT.match(changed.text)
        assert {link.tag for link in links} <= {LINK}
        assert {link.get("rel") for link in links} <= {"alternate"}
        found[loc.text] = {link.get("hreflang"): link.get("href") for link in links}
    return found


def test_the_index_names_every_file_and_they_are_there(client, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 2)
    for number in range(5):
        make_live(at=AT + timedelta(days=number))
    make_live(at=AT - timedelta(days=400))
    assert files(client) == [
        "/sitemap-pages.xml",
        "/sitemap-sections.xml",
        "/sitemap-2024-05.xml",
        "/sitemap-2024-05-2.xml",
        "/sitemap-2024-05-3.xml",
        "/sitemap-2023-03.xml",
    ]
    stories = [url for path in files(client)[2:] for url in urls(client, path)]
    assert len(stories) == len(set(stories)) == 6
    for url in stories:
        page = get(client, url.removeprefix("http://testserver")).content.decode()
        assert f'<link rel="canonical" href="{url}">' in page


def test_of_an_empty_newsroom(client):
    assert files(client) == [PAGES]
    assert urls(client, PAGES) == {}


def test_what_an_older_index_named_is_empty_and_not_gone(client, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 1)
    monkeypatch.setattr(sitemap_pages, "MOST", 1)
    for _ in range(2):
        make_live(topics=[make_topic()], credits=[(make_contributor(), "writer")])
    named = files(client)
    assert len(named) == 8
    assert all(urls(client, path) for path in named)
    Publication.objects.update(withdrawn_at=AT, withdrawn_why="Wrong.")
    assert [path for path in files(client) if "2024" in path] == []
    assert [urls(client, path) for path in named] == [{}] * 8


def test_lists_of_each_kind_are_all_told_of(client, monkeypatch):
    monkeypatch.setattr(sitemap_pages, "MOST", 2)
    topics = [make_topic() for _ in range(5)]
    make_live(topics=topics, credits=[(make_contributor(), "writer")])
    named = files(client)
    assert named == [
        *("/sitemap-pages.xml", "/sitemap-sections.xml"),
        *("/sitemap-topics.xml", "/sitemap-topics-2.xml", "/sitemap-topics-3.xml"),
        *("/sitemap-people.xml", MAY),
    ]
    told = [url for path in named for url in urls(client, path)]
    assert len(told) == len(set(told)) == 1 + 1 + 5 + 1 + 1
    for url in told:
        assert client.get(url.removeprefix("http://testserver")).status_code == 200


def test_every_page_that_it_names_is_there_and_calls_itself_so(client):
    make_language("ar", "العربية", "rtl")
    topic = make_topic("R&D's <quays>", slug="quays", names={"ar": "الميناء"})
    make_live(headline="أخبار", language_id="ar", topics=[topic])
    make_live(topics=[topic])
    found = {url: links for path in LISTS for url, links in urls(client, path).items()}
    assert f"http://testserver/en/quays/t-{topic.pk}/" in found
    for url, links in found.items():
        page = get(client, url.removeprefix("http://testserver")).content.decode()
        assert f'<link rel="canonical" href="{url}">' in page
        assert url in links.values()
        assert links["x-default"] == links["en"]


def test_translations_lead_to_each_other(client):
    make_language("de")
    make_language("fr")
    SiteSettings.objects.update(default_language="fr")
    english = make_live(slug="quay")
    german = make_live(slug="kai", language_id="de", translation_of=english)
    alone = make_live(slug="alone")
    site = "http://testserver"
    group = {
        "de": f"{site}/de/kai/a-{german.pk}/",
        "en": f"{site}/en/quay/a-{english.pk}/",
        "x-default": f"{site}/en/quay/a-{english.pk}/",
    }
    assert urls(client, MAY) == {
        group["en"]: group,
        group["de"]: group,
        f"{site}/en/alone/a-{alone.pk}/": {},
    }


def test_nothing_that_is_not_live(client):
    make_withdrawn()
    edited = make_live(slug="live")
    make_version(edited, slug="LEAK")
    assert list(urls(client, MAY)) == [f"http://testserver/en/live/a-{edited.pk}/"]


@pytest.mark.parametrize("path", [INDEX, *LISTS[:2], MAY])
def test_headers(client, path):
    make_live()
    response = get(client, path)
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Vary" not in response.headers
    assert not response.cookies
    again = client.get(path, headers={"if-none-match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        *("/sitemap-2024-00.xml", "/sitemap-2024-13.xml", "/sitemap-0999-05.xml"),
        *("/sitemap-2024-5.xml", "/sitemap-tags.xml", "/sitemap-2024-05-1.xml"),
        *("/sitemap-2024-05-2.xml", "/sitemap-2024-05-99999.xml", "/sitemap-x.xml", "/sitemap.xm"),
        *("/sitemap-2999-12.xml", "/sitemap-2024-05-02.xml", "/sitemap-topics-2.xml"),
    ],
)
def test_elsewhere_is_nothing(client, path):
    make_live()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_queries(client, count, django_assert_num_queries):
    """The index asks for months, news, and how many of each kind; files for the site's language."""
    for _ in range(count):
        make_live()
    for path, queries in [(INDEX, 6), (PAGES, 3), (LISTS[1], 4), (MAY, 2)]:
        with django_assert_num_queries(queries):
            get(client, path)
