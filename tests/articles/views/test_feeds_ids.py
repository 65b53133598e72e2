"""What feeds and their items are known by stays the same."""

import json

import feedparser
import pytest

from tests.factories import make_language, make_live, mend

from .conftest import CORRECTIONS, FORMS, KINDS, get, read_feed

pytestmark = pytest.mark.django_db


class TestIds:
    def ids(self, client, path, form):
        body = get(client, f"{path}feed.{form}").content
        if form == "json":
            return [item["id"] for item in json.loads(body)["items"]]
        return [entry.id for entry in feedparser.parse(body).entries]

    def test_are_the_same_in_every_form_and_feed(self, client, world):
        paths, fields = world
        article = make_live(**fields)
        found = {tuple(self.ids(client, paths[k], form)) for k in KINDS for form in FORMS}
        assert found == {(f"tag:127.0.0.1,2026:article/{article.pk}",)}

    def test_do_not_change_with_slug_headline_host_or_scheme(self, client, settings):
        settings.ALLOWED_HOSTS = ["*"]
        article = make_live(slug="before")
        before = self.ids(client, "/en/", "atom")
        mend(article, slug="after", headline="After")
        assert read_feed(client)["items"][0]["url"].endswith(f"/en/after/a-{article.pk}/")
        assert self.ids(client, "/en/", "atom") == before
        moved = client.get("/en/feed.atom", headers={"host": "moved.example"}, secure=True)
        assert [entry.id for entry in feedparser.parse(moved.content).entries] == before

    def test_of_feeds_differ_and_outlive_a_new_name(self, client, world):
        paths, fields = world
        make_language("de")
        make_live(**fields)
        make_live(language_id="de", section=fields["section"])
        pages = [*paths.values(), CORRECTIONS, "/de/", f"/de/world/s-{fields['section'].pk}/"]

        def found():
            bodies = [client.get(f"{page}feed.atom", follow=True).content for page in pages]
            return [feedparser.parse(body).feed.id for body in bodies]

        before = found()
        assert len(set(before)) == len(pages)
        fields["section"].slug = fields["topics"][0].slug = "renamed"
        fields["section"].save()
        fields["topics"][0].save()
        assert found() == before

    def test_begin_with_the_authority_that_is_set(self, client, settings):
        settings.FEED_AUTHORITY = "old.example,2020-05"
        article = make_live()
        assert self.ids(client, "/en/", "rss") == [f"tag:old.example,2020-05:article/{article.pk}"]
