"""Feeds with whole texts, where the newsroom has chosen that."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from django.utils import timezone

from articles.models import Publication, SiteSettings
from tests.articles.feed_rules import CONTENT, RULES
from tests.factories import AT, make_image, make_live, make_withdrawn, mend

from .conftest import CORRECTIONS, FORMS, KINDS, get, read_feed

pytestmark = pytest.mark.django_db
HOSTILE = "End ]]> of <!-- <b>data</b> 👩‍👩‍👧 \u2067حيفا\u2069 &amp; more"


@pytest.fixture
def whole():
    SiteSettings.objects.update(feeds_have_full_text=True)


def contents(client, path, form):
    """The content of each item as programs find it that know the form."""
    body = get(client, f"{path}feed.{form}").content
    if form == "json":
        return [item["content_html"] for item in json.loads(body)["items"]]
    root = ElementTree.fromstring(body)
    name = CONTENT if form == "rss" else "{http://www.w3.org/2005/Atom}content"
    return [one.text for one in root.iter(name)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_feed_has_them(client, kind, form, world, whole):
    paths, fields = world
    make_live(teaser="Teaser.", body="<p>First.</p><p>Second.</p>", **fields)
    [content] = contents(client, paths[kind], form)
    assert content.index("Teaser.") < content.index("<p>First.</p>") < content.index("Second.")


@pytest.mark.parametrize("form", FORMS)
def test_off_there_is_the_teaser_alone(client, form):
    make_live(teaser="Teaser.", body="<p>LEAK</p>")
    [content] = contents(client, "/en/", form)
    assert "Teaser." in content
    assert "LEAK" not in content


def test_a_summary_is_the_teaser_all_the_same(client, whole):
    make_live(teaser="Teaser.", body="<p>Text.</p>")
    [item] = read_feed(client)["items"]
    assert item["summary"] == "Teaser."
    for form in ("rss", "atom"):
        assert feedparser.parse(get(client, f"/en/feed.{form}").content).entries[0].summary == (
            "Teaser."
        )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["/en/", CORRECTIONS])
def test_hostile_texts_break_no_rule(client, form, path, whole):
    image = make_image(alt=HOSTILE, caption=HOSTILE, credit=HOSTILE)
    pictures = f'<figure data-image="{image.pk}"><figcaption>]]&gt;</figcaption></figure>'
    article = make_live(
        headline=HOSTILE,
        slug="x",
        teaser=HOSTILE,
        body=f"<p>]]&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>{pictures}",
        lead_image=image,
    )
    mend(article, words=HOSTILE, kicker="New")
    row = Publication.objects.get()
    row.headline = f"{HOSTILE} \x00\x01\x0b\x1f\ufffe".replace("\x00", "")
    row.pieces = [f"{row.pieces[0]}<p>\x0c\x1b</p>", *row.pieces[1:]]
    row.save()
    body = get(client, f"{path}feed.{form}").content
    assert RULES[form](body) == []
    if form != "json":
        found = feedparser.parse(body)
        assert (found.bozo, len(found.entries)) == (False, 1)


def test_what_goes_out_of_a_story_goes_out_of_feeds(client, whole):
    """By the clock alone: the picture's rights end, the target of a read-more is withdrawn."""
    now = timezone.now()
    image = make_image(usable_until=now - timedelta(seconds=1))
    gone = make_withdrawn(headline="LEAK")
    make_live(
        at=AT,
        lead_image=image,
        body=f'<p>x</p><figure data-image="{image.pk}"><figcaption>LEAK</figcaption></figure>'
        f'<aside data-read-more="{gone.pk}"></aside>',
    )
    [item] = read_feed(client)["items"]
    assert "LEAK" not in item["content_html"]
    assert "<img" not in item["content_html"]


@pytest.mark.parametrize("count", [1, 20])
def test_they_take_no_query_more(client, count, whole, django_assert_num_queries):
    there = make_live()
    for _ in range(count):
        make_live(body=f'<p>x</p><aside data-read-more="{there.pk}"></aside>')
    get(client, "/en/")
    with django_assert_num_queries(1):
        assert "Read more" in read_feed(client)["items"][0]["content_html"]
