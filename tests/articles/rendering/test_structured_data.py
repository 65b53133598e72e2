"""JSON-LD: valid, complete, and harmless inside its script element."""

import json
from datetime import timedelta

import pytest

from articles.queries import published, site
from articles.rendering.structured_data import news_article
from tests.factories import (
    AT,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_section,
    make_tag,
    make_topic,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)


def text(article):
    found = published.article(article.pk, at=NOW)
    return news_article(
        found, site.furniture("en").site, lambda path: f"https://post.example{path}"
    )


def test_all_that_is_known_is_said():
    writer, editor = make_contributor("Tamara Jost"), make_contributor("Nils Gahl")
    image = make_image(caption="The quay", credit="X/AP", size=(16, 9))
    article = make_live(
        headline="Quay",
        slug="quay",
        teaser="Teaser",
        body="<p>One two three</p>",
        section=make_section("World"),
        topics=[make_topic("Sea")],
        tags=[make_tag("quays")],
        credits=[(writer, "writer"), (editor, "editor")],
        lead_image=image,
    )
    url = f"https://post.example/en/quay/a-{article.pk}/"
    assert json.loads(text(article)) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Quay",
        "description": "Teaser",
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": "en",
        "datePublished": "2024-05-01T12:00:00+00:00",
        "dateModified": "2024-05-01T12:00:00+00:00",
        "articleSection": "World",
        "keywords": ["Sea", "quays"],
        "wordCount": 3,
        "isAccessibleForFree": True,
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "Newsroom",
            "url": "https://post.example/",
        },
        "author": [
            {
                "@type": "Person",
                "name": "Tamara Jost",
                "url": f"https://post.example/en/tamara-jost/p-{writer.pk}/",
            }
        ],
        "image": {
            "@type": "ImageObject",
            "url": f"https://post.example{image.file.url}",
            "width": 16,
            "height": 9,
            "caption": "The quay",
            "creditText": "X/AP",
        },
    }


def test_a_picture_is_described_in_the_language_of_the_article():
    make_language("de")
    image = make_image(caption="The quay", captions={"de": "Der Kai"})
    data = json.loads(text(make_live(language_id="de", lead_image=image)))
    assert (data["inLanguage"], data["image"]["caption"]) == ("de", "Der Kai")


def test_without_a_byline_the_newsroom_is_the_author():
    data = json.loads(text(make_live()))
    assert data["author"] == [{"@type": "NewsMediaOrganization", "name": "Newsroom"}]
    assert "image" not in data


@pytest.mark.parametrize(
    "bad",
    [
        "</script>",
        "</SCRIPT >",
        "<!--<script>",
        "]]>",
        "&quot;",
        '"}',
        "\\",
        "😀 ع",
    ],
)
def test_any_words_come_back_as_they_were(bad):
    article = make_live(headline=f"x{bad}", seo_description=f"x{bad}", slug="x")
    made = text(article)
    assert not {"<", ">", "&"} & set(made)
    data = json.loads(made)
    assert (data["headline"], data["description"]) == (f"x{bad}", f"x{bad}")
