"""The page of readers' search over HTTP."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from articles.actions import search_words
from articles.queries import search as searching
from articles.queries.search import Found, Trouble
from tests.factories import (
    AT,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_topic,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
PATH = "/en/search/"


def get(client, path=PATH, **parameters):
    response = client.get(path, parameters)
    assert response.status_code == 200
    return response.content.decode()


def main(page):
    return page.partition("<main")[2].partition("</main>")[0]


def headlines(page):
    found = re.findall(r'<h3 class="card-headline"><a href="[^"]*">(.*?)</a>', main(page))
    return [re.sub("<[^>]*>", "", headline) for headline in found]


def links(page):
    """Addresses by their words, in the main part."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', main(page), re.DOTALL)
    words = [(re.sub(r"<[^>]*>", "", text).strip(), url) for url, text in found]
    return {text: url.replace("&amp;", "&") for text, url in words}


def asked(url):
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def said(page):
    return re.findall(r'<p class="search-said" role="status">([^<]*)', page)


def test_before_anything_is_typed(client):
    make_live(headline="Shown")
    page = get(client)
    assert '<form class="search-form" role="search" action="/en/search/" method="get">' in page
    assert '<label for="q">' in page
    assert '<link rel="canonical" href="http://testserver/en/search/">' in page
    assert '<meta name="description" content="Search all stories – Newsroom">' in page
    assert '<meta property="og:url" content="http://testserver/en/search/">' in page
    assert "noindex" not in page
    assert headlines(page) == ["Shown"]
    assert said(page) == []


def test_what_is_found_is_marked(client):
    make_live(headline="The ferry & the sea", teaser="No boat.", body="<p>Nothing &lt;b&gt;.</p>")
    make_live(headline="Other", teaser="Old.", body=f"<p>{'Long. ' * 200} A <em>ferry</em>!</p>")
    for make in (make_article, make_scheduled, make_withdrawn):
        make(headline="Ferry LEAK")
    page = get(client, q="ferries")
    assert headlines(page) == ["The ferry &amp; the sea", "Other"]
    assert "The <mark>ferry</mark> &amp; the sea</a></h3>" in page
    assert '<p class="card-teaser">No boat.</p>' in page
    assert re.search(r'<p class="card-teaser">… [^<]*<mark>ferry</mark>!</p>', page)
    assert "Old." not in page
    assert said(page) == ["2 stories"]
    assert "noindex" not in page
    assert '<link rel="canonical" href="http://testserver/en/search/">' in page
    assert (
        '<input type="search" id="q" name="q" value="ferries" maxlength="200" dir="auto">' in page
    )
    assert "LEAK" not in page


def test_what_was_typed_is_shown_and_does_nothing(client):
    for text in ("<script>alert(1)</script>", '"><b>', "{{ page }}", "%s"):
        page = get(client, q=text)
        assert "<script>alert" not in page
        assert '"><b>' not in page


@pytest.mark.parametrize(
    "query",
    [
        "x" * 100_000,
        '"' * 10_000,
        "\x00",
        "the",
        "-",
        "-ferry",
        "%",
        "東" * 900,
        "\u202e",
        "'" * 99,
    ],
)
def test_any_query_is_answered_kindly(client, query):
    make_live(headline="The newest")
    page = get(client, q=query)
    assert "The newest" in page
    if query.strip("\x00\u202e"):
        assert said(page)


def test_bytes_that_are_no_text(client):
    assert client.get(f"{PATH}?q=%FF%FE&section=%FF&from=%00").status_code == 200


def test_nothing_found_offers_a_way_on(client):
    section = make_section("World")
    make_live(headline="The newest", section=section)
    page = get(client, q="xylophone", **{"from": "2020-01-01"})
    assert '<meta name="robots" content="noindex">' in page
    assert said(page) == ["Nothing was found for “xylophone”."]
    assert headlines(page) == ["The newest"]
    assert links(page)["World"] == f"/en/{section.slug}/s-{section.pk}/"
    everywhere = links(page)["Search everything, at any time"]
    assert asked(everywhere) == {"q": "xylophone"}


def test_facets_narrow_and_can_be_taken_off(client):
    world, sport = make_section("World"), make_section("Sport")
    sea = make_topic("Sea")
    now = timezone.now()
    for number in range(3):
        make_live(headline=f"Ferry {number}", section=world, at=now - timedelta(days=10 * number))
    make_live(headline="Ferry S", section=sport, topics=[sea], at=AT - timedelta(days=400))
    found = links(get(client, q="ferry"))
    assert [text for text in found if re.search(r"^(?!Ferry).* \d+$", text)] == [
        "World 3", "Sport 1", "Sea 1", "Today 1", "Past week 1", "Past month 3", "Past year 3",
    ]  # fmt: skip
    narrow = get(client, found["Sport 1"])
    assert headlines(narrow) == ["Ferry S"]
    assert asked(links(narrow)["Sport (take this away)"]) == {"q": "ferry"}
    assert f'<input type="hidden" name="section" value="{sport.pk}">' in narrow
    assert headlines(get(client, found["Sea 1"])) == ["Ferry S"]
    assert headlines(get(client, found["Past month 3"])) == ["Ferry 0", "Ferry 1", "Ferry 2"]


