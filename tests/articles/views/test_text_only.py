"""Stories and lists as text alone: all their words, and nothing else to load."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import brotli
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.actions import images
from articles.queries import published
from tests.factories import (
    AT,
    make_contributor,
    make_front,
    make_image,
    make_language,
    make_live,
    make_section,
    make_tag,
    make_topic,
    say,
)

from .conftest import KINDS

pytestmark = pytest.mark.django_db
HEAVY = ("<img", "<picture", "<source", "<script", "<style", "stylesheet", "preload", "<figure")


def path(article):
    return published.article(article.pk, at=timezone.now()).url


def text(client, article):
    response = client.get(f"{path(article)}?text")
    assert response.status_code == 200
    return response.content.decode()


def picture(image, caption=""):
    return f'<figure data-image="{image.pk}"><figcaption>{caption}</figcaption></figure>'


def test_it_has_the_words_of_the_page_and_loads_nothing(client):
    lead = make_image(alt="Cranes", caption="The quay", credit="A. Name/AP")
    inside = make_image(alt='A "storm"', caption="", credit="AP")
    first, second = make_image(alt="One", credit="AP"), make_image(alt="Two", credit="AP")
    target = make_live(headline="Before that")
    article = make_live(
        headline="Port closes",
        teaser="After a storm.",
        lead_image=lead,
        place="Port Ellis",
        topics=[make_topic("Harbour")],
        tags=[make_tag("cranes")],
        credits=[(make_contributor("Theo Janssen"), "writer")],
        body=(
            f"<p>First.</p>{picture(inside, 'Waves')}<h2>Then</h2>"
            f'<section data-gallery="">{picture(first)}{picture(second, "Second")}</section>'
            f'<aside data-read-more="{target.pk}"></aside><p>Last.</p>'
        ),
    )
    page = text(client, article)
    assert [mark for mark in HEAVY if mark in page] == []
    assert len(re.findall("<p[ >]", page)) == page.count("</p>")
    wanted = [
        "<h1>Port closes</h1>",
        "After a storm.",
        "Theo Janssen",
        "[<b>Picture:</b> Cranes – The quay",
        "Image: A. Name/AP",
        "<p>First.</p>",
        "[<b>Picture:</b> A &quot;storm&quot; – Waves",
        "<h2>Then</h2>",
        "[<b>Picture:</b> One – ",
        "[<b>Picture:</b> Two – Second",
        "Before that",
        "<p>Last.</p>",
        "Harbour",
        "cranes",
    ]
    places = [page.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert f'<a href="{path(article)}">Page with pictures</a>' in page
    assert f'<link rel="canonical" href="http://testserver{path(article)}">' in page


def test_what_shows_nothing_is_not_named(client):
    image = make_image(alt="", is_decorative=True)
    article = make_live(body=f"<p>First.</p>{picture(image)}<p>Last.</p>")
    assert "Picture:" not in text(client, article)


def test_what_may_not_be_shown_is_not_named(client, django_capture_on_commit_callbacks):
    image = make_image(alt="Cranes")
    article = make_live(lead_image=image, body=f"<p>First.</p>{picture(image, 'Waves')}")
    assert "Cranes" in text(client, article)
    image.do_not_use = "Called back"
    with django_capture_on_commit_callbacks(execute=True):
        images.change(image, by=None, at=timezone.now(), fields=["do_not_use"])
    page = text(client, article)
    assert "Cranes" not in page
    assert "Waves" not in page


def test_related_stories_lead_to_text(client):
    topic = make_topic()
    article = make_live(topics=[topic])
    other = make_live(headline="Quay & crane", topics=[topic])
    assert f'<li><p><a href="{path(other)}?text">Quay &amp; crane</a></p></li>' in text(
        client, article
    )


def test_all_of_its_links_to_stories_and_lists_stay_in_text(client):
    target = make_live(headline="Before that")
    article = make_live(
        topics=[make_topic()],
        tags=[make_tag()],
        credits=[(make_contributor(), "writer")],
        body=f'<p><a href="https://else.example/x/a-1/">Else</a></p>'
        f'<aside data-read-more="{target.pk}"></aside>',
    )
    links = re.findall('<a href="([^"]*)"', text(client, article))
    # Front, section, person, the other story, topic and tag.
    assert sum(link.endswith("?text") for link in links) == 6
    assert {path(article), "https://else.example/x/a-1/"} <= set(links)


def test_the_page_leads_there_and_a_wrong_name_too(client):
    article = make_live()
    assert '<a href="?text">Text only</a>' in client.get(path(article)).content.decode()
    response = client.get(f"/en/wrong/a-{article.pk}/?text=1&x=2")
    assert (response.status_code, response["Location"]) == (301, f"{path(article)}?text")


def test_in_the_language_and_direction_of_the_story(client):
    make_language("ar", "العربية", "rtl")
    article = make_live(language_id="ar", headline="عاصفة")
    page = text(client, article)
    assert '<html lang="ar" dir="rtl">' in page
    assert "صفحة بالصور" in page


def test_it_costs_what_the_page_costs(client):
    article = make_live(topics=[make_topic()])
    client.get(path(article))
    counts = []
    for address in (path(article), f"{path(article)}?text"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts == [1, 1]


def test_a_thousand_words_are_a_few_kilobytes(client):
    words = " ".join(f"word{n}" for n in range(1000))
    article = make_live(
        lead_image=make_image(),
        topics=[make_topic() for _ in range(5)],
        body=f"<p>{words}</p>" + picture(make_image(alt="One")) * 5,
    )
    assert len(brotli.compress(text(client, article).encode())) < 10_000


class TestLists:
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_list_has_its_stories_as_links_to_text(self, client, kind, world):
        paths, fields = world
        one = make_live(headline="A & B", teaser="On <ice>.", lead_image=make_image(), **fields)
        other = make_live(headline="Old", teaser="Of old.", at=AT - timedelta(days=1), **fields)
        page = client.get(f"{paths[kind]}?text").content.decode()
        assert [mark for mark in HEAVY if mark in page] == []
        assert listed(page) == [
            (f"{path(one)}?text", "A &amp; B", "On &lt;ice&gt;."),
            (f"{path(other)}?text", "Old", "Of old."),
        ]
        assert f'<a href="{paths[kind]}">Page with pictures</a>' in page
        assert f'<link rel="canonical" href="http://testserver{paths[kind]}">' in page

    def test_the_next_page_is_text_too_and_leads_back_to_its_own(self, client, world):
        _paths, fields = world
        for n in range(21):
            make_live(headline=f"Story {n}", at=AT - timedelta(hours=n), **fields)
        first = client.get("/en/?text").content.decode()
        following = re.search('rel="next" href="([^"]*)"', first)[1]
        assert following.endswith("&amp;text")
        second = client.get(html.unescape(following)).content.decode()
        assert [headline for _url, headline, _teaser in listed(second)] == ["Story 20"]
        with_pictures = following.removesuffix("&amp;text")
        assert f'<a href="{with_pictures}">Page with pictures</a>' in second
        assert f'<a href="{following}">Text only</a>' in client.get(with_pictures).content.decode()

    def test_what_staff_placed_has_its_own_words(self, client):
        story = make_live(headline="Story", teaser="Teaser.")
        say(make_front(story), story, headline="Own")
        assert listed(client.get("/en/?text").content.decode()) == [
            (f"{path(story)}?text", "Own", "Teaser.")
        ]

    def test_a_wrong_name_leads_to_text(self, client):
        section = make_section("World")
        response = client.get(f"/en/x/s-{section.pk}/?text")
        assert response["Location"] == f"/en/{section.slug}/s-{section.pk}/?text"

    def test_an_empty_one_says_so(self, client):
        make_language("de")
        assert "Hier gibt es noch keine Artikel" in client.get("/de/?text").content.decode()

    def test_twenty_long_ones_are_a_few_kilobytes(self, client):
        for _n in range(20):
            words = " ".join(uuid4().hex[:6] for _word in range(30))
            make_live(headline=words[:90], teaser=words, lead_image=make_image())
        page = client.get("/en/?text").content
        assert len(brotli.compress(page)) < 10_000


def listed(page):
    """Address, headline and teaser of each story."""
    item = '<li><h2><a href="([^"]*)">(.*?)</a></h2>(?:<p>(.*?)</p>)?</li>'
    return re.findall(item, page)
