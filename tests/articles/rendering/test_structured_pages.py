"""JSON-LD of lists, people and the newsroom's own pages."""

import json

import pytest

from articles.enums import PolicyKind
from articles.queries.site import Furniture, LanguageChoice, Policy, Site
from articles.rendering.structured_pages import of_list, of_policy, stories

SITE = "https://post.example"
PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "name": "Post",
    "url": f"{SITE}/",
    "correctionsPolicy": f"{SITE}/en/errors/i-2/",
}
HOSTILE = '</script><b>&"'


def absolute(address):
    return f"{SITE}{address}" if address.startswith("/") else address


def furniture():
    language = LanguageChoice("en", "English", "ltr", "/en/", True)
    policies = [
        Policy(PolicyKind.CORRECTIONS, "Errors", "/en/errors/i-2/", True),
        Policy(PolicyKind.CONTACT, "Contact", "/en/contact/i-3/", True),
        Policy(PolicyKind.OTHER, "Jobs", "/en/jobs/i-4/", True),
    ]
    site = Site("Post", "", "", "en", "/en/", [], [language], policies=policies)
    return Furniture(site=site, language=language)


def read(text):
    assert not {"<", ">", "&"} & set(text)
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def of(kind, title, path, *paths, description="", **details):
    url = absolute(path)
    return read(of_list(kind, title, description, url, paths, details, furniture(), absolute))


def listed(*paths):
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "url": f"{SITE}{path}"}
            for number, path in enumerate(paths, 1)
        ],
    }


def test_a_list_says_what_it_is_and_which_stories_it_has():
    page, trail = of(
        "topic", "Sea", "/en/sea/t-5/", "/en/x/a-1/", "/en/y/a-2/", description="Ships."
    )
    assert page == {
        "@type": "CollectionPage",
        "name": "Sea",
        "description": "Ships.",
        "url": f"{SITE}/en/sea/t-5/",
        "inLanguage": "en",
        "isPartOf": {"@type": "WebSite", "name": "Post", "url": f"{SITE}/en/"},
        "publisher": PUBLISHER,
        "mainEntity": listed("/en/x/a-1/", "/en/y/a-2/"),
    }
    assert trail == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Post", "item": f"{SITE}/en/"},
            {"@type": "ListItem", "position": 2, "name": "Sea", "item": f"{SITE}/en/sea/t-5/"},
        ],
    }


def test_the_front_is_where_the_way_begins():
    [page] = of("front", "Post", "/en/", "/en/x/a-1/")
    assert page["@type"] == "CollectionPage"
    assert "description" not in page


def test_a_person_is_who_their_page_is_about():
    known = {"image": "/media/p.jpg", "job_title": "Editor", "initials": "tj"}
    elsewhere = "https://a.example/tj https://b.example/@tj"
    page, trail = of(
        *("person", "Tamara Jost", "/en/tamara-jost/p-7/", "/en/x/a-1/"),
        description="Writes on ports.",
        same_as=elsewhere,
        **known,
    )
    assert page == {
        "@type": "ProfilePage",
        "name": "Tamara Jost",
        "description": "Writes on ports.",
        "url": f"{SITE}/en/tamara-jost/p-7/",
        "inLanguage": "en",
        "isPartOf": {"@type": "WebSite", "name": "Post", "url": f"{SITE}/en/"},
        "publisher": PUBLISHER,
        "mainEntity": {
            "@type": "Person",
            "name": "Tamara Jost",
            "url": f"{SITE}/en/tamara-jost/p-7/",
            "description": "Writes on ports.",
            "jobTitle": "Editor",
            "image": f"{SITE}/media/p.jpg",
            "sameAs": elsewhere.split(),
            "worksFor": PUBLISHER,
        },
        "hasPart": listed("/en/x/a-1/"),
    }
    assert trail["itemListElement"][1]["name"] == "Tamara Jost"


def test_of_a_person_nothing_is_said_that_nobody_knows():
    page, _trail = of("person", "Tamara Jost", "/en/tamara-jost/p-7/")
    assert set(page["mainEntity"]) == {"@type", "name", "url", "worksFor"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/en/errors/i-2/", "AboutPage"),
        ("/en/contact/i-3/", "ContactPage"),
        ("/en/jobs/i-4/", "WebPage"),
    ],
)
def test_a_page_of_the_newsroom_says_what_it_is(path, kind):
    text = of_policy(HOSTILE, "We check.", absolute(path), "2024-05-01", furniture(), absolute)
    page, trail = read(text)
    assert page == {
        "@type": kind,
        "name": HOSTILE,
        "description": "We check.",
        "url": f"{SITE}{path}",
        "inLanguage": "en",
        "dateModified": "2024-05-01",
        "publisher": PUBLISHER,
    }
    assert trail["itemListElement"][1]["item"] == f"{SITE}{path}"


def test_cards_are_of_stories():
    card = '<h3 class="card-headline"><a href="/en/{}/a-1/">x</a></h3><a href="/en/other/a-2/">'
    assert stories([card.format("a%26b"), "<p>none</p>", card.format("c")]) == [
        "/en/a%26b/a-1/",
        "/en/c/a-1/",
    ]