def test_days_are_those_of_the_newsroom(client, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    make_live(headline="Ferry", at=AT.replace(hour=20))  # five in the morning there
    day = AT.date() + timedelta(days=1)
    assert headlines(get(client, q="ferry", **{"from": day, "to": day})) == ["Ferry"]
    page = get(client, q="ferry", to=AT.date())
    assert said(page) == ["Nothing was found for “ferry”."]


@pytest.mark.parametrize(
    "wrong",
    [
        {"section": "999999"},
        {"section": "x"},
        {"section": "9" * 400},
        {"topic": "0"},
        {"topic": "-1"},
        {"from": "yesterday"},
        {"to": "2026-13-45"},
        {"from": "0001-01-01"},
        {"to": "9999-12-31"},
        {"from": "2026-02-01", "to": "2026-01-01"},
    ],
)
def test_what_is_wrong_is_left_out_with_a_word(client, wrong):
    make_live(headline="Ferry")
    page = get(client, q="ferry", **wrong)
    assert headlines(page) == ["Ferry"]
    assert page.count('class="search-note"') == 1


@pytest.mark.parametrize("odd", [{"sort": "x"}, {"page": "x"}, {"page": "0"}, {"page": "-1"}])
def test_odd_orders_and_pages_are_the_first(client, odd):
    make_live(headline="Ferry")
    assert headlines(get(client, q="ferry", **odd)) == ["Ferry"]


def test_a_topic_that_only_drafts_have_is_not_told_of(client):
    secret = make_topic("Secret merger")
    make_article(topics=[secret])
    make_live(headline="Ferry")
    page = get(client, q="ferry", topic=secret.pk)
    assert headlines(page) == ["Ferry"]
    assert "Secret" not in page


def test_pages_lead_to_each_other(client):
    expected = [make_live(headline=f"Ferry {number}").headline for number in range(25)][::-1]
    first = get(client, q="ferry", sort="newest")
    assert headlines(first) == expected[:20]
    second = get(client, links(first)["Next page"])
    assert headlines(second) == expected[20:]
    assert asked(links(second)["Previous page"]) == {"q": "ferry", "sort": "newest"}
    past = client.get(PATH, {"q": "ferry", "page": 9})
    assert (past.status_code, past["Location"]) == (302, f"{PATH}?q=ferry")


def test_orders(client):
    make_live(headline="A ferry", at=AT - timedelta(days=1))
    make_live(headline="Other", body="<p>A ferry.</p>")
    page = get(client, q="ferry")
    assert headlines(page) == ["A ferry", "Other"]
    assert headlines(get(client, links(page)["Newest first"])) == ["Other", "A ferry"]
    assert 'aria-current="true">Best match first</a>' in main(page)


def test_did_you_mean(client):
    make_live(headline="A lighthouse")
    search_words.learn("A lighthouse", "en")
    page = get(client, q="lihgthouse")
    assert headlines(get(client, links(page)["lighthouse"])) == ["A lighthouse"]


def test_what_takes_too_long_is_said_in_words(client, monkeypatch):
    monkeypatch.setattr(searching, "_find", lambda *_args: Found(trouble=Trouble.SLOW))
    page = get(client, q="ferry")
    assert said(page) == ["That takes too long to look for. Rarer words help, or a shorter time."]


def test_in_other_languages(client):
    make_language("de")
    make_language("ar", "العربية", "rtl")
    make_live(headline="Die Fähre", language_id="de")
    page = get(client, "/de/search/", q="fähren")
    assert headlines(page) == ["Die Fähre"]
    assert said(page) == ["1 Artikel"]
    assert '<html lang="ar" dir="rtl">' in get(client, "/ar/search/", q="x")
    assert client.get("/xx/search/?q=x").status_code == 404


def test_a_post_is_refused_and_no_cookie_is_set(client):
    assert client.post(PATH, {"q": "x"}).status_code == 405
    assert not client.get(PATH, {"q": "x"}).cookies


def test_every_page_leads_to_search(client):
    gone = make_withdrawn()
    assert '<a href="/en/search/">Search</a>' in get(client, "/en/")
    for path in ("/en/nothing/", f"/en/{gone.slug}/a-{gone.pk}/"):
        assert 'role="search" action="/en/search/"' in client.get(path).content.decode()


def test_a_page_takes_few_queries(client, django_assert_num_queries):
    for number in range(30):
        make_live(headline=f"Ferry {number}", topics=[make_topic()])
    client.get(PATH)
    # The frame, and sixteen of search.
    with django_assert_num_queries(17):
        client.get(PATH, {"q": "ferry"})
