"""The sitemap for news, read back by a strict parser."""

from xml.etree import ElementTree

import pytest

from articles.queries.news_sitemap import NewStory
from articles.rendering.news_sitemap import language, news_sitemap
from tests.factories import AT

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
LEAD = {"files": {"16x9": {"src": "/media/a&b.jpg", "width": 1920, "height": 1080}}}


def story(**given):
    fields = {
        "pk": 1,
        "slug": "qu&y",
        "language": "en",
        "headline": "Quay",
        "published_at": AT,
        "lead": None,
        "corrections": [],
    }
    return NewStory(**fields | given)


def read(*stories, site_name="The Post & Mail"):
    text = news_sitemap(stories, site_name, lambda path: f"https://post.example{path}")
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>')
    return ElementTree.fromstring(text)


def test_a_story_says_what_google_wants():
    root = read(story(lead=LEAD))
    assert root.tag == f"{MAP}urlset"
    [url] = root
    assert [(part.tag, part.text) for part in url.iter() if part.text] == [
        (f"{MAP}loc", "https://post.example/en/qu%26y/a-1/"),
        (f"{NEWS}name", "The Post & Mail"),
        (f"{NEWS}language", "en"),
        (f"{NEWS}publication_date", "2024-05-01T12:00:00+00:00"),
        (f"{NEWS}title", "Quay"),
        (f"{IMAGE}loc", "https://post.example/media/a&b.jpg"),
    ]
    assert [part.tag for part in url] == [f"{MAP}loc", f"{NEWS}news", f"{IMAGE}image"]
    assert [part.tag for part in url[1]] == [
        f"{NEWS}publication",
        f"{NEWS}publication_date",
        f"{NEWS}title",
    ]


def test_a_story_without_a_picture_has_none():
    [url] = read(story())
    assert url.findall(f"{IMAGE}image") == []


def test_of_nothing_is_an_empty_sitemap():
    assert list(read()) == []


def test_a_retraction_says_so_in_the_language_of_its_story():
    told = [{"kind": "retraction", "words": "Es war nicht so.", "at": AT.isoformat()}]
    root = read(story(language="de", corrections=told), story(corrections=None))
    assert [one.text for one in root.iter(f"{NEWS}title")] == ["Rücknahme: Quay", "Quay"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("End ]]> of <!-- data", "End ]]> of <!-- data"),
        ("Fish & <b>chips</b> 👩‍👩‍👧", "Fish & <b>chips</b> 👩‍👩‍👧"),
        ("\u200fمرفأ\u200f 漢字", "\u200fمرفأ\u200f 漢字"),
        # What no text may hold, whatever way it came.
        ("a\x00\x01b\x0bc\x1fd\ud800e\ufffe", "ab cde"),
    ],
)
def test_any_words_come_out_as_they_should(words, shown):
    root = read(story(headline=words), site_name=words)
    assert [one.text for one in root.iter(f"{NEWS}title")] == [shown]
    assert [one.text for one in root.iter(f"{NEWS}name")] == [shown]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "en"),
        ("pt-br", "pt"),
        ("gsw", "gsw"),
        ("zh", "zh-cn"),
        ("zh-cn", "zh-cn"),
        ("zh-hans", "zh-cn"),
        ("zh-hans-hk", "zh-cn"),
        ("zh-tw", "zh-tw"),
        ("zh-hant", "zh-tw"),
        ("zh-hk", "zh-tw"),
    ],
)
def test_languages_are_called_as_google_calls_them(code, expected):
    assert language(code) == expected
