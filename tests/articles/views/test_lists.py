"""Front, section, topic, tag and person over HTTP."""

import re
from datetime import timedelta

import pytest

from articles.models import Contributor, SiteSettings
from tests.factories import (
    AT,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_tag,
    make_topic,
    make_withdrawn,
)

from .conftest import KINDS

pytestmark = pytest.mark.django_db
BAD_CURSORS = [
    "",
    "x",
    "-1",
    "1-",
    "1-1-1",
    "9" * 19 + "-1",
    "9" * 400,
    "1-9223372036854775808",
    "%00",
    "1-%00",
    "%D9%A1-%D9%A1",
    "%FF%FE",
    "1-1%0A",
    "<script>",
]


def headlines(response):
    page = response.content.decode()
    return re.findall(r'<h3 class="card-headline"><a href="[^"]*">([^<]*)</a>', page)


def following(response):
    found = re.findall(r'<a [^>]*rel="next" href="([^"]*)"', response.content.decode())
    return found[0] if found else None


@pytest.mark.parametrize("kind", KINDS)
def test_newest_first_and_only_what_is_live(client, kind, world):
    paths, fields = world
    make_live(headline="old", at=AT - timedelta(days=1), **fields)
    make_live(headline="new", at=AT, **fields)
    for make in (make_article, make_scheduled, make_withdrawn):
        make(headline="LEAK", **fields)
    response = client.get(paths[kind])
    assert response.status_code == 200
    assert headlines(response) == ["new", "old"]
    assert "LEAK" not in response.content.decode()
    assert following(response) is None


@pytest.mark.parametrize("kind", KINDS)
def test_what_nothing_live_carries_is_not_told_of(client, kind, world):
    paths, fields = world
    for make in (make_article, make_scheduled, make_withdrawn):
        make(headline="LEAK", **fields)
    expected = 200 if kind in ("front", "section") else 404
    response = client.get(paths[kind])
    assert response.status_code == expected
    assert "LEAK" not in response.content.decode()
    if expected == 404:
        for name in ("Sea", "harbour", "Tamara"):
            assert not re.search(rf"\b{name}\b", response.content.decode())
        wrong = client.get(re.sub("/en/[^/]*/", "/en/x/", paths[kind]))
        assert (wrong.status_code, "Location" in wrong.headers) == (404, False)


