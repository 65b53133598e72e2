"""The index of topics: by letter, in each language."""

import json
import re

import pytest

from tests.factories import make_language, make_live, make_topic

pytestmark = pytest.mark.django_db


def page(client, language="en"):
    return client.get(f"/{language}/topics/")


def listed(response):
    """The letters with what stands under each."""
    html = response.content.decode()
    parts = re.findall(r'<section class="letter">(.*?)</section>', html, re.DOTALL)
    heading, link = re.compile(r"<h2 id=[^>]*>([^<]*)<"), re.compile(r'<a href="[^"]*">([^<]*)<')
    return [(heading.findall(part), link.findall(part)) for part in parts]


def test_topics_stand_under_their_letters(client, django_assert_num_queries):
    make_language("sv")
    names = {"Ärlor": "Ärlor", "Apples & pears": "Äpplen", "boats": "Båtar", "99": "99"}
    topics = [
        make_topic(name, slug=f"slug-{number}", names={"sv": swedish})
        for number, (name, swedish) in enumerate(names.items())
    ]
    for language in ("en", "sv"):
        make_live(topics=topics, language_id=language)
    with django_assert_num_queries(2):
        found = page(client)
    assert listed(found) == [
        (["#"], ["99"]),
        (["A"], ["Apples &amp; pears", "Ärlor"]),
        (["B"], ["Boats"]),
    ]
    assert listed(page(client, "sv")) == [
        (["#"], ["99"]),
        (["B"], ["Båtar"]),
        (["Ä"], ["Äpplen", "Ärlor"]),
    ]
    html = found.content.decode()
    assert '<li><a href="#letter-2">A</a></li>' in html
    assert '<h2 id="letter-2">A</h2>' in html
    assert '<link rel="alternate" hreflang="sv" href="http://testserver/sv/topics/">' in html
    assert '<link rel="canonical" href="http://testserver/en/topics/">' in html
    assert f'href="/en/slug-2/t-{topics[2].pk}/"' in html


def test_machines_read_what_it_lists(client):
    topic = make_topic("Trade", slug="trade")
    make_live(topics=[topic])
    html = page(client).content.decode()
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    about = json.loads(data)["@graph"][0]
    assert (about["@type"], about["name"], about["description"]) == (
        "CollectionPage",
        "Topics",
        "Trade",
    )
    assert about["mainEntity"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "url": f"http://testserver/en/trade/t-{topic.pk}/"}
    ]


def test_without_topics_it_says_so(client):
    make_topic("Nothing live")
    found = page(client)
    assert (found.status_code, listed(found)) == (200, [])
    assert "There are no stories here yet." in found.content.decode()
    assert page(client, "xx").status_code == 404
    assert client.post("/en/topics/").status_code == 405


def test_each_page_leads_to_it(client):
    assert '<a href="/en/topics/">Topics</a>' in client.get("/en/").content.decode()
