"""What the article page's template prints, from published data alone."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.queries import published, site
from articles.queries.published import Target
from articles.queries.site import Furniture, LanguageChoice, Site
from articles.rendering.article import article_page, body, translations
from tests.factories import make_live

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def target(position, headline="Other", slug="other", language="en"):
    return Target(position, 2, headline, slug, language)


class TestBody:
    def test_puts_live_targets_in_their_places_and_leaves_the_others_out(self):
        pieces = [{"read_more": 0}, "<p>1</p>", {"read_more": 1}, "<p>2</p>", {"read_more": 2}]
        html = body(pieces, {1: target(1, "One")})
        assert html.split("\n")[0] == "<p>1</p>"
        assert html.split("\n")[-1] == "<p>2</p>"
        assert html.count("<aside") == 1
        assert html.index("<p>1</p>") < html.index("One") < html.index("<p>2</p>")

    def test_escapes_what_it_looks_up(self):
        html = body([{"read_more": 0}], {0: target(0, "<script>", '"x')})
        assert "<script>" not in html
        assert "&lt;script&gt;" in html
        assert '"x/' not in html

    @pytest.mark.parametrize("pieces", [[], [{"read_more": 0}]])
    def test_of_nothing_is_nothing(self, pieces):
        assert body(pieces, {}) == ""

    def test_copies_pieces_as_they_were_made(self):
        assert body(["<p>a &amp; b</p>"], {}) == "<p>a &amp; b</p>"


def furniture():
    languages = [
        LanguageChoice("en", "English", "ltr", "/en/", True),
        LanguageChoice("de", "Deutsch", "ltr", "/de/", False),
    ]
    site = Site("Post", "", "", "en", "/en/", [], languages)
    return Furniture(site=site, language=languages[0])


def test_translations_bear_the_own_name_of_their_language():
    found = translations([target(0, language="de"), target(0, language="tlh")], furniture())
    assert [(entry.code, entry.language_name) for entry in found] == [
        ("de", "Deutsch"),
        ("tlh", "tlh"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("later", "updated"), [(timedelta(0), False), (timedelta(seconds=1), True)]
)
def test_it_says_updated_only_when_it_was(later, updated):
    article = make_live(seo_title="", headline="Words", teaser="Teaser")
    found = published.article(article.pk, at=AT)
    found = type(found)(**{**vars(found), "updated_at": found.published_at + later})
    page = article_page(found, site.furniture("en"), lambda path: f"https://x{path}")
    assert page.was_updated is updated
    assert (page.title, page.description) == ("Words", "Teaser")
    assert page.canonical_url == f"https://x/en/words/a-{article.pk}/"
