"""A reader's way through the site, by its links alone: no cookie, no script, no dead end."""

import re
from datetime import timedelta
from html import unescape

import pytest

from articles import actions
from articles.models import SiteSettings
from tests.factories import (
    AT,
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_section,
    make_tag,
    make_topic,
    make_version,
)

pytestmark = pytest.mark.django_db


class Reader:
    """A browser without cookies or scripts."""

    def __init__(self, client):
        self.client = client
        self.path, self.page = "", ""

    def open(self, path, status=200):
        response = self.client.get(path, follow=True)
        assert response.status_code == status, path
        assert not response.cookies
        self.path = response.redirect_chain[-1][0] if response.redirect_chain else path
        self.page = unescape(response.content.decode())
        return self

    def follow(self, words):
        """Follow the first link in the main part of the page that shows ``words``."""
        main = self.page[self.page.index("<main") : self.page.index("</main>")]
        for href, shown in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', main, re.DOTALL):
            if words in re.sub("<[^>]*>", "", shown):
                return self.open(href)
        raise AssertionError(f"no link “{words}” on {self.path}")

    @property
    def headline(self):
        return re.search(r"<h1[^>]*>(.*?)</h1>", self.page, re.DOTALL)[1]


@pytest.fixture
def newsroom():
    SiteSettings.objects.update(name="The Harbour Post")
    make_language("de", "Deutsch")
    make_language("ar", "العربية", "rtl")
    world = make_section("World", slug="world", names={"de": "Welt", "ar": "العالم"})
    sea = make_topic("Shipping", slug="shipping", names={"de": "Schifffahrt"})
    tamara = make_contributor("Tamara Jost", "tj", bio="Writes on ports.")
    common = {"section": world, "topics": [sea], "credits": [(tamara, "writer")]}
    for n in range(22):
        make_live(headline=f"Old news {n:02}", at=AT - timedelta(days=n + 1), **common)
    background = make_live(headline="Why the quay was built", **common, at=AT - timedelta(hours=5))
    main = make_live(
        headline="Port Ellis opens its new quay",
        teaser="Ten years late.",
        body=f'<p>The ribbon was cut.</p><aside data-read-more="{background.pk}"></aside>'
        '<aside data-wanted="What it cost"></aside><p>More follows.</p>',
        lead_image=make_image(alt="A quay"),
        agencies=[make_agency("AP")],
        tags=[make_tag("quays")],
        **common,
    )
    german = make_live(
        headline="Neuer Kai in Port Ellis",
        language_id="de",
        translation_of=main,
        section=world,
        topics=[sea],
    )
    return {"main": main, "background": background, "german": german, "common": common}


@pytest.fixture
def reader(client):
    return Reader(client)


def test_from_the_front_through_the_site_and_back(reader, newsroom):
    reader.open("/")
    assert reader.path == "/en/"
    assert "The Harbour Post" in reader.page
    reader.follow("Port Ellis opens its new quay")
    assert reader.headline == "Port Ellis opens its new quay"
    assert "The ribbon was cut." in reader.page
    assert "What it cost" not in reader.page
    reader.follow("Why the quay was built")
    assert reader.headline == "Why the quay was built"
    reader.follow("Shipping")
    assert reader.headline == "Shipping"
    reader.follow("Older stories")
    assert "Old news 21" in reader.page
    reader.follow("Newest stories")
    reader.follow("Port Ellis opens")
    reader.follow("quays")
    assert "Port Ellis opens its new quay" in reader.page
    reader.follow("Port Ellis opens").follow("Tamara Jost")
    assert "Writes on ports." in reader.page
    reader.follow("Port Ellis opens").follow("tj")
    assert reader.headline == "Tamara Jost"
    reader.follow("Port Ellis opens").follow("World")
    assert reader.headline == "World"
    reader.open("/en/").follow("Port Ellis opens").follow("Deutsch")
    assert reader.headline == "Neuer Kai in Port Ellis"
    assert '<html lang="de" dir="ltr"' in reader.page
    reader.follow("Welt")
    assert reader.path.startswith("/de/welt/s-")
    reader.open("/ar/")
    assert '<html lang="ar" dir="rtl"' in reader.page


def test_a_wanted_story_shows_up_by_itself(reader, newsroom):
    main = newsroom["main"]
    path = f"/en/{main.slug}/a-{main.pk}/"
    cost = make_article(headline="What it cost", **newsroom["common"])
    assert "What it cost" not in reader.open(path).page
    actions.approve(cost, by=None, at=AT)
    actions.publish(cost, by=None, at=AT)
    assert reader.open(path).follow("What it cost").headline == "What it cost"
    actions.withdraw(cost, by=None, at=AT, why="Wrong sum.")
    assert "What it cost" not in reader.open(path).page


def test_a_kept_address_leads_to_the_renamed_story(reader, newsroom):
    main = newsroom["main"]
    kept = f"/en/{main.slug}/a-{main.pk}/"
    make_version(main, headline="Quay opened", slug="quay-opened")
    assert reader.open(kept).headline == "Port Ellis opens its new quay"
    actions.update_live(main, by=None, at=AT + timedelta(hours=1))
    assert reader.open(kept).headline == "Quay opened"
    assert reader.path == f"/en/quay-opened/a-{main.pk}/"
    assert "Quay opened" in reader.open("/en/").page
    assert "Port Ellis opens" not in reader.page


def test_a_withdrawn_story_is_gone_from_everywhere(reader, newsroom):
    main = newsroom["main"]
    path = f"/en/{main.slug}/a-{main.pk}/"
    links = re.findall(r'href="(/[^"]*)"', reader.open(path).page)
    pages = [link for link in links if re.match(r"/(en|de)/", link) and link != path]
    assert len(pages) > 5
    actions.withdraw(main, by=None, at=AT, why="LEAK: it never opened.")
    reader.open(path, status=410)
    assert "LEAK" not in reader.page
    assert "Port Ellis opens" not in reader.page
    for page in pages:
        gone = f"/k-{main.tags.get().pk}/" in page
        assert "Port Ellis opens" not in reader.open(page, status=404 if gone else 200).page, page
