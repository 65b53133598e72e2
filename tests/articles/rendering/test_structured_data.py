"""JSON-LD: valid, complete, and harmless inside its script element."""

import json
from datetime import timedelta

import pytest
from django.utils import translation

from articles import actions
from articles.actions import policy
from articles.enums import ChangeKind, DigitalSourceType
from articles.models import PolicyPage, PolicyText, SiteSettings
from articles.queries import published, site
from articles.rendering.structured_data import images, of_story
from tests.factories import (
    AT,
    make_article,
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
    frame = site.furniture(found.language)
    return of_story(found, frame.site, lambda path: f"https://post.example{path}")


def told(article):
    """What is said of the story, and of the way to it."""
    data = json.loads(text(article))
    assert (set(data), data["@context"]) == ({"@context", "@graph"}, "https://schema.org")
    story, trail = data["@graph"]
    assert (story["@type"], trail["@type"]) == ("NewsArticle", "BreadcrumbList")
    return story, trail


def story(article):
    return told(article)[0]


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
    assert story(article) == {
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
    data = story(make_live(lead_image=image))
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
    data = story(make_live(lead_image=image))
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
    data = story(make_live(body=body, lead_image=lead))
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
    data = story(make_live(language_id="de", lead_image=image))
    assert (data["inLanguage"], data["image"][0]["caption"]) == ("de", "Der Kai")


def test_without_a_byline_the_newsroom_is_the_author():
    data = story(make_live())
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
    data = story(article)
    assert (data["headline"], data["description"]) == (f"x{bad}", f"x{bad}")


def test_the_way_to_a_story_leads_through_its_section():
    section = make_section("World", slug="world")
    article = make_live(headline="Quay & more", slug="quay", section=section)
    steps = [
        ("Newsroom", "https://post.example/en/"),
        ("World", f"https://post.example/en/world/s-{section.pk}/"),
        ("Quay & more", f"https://post.example/en/quay/a-{article.pk}/"),
    ]
    assert told(article)[1] == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": url}
            for number, (name, url) in enumerate(steps, 1)
        ],
    }


def make_policy(kind, title, language="en"):
    page = PolicyPage.objects.get_or_create(kind=kind)[0]
    text = PolicyText(page=page, language_id=language, title=title, body="<p>x</p>")
    policy.save(text, by=None, at=AT)
    return f"https://post.example/{language}/{title.lower()}/i-{page.pk}/"


def test_the_pages_in_which_the_newsroom_says_how_it_works_are_named():
    make_language("de")
    ethics = make_policy("ethics", "Ethics")
    pages = {
        "publishingPrinciples": ethics,
        "ethicsPolicy": ethics,
        "correctionsPolicy": make_policy("corrections", "Errors"),
        "actionableFeedbackPolicy": make_policy("feedback", "Letters"),
        "ownershipFundingInfo": make_policy("ownership", "Owners"),
    }
    make_policy("privacy", "Privacy")
    make_policy("contact", "Contact")
    german = make_policy("corrections", "Fehler", "de")
    english = story(make_live())
    assert english["publishingPrinciples"] == ethics
    assert english["publisher"] == {
        "@type": "NewsMediaOrganization",
        "name": "Newsroom",
        "url": "https://post.example/",
        **pages,
    }
    other = story(make_live(language_id="de"))
    assert other["publisher"]["correctionsPolicy"] == german
    assert "publishingPrinciples" not in other


def test_translations_say_what_they_are_of_and_the_original_what_it_has():
    make_language("de")
    make_language("ar")
    original = make_live(headline="Quay", slug="quay")
    german = make_live(headline="Kai", slug="kai", language_id="de", translation_of=original)
    make_article(headline="LEAK", language_id="ar", translation_of=original)
    works = {
        code: {"@type": "NewsArticle", "headline": headline, "url": url, "inLanguage": code}
        for code, headline, url in (
            ("en", "Quay", f"https://post.example/en/quay/a-{original.pk}/"),
            ("de", "Kai", f"https://post.example/de/kai/a-{german.pk}/"),
        )
    }
    assert story(original)["workTranslation"] == [works["de"]]
    assert story(german)["translationOfWork"] == works["en"]
    assert {"workTranslation", "translationOfWork"} & set(story(make_live())) == set()


def test_siblings_without_a_live_original_name_nothing():
    make_language("de")
    make_language("ar")
    original = make_live()
    german = make_live(language_id="de", translation_of=original)
    make_live(language_id="ar", translation_of=original)
    actions.withdraw(original, by=None, at=AT, why="Wrong.")
    assert {"workTranslation", "translationOfWork"} & set(story(german)) == set()


def test_a_retracted_story_is_not_told_of_by_its_headline_alone():
    make_language("de")
    article = make_live(headline="Der Kai", language_id="de")
    said = [(ChangeKind.CORRECTION, "Es war Dienstag."), (ChangeKind.RETRACTION, "Nichts stimmt.")]
    for kind, words in said:
        actions.correct(article, by=None, at=AT, kind=kind, words=words)
    with translation.override("de"):
        found, trail = told(article)
    assert found["headline"] == "Rücknahme: Der Kai"
    assert trail["itemListElement"][-1]["name"] == "Rücknahme: Der Kai"
    assert sorted(one["name"] for one in found["correction"]) == ["Korrektur", "Rücknahme"]
    assert {one["@type"] for one in found["correction"]} == {"CorrectionComment"}
    assert {one["text"] for one in found["correction"]} == {words for _kind, words in said}


def test_the_publisher_has_the_logo_of_the_site():
    SiteSettings.objects.update(logo=make_image(size=(400, 100)))
    made = SiteSettings.objects.get().logo
    url = f"https://post.example/media/pictures/{made.rendition_key}/full-400.jpg"
    size = {"width": 400, "height": 100}
    expected = {"@type": "ImageObject", "url": url, "contentUrl": url, **size}
    assert story(make_live())["publisher"]["logo"] == expected
