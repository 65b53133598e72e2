"""What other sites are told of a page."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.utils import translation
from django.utils.html import escape

from articles import actions
from articles.enums import ChangeKind
from articles.models import SiteSettings
from articles.queries import published, site
from articles.rendering.sharing import of_article, of_list
from tests.factories import (
    AT,
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
NOW = AT + timedelta(days=1)
HOSTILE = "\"><script>alert(1)</script>&amp; '"


class Tags(HTMLParser):
    """Name and content of each tag, as browsers read them; what is none is kept apart."""

    def __init__(self, html):
        super().__init__()
        self.found, self.others = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag != "meta" or set(given) - {"name", "property", "content"}:
            self.others.append(tag)
        self.found.append((given.get("property") or given.get("name"), given["content"]))

    def handle_data(self, data):
        if data.strip():
            self.others.append(data)


def tags(html):
    read = Tags(html)
    assert read.others == []
    return read.found


def article_tags(article, code="en"):
    found = published.article(article.pk, at=NOW)
    return tags(of_article(found, site.furniture(code), absolute))


def absolute(path):
    return f"https://post.example{path}"


def test_a_story_says_all_that_is_known():
    writer = make_contributor("Tamara Jost")
    image = make_image(alt="A quay at dusk", size=(2400, 1600))
    article = make_live(
        headline="Quay",
        slug="quay",
        teaser="Teaser",
        seo_title="For search engines",
        seo_description="For search engines",
        section=make_section("World"),
        topics=[make_topic("Sea")],
        tags=[make_tag("quays")],
        credits=[(writer, "writer"), (make_contributor("Nils Gahl"), "editor")],
        lead_image=image,
    )
    make_version(article, kicker="New")
    actions.update_live(article, by=None, at=AT + timedelta(hours=3), kind=ChangeKind.UPDATE)
    make_language("pt-br")
    make_live(language_id="pt-br", translation_of=article)
    assert article_tags(article) == [
        ("og:type", "article"),
        ("og:title", "Quay"),
        ("og:description", "Teaser"),
        ("og:url", f"https://post.example/en/quay/a-{article.pk}/"),
        ("og:site_name", "Newsroom"),
        ("og:locale", "en"),
        ("twitter:card", "summary_large_image"),
        (
            "og:image",
            f"https://post.example/media/pictures/{image.rendition_key}/social-1200.jpg",
        ),
        ("og:image:type", "image/jpeg"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "A quay at dusk"),
        ("og:locale:alternate", "pt_BR"),
        ("article:published_time", "2024-05-01T12:00:00+00:00"),
        ("article:modified_time", "2024-05-01T15:00:00+00:00"),
        ("article:section", "World"),
        ("article:tag", "Sea"),
        ("article:tag", "quays"),
        ("article:author", f"https://post.example/en/tamara-jost/p-{writer.pk}/"),
        ("author", "Tamara Jost"),
    ]


def test_a_story_without_a_picture_has_a_plain_card():
    found = dict(article_tags(make_live()))
    assert found["twitter:card"] == "summary"
    assert {name for name in found if name.startswith("og:image")} == set()


def test_what_is_empty_is_not_said():
    image = make_image(alt="", is_decorative=True)
    found = article_tags(make_live(teaser="x", lead_image=image))
    assert "og:image:alt" not in dict(found)
    assert "" not in dict(found).values()


def test_a_retracted_story_is_not_shared_by_its_headline_alone():
    make_language("de")
    article = make_live(headline="Der Kai", language_id="de")
    make_version(article, teaser="Anders.")
    told = {"kind": ChangeKind.RETRACTION, "words": "Es war nicht so."}
    actions.update_live(article, by=None, at=AT, **told)
    with translation.override("de"):
        found = dict(article_tags(article, "de"))
    assert found["og:title"] == "Rücknahme: Der Kai"


def test_everything_written_is_escaped():
    SiteSettings.objects.update(name=HOSTILE)
    article = make_live(
        headline=HOSTILE,
        slug="x",
        teaser=HOSTILE,
        section=make_section(HOSTILE),
        topics=[make_topic(HOSTILE)],
        tags=[make_tag(HOSTILE, slug="t")],
        credits=[(make_contributor(HOSTILE), "writer")],
        lead_image=make_image(alt=HOSTILE),
    )
    found = article_tags(article)
    for name in ("og:title", "og:description", "og:site_name", "og:image:alt", "author"):
        assert dict(found)[name] == HOSTILE, name
    for name in ("article:section", "article:tag"):
        assert dict(found)[name] == HOSTILE, name


@pytest.mark.parametrize(
    ("kind", "expected"), [("front", "website"), ("topic", "website"), ("person", "profile")]
)
def test_a_list_says_what_it_is_and_shows_a_picture(kind, expected):
    social = {"src": "/s.jpg", "width": 1200, "height": 630, "alt": HOSTILE}
    html = of_list(kind, HOSTILE, "", "https://p/x/", social, site.furniture("en"), absolute)
    assert escape(HOSTILE) in html
    assert tags(html) == [
        ("og:type", expected),
        ("og:title", HOSTILE),
        ("og:url", "https://p/x/"),
        ("og:site_name", "Newsroom"),
        ("og:locale", "en"),
        ("twitter:card", "summary_large_image"),
        ("og:image", "https://post.example/s.jpg"),
        ("og:image:type", "image/jpeg"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", HOSTILE),
    ]


def test_a_list_without_pictures_has_a_plain_card():
    html = of_list("tag", "x", "", "https://p/x/", None, site.furniture("en"), absolute)
    assert tags(html)[-1] == ("twitter:card", "summary")
