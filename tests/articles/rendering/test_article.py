"""What the article page's template prints, from published data alone."""

from datetime import timedelta

import pytest

from articles.queries import published, site
from articles.queries.published import Target
from articles.queries.site import Furniture, LanguageChoice, Site
from articles.rendering.article import article_page, body, translations
from tests.factories import AT, make_live


def target(position, headline="Other", slug="other", language="en"):
    return Target(position, 2, headline, slug, language)


class TestBody:
    def test_puts_live_targets_in_their_places_and_leaves_the_others_out(self):
        pieces = [{"read_more": 0}, "<p>1</p>", {"read_more": 1}, "<p>2</p>", {"read_more": 2}]
        html = body(pieces, {1: target(1, "One")}, kept={})
        assert html.split("\n")[0] == "<p>1</p>"
        assert html.split("\n")[-1] == "<p>2</p>"
        assert html.count("<aside") == 1
        assert html.index("<p>1</p>") < html.index("One") < html.index("<p>2</p>")

    def test_escapes_what_it_looks_up(self):
        html = body([{"read_more": 0}], {0: target(0, "<script>", '"x')}, kept={})
        assert "<script>" not in html
        assert "&lt;script&gt;" in html
        assert '"x/' not in html

    @pytest.mark.parametrize("pieces", [[], [{"read_more": 0}]])
    def test_of_nothing_is_nothing(self, pieces):
        assert body(pieces, {}, kept={}) == ""

    @pytest.mark.parametrize(("count", "galleries"), [(0, 0), (1, 0), (2, 1), (3, 1)])
    def test_shows_a_gallery_of_what_there_is(self, count, galleries):
        figures = [{"image": n, "html": f"<figure>&amp;{n}</figure>"} for n in range(count)]
        for kept in ({}, {}):
            html = body(["<p>a</p>", {"gallery": figures}, "<p>b</p>"], {}, kept=kept)
            assert html.count('class="gallery"') == galleries
            assert html.count("<li>") == count * galleries
            assert [one["html"] in html for one in figures] == [True] * count
            assert html.startswith("<p>a</p>")
            assert html.endswith("<p>b</p>")

    def test_a_gallery_s_frame_is_made_once_for_its_size(self):
        kept = {}
        for name in "xyz":
            figures = [{"image": n, "html": f"<figure>{name}{n}</figure>"} for n in range(2)]
            assert f"<figure>{name}1</figure>" in body([{"gallery": figures}], {}, kept=kept)
        assert len(kept) == 1

    def test_copies_pieces_as_they_were_made(self):
        assert body(["<p>a &amp; b</p>"], {}, kept={}) == "<p>a &amp; b</p>"


def furniture():
    languages = [
        LanguageChoice("en", "English", "ltr", "/en/", True),
        LanguageChoice("de", "Deutsch", "ltr", "/de/", False),
    ]
    site = Site("Post", "", "", "en", "/en/", [], languages)
    return Furniture(site=site, language=languages[0])


def test_translations_bear_the_own_names_of_their_languages_in_the_order_of_the_site():
    found = translations([target(0, language="de"), target(0, language="en")], furniture())
    assert [(entry.code, entry.language_name) for entry in found] == [
        ("en", "English"),
        ("de", "Deutsch"),
    ]


@pytest.mark.django_db
def test_the_head_has_headline_and_teaser_unless_others_were_written_for_it():
    article = make_live(seo_title="", headline="Words", teaser="Teaser")
    page = made(article)
    assert (page.title, page.description) == ("Words", "Teaser")
    assert page.canonical_url == f"https://x/en/words/a-{article.pk}/"
    page = made(make_live(seo_title="For search", seo_description="For search too"))
    assert (page.title, page.description) == ("For search", "For search too")


def made(article):
    found = published.article(article.pk, at=AT + timedelta(days=365))
    return article_page(found, site.furniture("en"), lambda path: f"https://x{path}")
