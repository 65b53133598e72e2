"""What stands in the feeds of each kind of page."""

import re
from datetime import timedelta

import pytest

from articles import actions
from articles.models import Publication, SiteSettings
from tests.factories import (
    AT,
    FAR,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_version,
    make_withdrawn,
)

from .conftest import FORMS, KINDS, feed_titles, read_feed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def not_live(**fields):
    """Everything that readers may not have, or no longer."""
    for make in (make_article, make_scheduled, make_withdrawn):
        make(headline="LEAK", teaser="LEAK", **fields)
    make_scheduled(headline="LEAK", publish_at=AT + HOUR, expires_at=AT + 2 * HOUR, **fields)
    make_scheduled(headline="LEAK", embargo_until=FAR, publish_at=FAR, **fields)
    embargoed = make_article(headline="LEAK", embargo_until=FAR, **fields)
    actions.approve(embargoed, by=None, at=AT)


class TestWhatIsInThem:
    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("kind", KINDS)
    def test_newest_first_and_only_what_is_live(self, client, kind, form, world):
        paths, fields = world
        make_live(headline="old", at=AT - HOUR, **fields)
        edited = make_live(headline="new", **fields)
        make_version(edited, headline="LEAK", teaser="LEAK", body="<p>LEAK</p>")
        not_live(**fields)
        assert feed_titles(client, paths[kind], form) == ["new", "old"]
        assert b"LEAK" not in client.get(f"{paths[kind]}feed.{form}").content

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("kind", KINDS)
    def test_what_nothing_live_carries_is_not_told_of(self, client, kind, form, world):
        paths, fields = world
        not_live(**fields)
        path = f"{paths[kind]}feed.{form}"
        if kind in ("front", "section"):
            assert feed_titles(client, paths[kind], form) == []
            return
        wrong = re.sub("/en/[^/]*/", "/en/x/", path)
        assert [client.get(one).status_code for one in (path, wrong)] == [404, 404]

    def test_another_language_has_another_feed(self, client):
        make_language("de")
        section = make_section("World", names={"de": "Welt"})
        make_live(headline="english", section=section)
        make_live(headline="deutsch", section=section, language_id="de")
        assert feed_titles(client, "/de/", "rss") == ["deutsch"]
        found = read_feed(client, f"/de/welt/s-{section.pk}/")
        assert (found["language"], found["items"][0]["tags"]) == ("de", ["Welt"])

    def test_a_feed_is_named_as_its_page(self, client, world):
        paths, fields = world
        SiteSettings.objects.update(name="The Post", tagline="News & views")
        make_live(**fields)
        found = {kind: read_feed(client, path) for kind, path in paths.items()}
        assert {kind: data["title"] for kind, data in found.items()} == {
            "front": "The Post",
            "section": "World – The Post",
            "topic": "Sea – The Post",
            "tag": "harbour – The Post",
            "person": "Tamara Jost – The Post",
        }
        assert found["front"]["description"] == "News & views"
        assert found["person"]["description"] == "Writes on ports."
        for kind, data in found.items():
            assert data["home_page_url"] == f"http://testserver{paths[kind]}"
            assert data["feed_url"] == f"http://testserver{paths[kind]}feed.json"
            assert data["authors"] == [{"name": "The Post", "url": "http://testserver/en/"}]

    def test_an_item_says_all_that_is_known(self, client, world):
        _paths, fields = world
        image = make_image(alt="A ship", caption="The <quay>", credit="A. Name/AP")
        article = make_live(
            headline="Ships & sails", teaser="A <b> teaser.", lead_image=image, **fields
        )
        [item] = read_feed(client)["items"]
        picture = f"http://testserver/media/pictures/{image.rendition_key}/16x9-8.jpg"
        content = item.pop("content_html")
        assert item == {
            "id": f"tag:127.0.0.1,2026:article/{article.pk}",
            "url": f"http://testserver/en/{article.slug}/a-{article.pk}/",
            "title": "Ships & sails",
            "summary": "A <b> teaser.",
            "image": picture,
            "date_published": AT.isoformat(),
            "date_modified": AT.isoformat(),
            "authors": [
                {
                    "name": "Tamara Jost",
                    "url": f"http://testserver/en/tamara-jost/p-{fields['credits'][0][0].pk}/",
                }
            ],
            "tags": ["World", "Sea"],
        }
        assert content == (
            '<div lang="en" dir="ltr"> '
            f'<figure><img src="{picture}" width="8" height="4" alt="A ship">'
            "<figcaption>The &lt;quay&gt; "
            '<span class="credit">Image: A. Name/AP</span> </figcaption></figure> '
            "<p>A &lt;b&gt; teaser.</p> </div>"
        )

    def test_a_picture_without_words_has_no_caption(self, client):
        make_live(lead_image=make_image())
        row = Publication.objects.get()
        row.page["lead"]["credit"] = ""
        row.save()
        [item] = read_feed(client)["items"]
        assert "figcaption" not in item["content_html"]

    def test_somebody_without_a_page_is_no_author(self, client):
        person = make_contributor("zz", "zz", is_complete=False)
        make_live(credits=[(person, "writer")])
        [item] = read_feed(client)["items"]
        assert "authors" not in item

    def test_right_to_left_text_says_so(self, client):
        make_language("ar", "العربية", "rtl")
        make_live(headline="الميناء", language_id="ar")
        [item] = read_feed(client, "/ar/")["items"]
        assert item["title"] == "الميناء"
        assert item["content_html"].startswith('<div lang="ar" dir="rtl">')

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize(
        ("headline", "shown"),
        [
            ("End of data ]]> and <!-- more", "End of data ]]> and <!-- more"),
            ("Rise & fall of 👩‍👩‍👧", "Rise & fall of 👩‍👩‍👧"),
            ("A \u2067حيفا\u2069 ship", "A \u2067حيفا\u2069 ship"),
        ],
    )
    def test_hostile_headlines(self, client, form, headline, shown):
        make_live(headline=headline, slug="x")
        assert [one.replace("&amp;", "&") for one in feed_titles(client, "/en/", form)] == [shown]

    @pytest.mark.parametrize("form", FORMS)
    def test_what_no_text_may_hold_breaks_no_feed(self, client, form):
        """Whatever came into the table past the actions."""
        bad = "a\x01b\x0bc\x0cd\x1fe\u202ef\ufffeg\uffff"
        make_live(headline="x", credits=[(make_contributor(), "writer")], section=make_section())
        row = Publication.objects.get()
        row.headline = row.teaser = bad
        row.page["section"]["name"] = row.page["byline"][0]["name"] = bad
        row.save()
        SiteSettings.objects.update(name=bad, tagline=bad)
        assert feed_titles(client, "/en/", form) == ["ab c defg"]
