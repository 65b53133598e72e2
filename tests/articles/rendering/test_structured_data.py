"""JSON-LD: valid, complete, and harmless inside its script element."""

import json
from datetime import timedelta

import pytest

from articles.enums import DigitalSourceType
from articles.queries import published, site
from articles.rendering.structured_data import images, news_article
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
    image = make_image(caption="The quay", credit="X/AP", size=(1920, 1440))
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
        "image": [
            {
                "@type": "ImageObject",
                "url": f"{picture(image)}/{name}",
                "contentUrl": f"{picture(image)}/{name}",
                "width": width,
                "height": height,
                "caption": "The quay",
                "creditText": "X/AP",
            }
            for name, width, height in (
                ("16x9-1920.jpg", 1920, 1080),
                ("4x3-1200.jpg", 1200, 900),
                ("1x1-1200.jpg", 1200, 1200),
            )
        ],
    }


def picture(image):
    """Where its files are."""
    return f"https://post.example/media/pictures/{image.rendition_key}"


def test_whose_a_picture_is_and_how_to_get_it_is_said():
    image = make_image(
        caption="",
        credit="X/AP",
        creator="A. Name",
        copyright_notice="© 2024 AP",
        license_url="https://ap.example/terms?a=1&b=2",
        acquire_license_page="https://ap.example/buy",
        digital_source_type="trainedAlgorithmicMedia",
    )
    data = json.loads(text(make_live(lead_image=image)))
    assert len(data["image"]) == 3
    for one in data["image"]:
        whose = {name: one[name] for name in one if name not in ("url", "contentUrl")}
        assert {**whose, "width": 0, "height": 0} == {
            "@type": "ImageObject",
            "width": 0,
            "height": 0,
            "creditText": "X/AP",
            "creator": {"@type": "Person", "name": "A. Name"},
            "copyrightNotice": "© 2024 AP",
            "license": "https://ap.example/terms?a=1&b=2",
            "acquireLicensePage": "https://ap.example/buy",
            "digitalSourceType": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
        }


def test_what_nobody_knows_is_not_said():
    image = make_image(alt="", is_decorative=True)
    data = json.loads(text(make_live(lead_image=image)))
    known = {"@type", "url", "contentUrl", "width", "height", "creditText"}
    assert [set(one) for one in data["image"]] == [known] * 3


def figure(image, caption=""):
    return f'<figure data-image="{image.pk}"><figcaption>{caption}</figcaption></figure>'


def test_pictures_of_the_text_are_parts_of_it():
    first = make_image(
        caption="The quay",
        credit="X/AP",
        license_url="https://ap.example/terms",
        acquire_license_page="https://ap.example/buy",
        size=(2400, 1500),
    )
    second = make_image(caption="A ship", credit="Y")
    lead = make_image()
    body = f"{figure(first, 'Own <em>words</em>')}<p>x</p><section data-gallery>"
    body += f"{figure(first)}{figure(second)}</section>"
    data = json.loads(text(make_live(body=body, lead_image=lead)))
    assert data["hasPart"] == [
        {
            "@type": "ImageObject",
            "url": f"{picture(first)}/full-1920.jpg",
            "contentUrl": f"{picture(first)}/full-1920.jpg",
            "width": 1920,
            "height": 1200,
            "caption": "Own words",
            "creditText": "X/AP",
            "license": "https://ap.example/terms",
            "acquireLicensePage": "https://ap.example/buy",
        },
        {
            "@type": "ImageObject",
            "url": f"{picture(second)}/full-8.jpg",
            "contentUrl": f"{picture(second)}/full-8.jpg",
            "width": 8,
            "height": 6,
            "caption": "A ship",
            "creditText": "Y",
        },
    ]
    assert {one["url"].rsplit("/", 1)[0] for one in data["image"]} == {picture(lead)}


# https://schema.org/IPTCDigitalSourceEnumeration
SOURCES = {
    "AlgorithmicMedia",
    "AlgorithmicallyEnhanced",
    "Composite",
    "CompositeCapture",
    "CompositeSynthetic",
    "CompositeWithTrainedAlgorithmicMedia",
    "DataDrivenMedia",
    "DigitalArt",
    "DigitalCapture",
    "MinorHumanEdits",
    "MultiFrameComputationalCapture",
    "NegativeFilm",
    "PositiveFilm",
    "Print",
    "ScreenCapture",
    "TrainedAlgorithmicMedia",
    "VirtualRecording",
}


def test_every_way_that_a_picture_came_to_be_has_its_name():
    lead = dict.fromkeys(
        ("caption", "credit", "creator", "copyright_notice", "license_url", "acquire_license_page")
    ) | {"files": {"1x1": {"src": "/x.jpg", "width": 1, "height": 1}}}
    found = set()
    for kind in DigitalSourceType.values:
        [one] = images(lead | {"digital_source_type": kind}, str, ["1x1"])
        found.add(one["digitalSourceType"])
    assert found == {f"https://schema.org/{name}DigitalSource" for name in SOURCES}


def test_a_picture_is_described_in_the_language_of_the_article():
    make_language("de")
    image = make_image(caption="The quay", captions={"de": "Der Kai"})
    data = json.loads(text(make_live(language_id="de", lead_image=image)))
    assert (data["inLanguage"], data["image"][0]["caption"]) == ("de", "Der Kai")


def test_without_a_byline_the_newsroom_is_the_author():
    data = json.loads(text(make_live()))
    assert data["author"] == [{"@type": "NewsMediaOrganization", "name": "Newsroom"}]
    assert {"image", "hasPart"} & set(data) == set()


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
