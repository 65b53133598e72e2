"""Pages name their feeds, so that a reader's program finds them."""

import re

import pytest

from articles.models import SiteSettings
from tests.factories import make_language, make_live, make_withdrawn, mend

from .conftest import CORRECTIONS, FORMS, KINDS, TYPES, get, read_feed

pytestmark = pytest.mark.django_db


class TestDiscovery:
    def links(self, client, path):
        page = client.get(path).content.decode()
        head = page[: page.index("</head>")]
        return re.findall(
            r'<link rel="alternate" type="([^"]*)" title="([^"]*)" href="([^"]*)">', head
        )

    @pytest.mark.parametrize("kind", [*KINDS, "corrections"])
    def test_each_page_names_its_feeds_and_they_are_there(self, client, kind, world):
        paths, fields = world
        SiteSettings.objects.update(name="The Post & Mail")
        mend(make_live(**fields), teaser="x")
        path = (paths | {"corrections": CORRECTIONS})[kind]
        found = self.links(client, path)
        assert [(mime, href) for mime, _title, href in found] == [
            (TYPES[form].partition(";")[0], f"{path}feed.{form}") for form in FORMS
        ]
        for (_mime, title, href), form in zip(found, ("RSS", "Atom", "JSON Feed"), strict=True):
            name = read_feed(client, path)["title"].replace("&", "&amp;")
            assert title == f"{name} ({form})"
            assert get(client, href).headers["Content-Type"] == TYPES[href.rpartition(".")[2]]

    def test_a_later_page_names_the_same(self, client):
        for _ in range(21):
            make_live()
        [later] = re.findall(
            r'<link rel="next" href="([^"]*)"', client.get("/en/").content.decode()
        )
        assert self.links(client, later) == self.links(client, "/en/")

    def test_titles_are_in_the_language_of_the_page(self, client):
        make_language("de")
        titles = [title for _mime, title, _href in self.links(client, "/de/corrections/")]
        assert titles[0] == "Korrekturen – Newsroom (RSS)"

    def test_pages_without_feeds_of_their_own_name_those_of_the_front(self, client):
        article = mend(make_live(), teaser="x")
        gone = make_withdrawn()
        story = f"/en/{article.slug}/a-{article.pk}/"
        front = self.links(client, "/en/")
        assert len(front) == 3
        for path in (story, f"{story}changes/", f"/en/{gone.slug}/a-{gone.pk}/", "/en/nowhere/"):
            assert self.links(client, path) == front, path
