"""Addresses: what ``snapshot`` writes is what ``urls`` reads."""

from urllib.parse import unquote

import pytest
from django.urls import Resolver404, resolve, reverse

from articles import addresses

KINDS = {"a": "article", "s": "section", "t": "topic", "k": "tag", "p": "person"}
SLUGS = ["harbour", "a", "über-uns", "الميناء", "日本", "a b", "50%", "a?b", "a#b", "a&b", "…"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "deu", "pt-br", "zh-hant-tw", "de-1996"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_address_is_read_back(kind, language, slug):
    path = addresses.address(kind, language, slug, 12)
    assert path.isascii()
    found = resolve(unquote(path))
    assert (found.view_name, found.kwargs) == (
        f"articles:{KINDS[kind]}",
        {"language": language, "slug": slug, "pk": 12},
    )


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_feed_is_found_under_its_page(slug, form):
    pages = {
        addresses.front("en"): ("front-feed", {}),
        addresses.corrections("en"): ("corrections-feed", {}),
    }
    for letter in ("s", "t", "k", "p"):
        of = {"slug": slug, "kind": KINDS[letter], "pk": 12}
        pages[addresses.address(letter, "en", slug, 12)] = ("feed", of)
    for page, (name, of) in pages.items():
        path = addresses.feed(page, form)
        found = resolve(unquote(path))
        kwargs = {"language": "en", "form": form, **of}
        assert (found.view_name, found.kwargs) == (f"articles:{name}", kwargs)
        assert unquote(reverse(f"articles:{name}", kwargs=kwargs)) == unquote(path)


def test_reverse_writes_the_same():
    assert reverse("articles:article", args=["en", "الميناء", 7]) == addresses.address(
        "a", "en", "الميناء", 7
    )
    assert reverse("articles:front", args=["de"]) == addresses.front("de") == "/de/"
    assert reverse("articles:root") == "/"


@pytest.mark.parametrize(
    "path",
    [
        "/en/x/a-0/",
        "/en/x/a-007/",
        "/en/x/a-1234567890123456789/",
        "/en/x/a-٣/",
        "/en/x/a-1\n/",
        "/en/x/a-1",
        "/en/x/y/a-1/",
        "/en/a-1/",
        "/En/x/a-1/",
        "/e/x/a-1/",
        "/en_gb/x/a-1/",
        "/english/",
        "/en-/",
        "/en/feed",
        "/en/feed.xml",
        "/en/feed.rss/",
        "/en/x/a-1/feed.rss",
        "/feed.rss",
    ],
)
def test_nothing_else_is_an_address(path):
    with pytest.raises(Resolver404):
        resolve(path)


@pytest.mark.parametrize("pk", [1, 10**17, 10**18 - 1])
def test_ids_up_to_eighteen_digits_are_read(pk):
    assert resolve(f"/en/x/a-{pk}/").kwargs["pk"] == pk
