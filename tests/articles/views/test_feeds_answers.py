"""How feeds answer: headers, caches, wrong addresses, queries."""

import re

import pytest

from articles.models import SiteSettings
from tests.factories import make_image, make_live, make_version, mend

from .conftest import CORRECTIONS, FORMS, KINDS, TYPES, get, read_feed

pytestmark = pytest.mark.django_db


class TestAnswers:
    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("kind", [*KINDS, "corrections"])
    def test_headers(self, client, kind, form, world):
        paths, fields = world
        mend(make_live(**fields), teaser="x")
        path = f"{(paths | {'corrections': CORRECTIONS})[kind]}feed.{form}"
        response = get(client, path)
        assert response.headers["Content-Type"] == TYPES[form]
        assert response.headers["Content-Language"] == "en"
        assert response.headers["Cache-Control"] == "public, no-cache"
        assert response.headers["Link"] == f'<http://testserver{path}>; rel="self"'
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
        assert not response.cookies
        again = client.get(path, headers={"if-none-match": response.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        client.cookies["variant"] = "beta"
        assert get(client, path).content == response.content
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Type"] == TYPES[form]
        assert client.post(path).status_code == 405

    @pytest.mark.parametrize("form", FORMS)
    def test_the_hub_is_named(self, client, form):
        SiteSettings.objects.update(hub_url="https://hub.example/")
        make_live()
        response = get(client, f"/en/feed.{form}")
        assert response.headers["Link"] == (
            f'<https://hub.example/>; rel="hub", <http://testserver/en/feed.{form}>; rel="self"'
        )
        assert b"https://hub.example/" in response.content

    @pytest.mark.parametrize("form", FORMS)
    def test_an_empty_feed_stays_the_same_too(self, client, form):
        first = get(client, f"/en/feed.{form}")
        again = client.get(f"/en/feed.{form}", headers={"if-none-match": first.headers["ETag"]})
        assert again.status_code == 304

    def test_the_tag_moves_with_the_text(self, client):
        article = make_live()
        before = get(client, "/en/feed.atom").headers["ETag"]
        make_version(article, headline="Not published")
        assert get(client, "/en/feed.atom").headers["ETag"] == before
        mend(article, teaser="x")
        assert get(client, "/en/feed.atom").headers["ETag"] != before

    @pytest.mark.parametrize("query", ["?page=1-1", "?page=nonsense", "?x=%00"])
    @pytest.mark.parametrize("kind", [*KINDS, "corrections"])
    def test_nothing_can_be_asked_of_them(self, client, kind, query, world):
        paths, fields = world
        mend(make_live(**fields), teaser="x")
        path = f"{(paths | {'corrections': CORRECTIONS})[kind]}feed.rss"
        assert get(client, path + query).content == get(client, path).content

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("kind", KINDS[1:])
    def test_a_wrong_slug_leads_to_the_right_feed(self, client, kind, form, world):
        paths, fields = world
        make_live(**fields)
        wrong = re.sub("/en/[^/]*/", "/en/wrong/", paths[kind])
        response = client.get(f"{wrong}feed.{form}?page=1-1")
        assert (response.status_code, response.headers["Location"]) == (
            301,
            f"{paths[kind]}feed.{form}",
        )

    @pytest.mark.parametrize(
        "path",
        [
            "/xx/feed.rss",
            "/xx/corrections/feed.atom",
            "/en/x/s-99999/feed.json",
            "/en/x/t-99999/feed.json",
            "/en/x/k-99999/feed.json",
            "/en/x/p-99999/feed.json",
            "/en/feed.xml",
            "/en/feed",
            "/en/feed.rss/",
        ],
    )
    def test_elsewhere_is_nothing(self, client, path):
        make_live()
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("kind", KINDS[1:])
    def test_a_language_that_the_site_does_not_have_is_404(self, client, kind, world):
        paths, fields = world
        make_live(**fields)
        path = paths[kind].replace("/en/", "/xx/")
        assert client.get(f"{path}feed.rss").status_code == 404

    @pytest.mark.parametrize("count", [1, 20])
    def test_queries(self, client, count, world, django_assert_num_queries):
        """One for the stories, one for the subject; a topic first asks for the frame."""
        paths, fields = world
        image = make_image()
        for number in range(count):
            mend(make_live(lead_image=image, **fields), teaser=f"Changed {number}.")
        pages = {kind: (path, 2) for kind, path in paths.items()}
        pages |= {"front": ("/en/", 1), "corrections": (CORRECTIONS, 1)}
        pages["topic"] = (paths["topic"], 3)
        get(client, "/en/")
        for path, queries in pages.values():
            for form in FORMS:
                with django_assert_num_queries(queries):
                    get(client, f"{path}feed.{form}")
            assert len(read_feed(client, path)["items"]) == count
