"""A subject of each kind, and what a reader's program finds in their feeds."""

import json
import re
from xml.etree import ElementTree

import feedparser
import pytest

from tests.factories import make_contributor, make_section, make_tag, make_topic

KINDS = ("front", "section", "topic", "tag", "person")
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json",
}
FORMS = tuple(TYPES)
CORRECTIONS = "/en/corrections/"


@pytest.fixture
def world():
    """A subject of each kind, the rows that put a story there, and their addresses."""
    section, topic, tag = make_section("World"), make_topic("Sea"), make_tag("harbour", slug="h")
    person = make_contributor("Tamara Jost", "tj", bio="Writes on ports.")
    paths = {
        "front": "/en/",
        "section": f"/en/{section.slug}/s-{section.pk}/",
        "topic": f"/en/{topic.slug}/t-{topic.pk}/",
        "tag": f"/en/{tag.slug}/k-{tag.pk}/",
        "person": f"/en/{person.slug}/p-{person.pk}/",
    }
    fields = {
        "section": section,
        "topics": [topic],
        "tags": [tag],
        "credits": [(person, "writer")],
    }
    return paths, fields


def get(client, path):
    """The answer, which is 200."""
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return response


def read_feed(client, path="/en/"):
    """The JSON Feed of a page, which says the same as the others."""
    return json.loads(get(client, f"{path}feed.json").content)


def feed_titles(client, path, form):
    """The titles in a page's feed, as programs read them that know this form."""
    body = get(client, f"{path}feed.{form}").content
    if form == "json":
        return [item["title"] for item in json.loads(body)["items"]]
    ElementTree.fromstring(body)  # strict
    found = feedparser.parse(body)
    assert not found.bozo
    return [entry.title for entry in found.entries]


def structured(page):
    """The JSON-LD of a page, which has one script of it: what is said, by its type."""
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(text)
    assert set(data) == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}