def test_pages_are_walked_by_their_links(client, world):
    paths, fields = world
    for n in range(45):
        make_live(headline=f"story {n:02}", at=AT + timedelta(minutes=n // 5), **fields)
    expected = [f"story {n:02}" for n in reversed(range(45))]
    for kind in KINDS:
        path, seen, pages = paths[kind], [], 0
        while path:
            response = client.get(path)
            assert response.status_code == 200
            seen += headlines(response)
            canonical = re.findall('rel="canonical" href="([^"]*)"', response.content.decode())
            assert canonical == [f"http://testserver{path}"]
            path, pages = following(response), pages + 1
        assert (seen, pages) == (expected, 3), kind


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", BAD_CURSORS)
def test_a_bad_cursor_is_404(client, kind, text, world):
    paths, fields = world
    make_live(**fields)
    assert client.get(f"{paths[kind]}?page={text}").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_past_the_end_there_is_nothing(client, kind, world):
    paths, fields = world
    make_live(headline="shown", **fields)
    response = client.get(f"{paths[kind]}?page=1-1")
    assert response.status_code == (200 if kind in ("front", "section") else 404)
    assert headlines(response)[:1] in ([], ["shown"])


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_wrong_slug_leads_to_the_right_address_once(client, kind, world):
    paths, fields = world
    make_live(**fields)
    wrong = re.sub("/en/[^/]*/", "/en/wrong/", paths[kind])
    response = client.get(wrong)
    assert (response.status_code, response.headers["Location"]) == (301, paths[kind])


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_wrong_slug_keeps_the_page(client, kind, world):
    paths, fields = world
    make_live(at=AT, **fields)
    cursor = f"?page={int((AT + timedelta(hours=1)).timestamp()) * 10**6}-1"
    wrong = re.sub("/en/[^/]*/", "/en/wrong/", paths[kind])
    response = client.get(wrong + cursor)
    assert (response.status_code, response.headers["Location"]) == (301, paths[kind] + cursor)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["xx", "pt-br"])
def test_a_language_that_the_site_does_not_have_is_404(client, kind, language, world):
    paths, fields = world
    make_live(**fields)
    assert client.get(paths[kind].replace("/en/", f"/{language}/")).status_code == 404


def test_subjects_are_named_in_the_language_of_the_page(client):
    make_language("de", "Deutsch")
    section = make_section("World", names={"de": "Welt"})
    topic = make_topic("Sea", names={"de": "Meer"}, descriptions={"de": "Alles Wasser"})
    make_live(language_id="de", section=section, topics=[topic])
    page = client.get(f"/de/meer/t-{topic.pk}/").content.decode()
    assert "<h1>Meer</h1>" in page
    assert "Alles Wasser" in page
    assert '<html lang="de"' in page
    moved = client.get(f"/de/{section.slug}/s-{section.pk}/")
    assert moved.headers["Location"] == f"/de/welt/s-{section.pk}/"
    assert client.get(f"/en/{topic.slug}/t-{topic.pk}/").status_code == 404


def test_the_address_of_the_site_leads_to_the_front_of_its_language(client):
    make_language("de")
    assert client.get("/").headers["Location"] == "/en/"
    SiteSettings.objects.update(default_language="de")
    response = client.get("/")
    assert (response.status_code, response.headers["Location"]) == (302, "/de/")


def test_a_person_known_by_initials_only_has_no_page(client):
    person = make_contributor("zz", "zz", is_complete=False)
    article = make_live(credits=[(person, "writer")])
    path = f"/en/zz/p-{person.pk}/"
    assert client.get(path).status_code == 404
    page = client.get(f"/en/{article.slug}/a-{article.pk}/").content.decode()
    assert f"p-{person.pk}/" not in page
    assert '<p class="sign-off">zz</p>' in page
    Contributor.objects.filter(pk=person.pk).update(is_complete=True)
    assert client.get(path).status_code == 200


def test_a_right_to_left_list_is_one(client):
    make_language("ar", "العربية", "rtl")
    make_live(headline="الميناء", language_id="ar")
    page = client.get("/ar/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert 'lang="ar" dir="rtl"' in page[page.index("<main") :]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_stay_words(client, kind, world):
    paths, fields = world
    bad = "<script>alert(1)</script>"
    for row in (fields["section"], fields["topics"][0], fields["tags"][0], fields["credits"][0][0]):
        row.name = bad
        row.save()
    make_live(headline=bad, kicker=bad, teaser=bad, slug="x", **fields)
    for path in (paths[kind], client.get(paths[kind]).headers.get("Location", paths[kind])):
        assert bad not in client.get(path).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_at_most_four_queries_whatever_the_length(
    client, count, world, django_assert_max_num_queries
):
    paths, fields = world
    image = make_image()
    for _ in range(count):
        make_live(lead_image=image, **fields)
    for kind in KINDS:
        with django_assert_max_num_queries(4):
            response = client.get(paths[kind])
        assert len(headlines(response)) == min(count, 20)


@pytest.mark.parametrize("kind", KINDS)
def test_methods(client, kind, world):
    paths, fields = world
    make_live(**fields)
    assert client.head(paths[kind]).status_code == 200
    assert client.head(paths[kind]).content == b""
    assert client.post(paths[kind]).status_code == 405
    assert client.delete(paths[kind]).status_code == 405


@pytest.mark.parametrize("name", ["🚀", "C++", "C#", "!!!", "ميناء", "%", "."])
def test_any_tag_has_a_page_that_its_links_reach(client, name):
    tags = [make_tag("…"), make_tag(name)]
    make_live(tags=tags, headline="Tagged", slug="tagged")
    page = client.get(headline_url(client)).content.decode()
    links = re.findall('href="(/en/[^"]*/k-[0-9]+/)"', page)
    assert len(links) == 2
    assert [client.get(link).status_code for link in links] == [200, 200]


def headline_url(client):
    page = client.get("/en/").content.decode()
    return re.search(r'<h3 class="card-headline"><a href="([^"]*)"', page)[1]


@pytest.mark.parametrize("name", ["🚀", "…", "Dr.", "عمر"])
def test_any_person_has_a_page_that_its_links_reach(client, name):
    person = make_contributor(name)
    make_live(credits=[(person, "writer")], headline="Credited", slug="credited")
    page = client.get(headline_url(client)).content.decode()
    [link] = re.findall('href="(/en/[^"]*/p-[0-9]+/)"', page)
    assert client.get(link).status_code == 200
