"""One feed in three forms, read back by strict parsers and by a real feed reader."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import feedparser
import pytest

from articles.addresses import FEED_FORMS
from articles.rendering.feed_forms import FORMS, atom, json_feed, links, rss
from articles.rendering.feeds import Author, Feed, Item, Picture
from tests.articles.feed_rules import RULES
from tests.factories import AT

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MODIFIED = "{http://purl.org/dc/terms/}modified"
MEDIA = "{http://search.yahoo.com/mrss/}"
LATER = AT + timedelta(hours=2)
SITE = Author("The Post & Mail", "https://news.example/en/")
TEXTS = [
    "Fish & chips",
    "a ]]> b",
    "if 1 < 2 & 3 > 2",
    "“quoted” 'single' \"double\"",
    "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 emoji",
    "\u200fمرفأ\u200f and \u2067حيفا\u2069",
    "&amp; written out",
    "漢字と\u3000space",
]


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://news.example"


def item(**given):
    fields = {
        "id": "tag:news.example,2026:article/1",
        "url": "https://news.example/en/x/a-1/",
        "title": "Title",
        "summary": "Summary.",
        "content": "<p>Content.</p>",
        "published_at": AT,
        "updated_at": LATER,
        "categories": ["World", "Sea & shore"],
    }
    return Item(**fields | given)


def feed(*items, **given):
    fields = {
        "id": "tag:news.example,2026:front/en",
        "url": "https://news.example/en/",
        "path": "/en/",
        "title": SITE.name,
        "description": "News <daily>",
        "language": "en",
        "publisher": SITE,
    }
    return Feed(items=list(items), **fields | given)


PEOPLE = [
    Author("Ann Lee", "https://news.example/en/ann-lee/p-1/"),
    Author("José Ñ", "https://news.example/en/jose/p-2/"),
]
PICTURE = Picture("https://news.example/media/a.jpg", 80, 60, "Alt", "Caption", "A. Name/AP")


def text(element, path):
    return [found.text for found in element.findall(path)]


class TestRss:
    def read(self, *items, **given):
        return ElementTree.fromstring(rss(feed(*items, **given)))

    def test_a_channel_has_what_it_must_have(self):
        root = self.read(item())
        assert (root.tag, root.attrib) == ("rss", {"version": "2.0"})
        [channel] = root
        assert text(channel, "title") == ["The Post & Mail"]
        assert text(channel, "link") == ["https://news.example/en/"]
        assert text(channel, "description") == ["News <daily>"]
        assert text(channel, "language") == ["en"]
        assert text(channel, "lastBuildDate") == ["Wed, 01 May 2024 14:00:00 +0000"]
        [own] = channel.findall(f"{ATOM}link")
        assert own.attrib == {"rel": "self", "href": "https://news.example/en/feed.rss"}

    def test_an_item_says_all_that_is_known(self):
        [entry] = self.read(item(authors=PEOPLE, picture=PICTURE)).findall("channel/item")
        assert [(child.tag, child.text, child.attrib) for child in entry] == [
            ("title", "Title", {}),
            ("link", "https://news.example/en/x/a-1/", {}),
            ("description", "Summary.", {}),
            ("pubDate", "Wed, 01 May 2024 12:00:00 +0000", {}),
            ("guid", "tag:news.example,2026:article/1", {"isPermaLink": "false"}),
            ("category", "World", {}),
            ("category", "Sea & shore", {}),
            (CREATOR, "Ann Lee", {}),
            (CREATOR, "José Ñ", {}),
            (MODIFIED, "2024-05-01T14:00:00+00:00", {}),
            (CONTENT, "<p>Content.</p>", {}),
            (
                f"{MEDIA}content",
                None,
                {
                    "url": "https://news.example/media/a.jpg",
                    "medium": "image",
                    "type": "image/jpeg",
                    "width": "80",
                    "height": "60",
                },
            ),
        ]
        assert text(entry, f"{MEDIA}content/{MEDIA}credit") == ["A. Name/AP"]

    def test_an_empty_one_is_one(self):
        [channel] = self.read(description="")
        assert channel.findall("item") == []
        assert text(channel, "description") == [None]


class TestAtom:
    def read(self, *items, **given):
        return ElementTree.fromstring(atom(feed(*items, **given)))

    def test_a_feed_has_what_it_must_have(self):
        root = self.read(item())
        assert root.tag == f"{ATOM}feed"
        assert root.attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "en"}
        assert text(root, f"{ATOM}id") == ["tag:news.example,2026:front/en"]
        assert text(root, f"{ATOM}title") == ["The Post & Mail"]
        assert text(root, f"{ATOM}updated") == ["2024-05-01T14:00:00+00:00"]
        assert text(root, f"{ATOM}author/{ATOM}name") == ["The Post & Mail"]
        assert [link.attrib for link in root.findall(f"{ATOM}link")] == [
            {"rel": "alternate", "href": "https://news.example/en/"},
            {"rel": "self", "href": "https://news.example/en/feed.atom"},
        ]

    def test_an_entry_says_all_that_is_known(self):
        [entry] = self.read(item(authors=PEOPLE, picture=PICTURE)).findall(f"{ATOM}entry")
        assert text(entry, f"{ATOM}id") == ["tag:news.example,2026:article/1"]
        assert text(entry, f"{ATOM}title") == ["Title"]
        assert text(entry, f"{ATOM}published") == ["2024-05-01T12:00:00+00:00"]
        assert text(entry, f"{ATOM}updated") == ["2024-05-01T14:00:00+00:00"]
        assert text(entry, f"{ATOM}author/{ATOM}name") == ["Ann Lee", "José Ñ"]
        assert text(entry, f"{ATOM}author/{ATOM}uri") == [person.url for person in PEOPLE]
        assert text(entry, f"{ATOM}summary") == ["Summary."]
        [content] = entry.findall(f"{ATOM}content")
        assert (content.attrib, content.text) == ({"type": "html"}, "<p>Content.</p>")
        terms = [category.attrib for category in entry.findall(f"{ATOM}category")]
        assert terms == [{"term": "World"}, {"term": "Sea & shore"}]
        [picture] = entry.findall(f"{MEDIA}content")
        assert (picture.attrib["width"], picture.attrib["height"]) == ("80", "60")

    def test_one_without_entries_has_a_time_all_the_same(self):
        root = self.read(description="")
        assert text(root, f"{ATOM}updated") == ["1970-01-01T00:00:00+00:00"]
        assert text(root, f"{ATOM}subtitle") == []


class TestJsonFeed:
    def test_a_feed_has_what_it_must_have(self):
        data = json.loads(json_feed(feed(item())))
        assert {name: value for name, value in data.items() if name != "items"} == {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "The Post & Mail",
            "home_page_url": "https://news.example/en/",
            "feed_url": "https://news.example/en/feed.json",
            "description": "News <daily>",
            "language": "en",
            "authors": [{"name": SITE.name, "url": SITE.url}],
        }

    def test_an_item_says_all_that_is_known(self):
        data = json.loads(json_feed(feed(item(authors=PEOPLE, picture=PICTURE))))
        assert data["items"] == [
            {
                "id": "tag:news.example,2026:article/1",
                "url": "https://news.example/en/x/a-1/",
                "title": "Title",
                "summary": "Summary.",
                "content_html": "<p>Content.</p>",
                "image": "https://news.example/media/a.jpg",
                "date_published": "2024-05-01T12:00:00+00:00",
                "date_modified": "2024-05-01T14:00:00+00:00",
                "authors": [{"name": one.name, "url": one.url} for one in PEOPLE],
                "tags": ["World", "Sea & shore"],
            }
        ]

    def test_what_is_empty_is_left_out_but_for_the_items(self):
        data = json.loads(json_feed(feed(description="")))
        assert data["items"] == []
        assert "description" not in data
        bare = json.loads(json_feed(feed(item(summary="", categories=[]))))["items"][0]
        assert {"summary", "authors", "image", "tags"} & set(bare) == set()


@pytest.mark.parametrize("words", TEXTS)
def test_any_text_comes_out_as_it_went_in(words):
    given = feed(item(title=words, summary=words, categories=[words]), title=words)
    channel = ElementTree.fromstring(rss(given))[0]
    assert (text(channel, "title"), text(channel, "item/title")) == ([words], [words])
    assert text(channel, "item/category") == [words]
    root = ElementTree.fromstring(atom(given))
    assert text(root, f"{ATOM}entry/{ATOM}title") == [words]
    data = json.loads(json_feed(given))
    assert (data["title"], data["items"][0]["title"]) == (words, words)
    assert data["items"][0]["summary"] == words


def test_a_summary_is_plain_text_that_no_reader_takes_for_markup():
    bold = feed(item(summary="Use <b> & </b>"))
    for write in (rss, atom):
        found = feedparser.parse(write(bold)).entries[0]
        assert found.summary == "Use &lt;b&gt; &amp; &lt;/b&gt;"


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_reader_finds_everything(form):
    _content_type, write = FORMS[form]
    found = feedparser.parse(write(feed(item(authors=PEOPLE, picture=PICTURE))))
    assert (found.bozo, found.version) == (False, {"rss": "rss20", "atom": "atom10"}[form])
    assert (found.feed.title, found.feed.link) == ("The Post & Mail", "https://news.example/en/")
    assert found.feed.updated_parsed[:5] == LATER.timetuple()[:5]
    [entry] = found.entries
    assert (entry.id, entry.link, entry.title) == (
        "tag:news.example,2026:article/1",
        "https://news.example/en/x/a-1/",
        "Title",
    )
    assert entry.published_parsed[:5] == AT.timetuple()[:5]
    assert entry.updated_parsed[:5] == LATER.timetuple()[:5]
    assert [author.name for author in entry.authors] == ["Ann Lee", "José Ñ"]
    assert [tag.term for tag in entry.tags] == ["World", "Sea & shore"]
    assert (entry.summary, entry.content[0].value) == ("Summary.", "<p>Content.</p>")
    assert entry.media_content[0]["url"] == "https://news.example/media/a.jpg"


@pytest.mark.parametrize(
    ("name", "kind"), [("a.PNG", "image/png"), ("a.webp?x=1", "image/webp"), ("a", None)]
)
def test_the_type_of_a_picture_is_told_where_it_is_known(name, kind):
    picture = Picture(f"https://pictures.example/{name}", 8, 6, "", "", "")
    [found] = ElementTree.fromstring(rss(feed(item(picture=picture)))).iter(f"{MEDIA}content")
    assert (found.get("type"), list(found)) == (kind, [])


HUB = "https://hub.example/?a=1&b=2"


class TestHub:
    """https://www.w3.org/TR/websub/#discovery"""

    def test_each_form_names_it_beside_itself(self):
        given = feed(item(), hub_url=HUB)
        [channel] = ElementTree.fromstring(rss(given))
        own = [link.attrib for link in channel.findall(f"{ATOM}link")]
        assert own == [
            {"rel": "self", "href": "https://news.example/en/feed.rss"},
            {"rel": "hub", "href": HUB},
        ]
        found = ElementTree.fromstring(atom(given)).findall(f"{ATOM}link")
        assert [link.attrib for link in found][1:] == [
            {"rel": "self", "href": "https://news.example/en/feed.atom"},
            {"rel": "hub", "href": HUB},
        ]
        data = json.loads(json_feed(given))
        assert data["hubs"] == [{"type": "WebSub", "url": HUB}]
        assert links(given, "rss") == (
            f'<{HUB}>; rel="hub", <https://news.example/en/feed.rss>; rel="self"'
        )

    def test_without_one_none_is_named(self):
        assert "hub" not in rss(feed()) + atom(feed()) + json_feed(feed())
        assert links(feed(), "json") == '<https://news.example/en/feed.json>; rel="self"'

    def test_a_feed_has_one_address_by_whatever_host_its_reader_came(self):
        came = feed(url="https://www.other.example/en/")
        assert came.address("atom") == "https://news.example/en/feed.atom"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("hub", ["", HUB])
def test_the_rules_of_each_form_are_kept(form, hub):
    _content_type, write = FORMS[form]
    second = item(id="tag:news.example,2026:article/2", authors=PEOPLE, picture=PICTURE)
    given = [feed(hub_url=hub), feed(item(), second, description="", hub_url=hub)]
    assert [RULES[form](write(one)) for one in given] == [[], []]


def test_every_form_has_an_address():
    assert tuple(FORMS) == FEED_FORMS


def test_a_checker_that_finds_nothing_would_be_none():
    """Broken feeds of each form, each by one rule."""
    good = feed(item())
    for form, was, now in [
        ("atom", "<updated>", "<updated>yesterday, "),
        ("atom", "tag:news.example,2026:article/1", "1"),
        ("atom", ' rel="self"', ' rel="next"'),
        ("atom", "&lt;p&gt;Content", "&lt;p id=x&gt;Content"),
        ("rss", 'isPermaLink="false"', 'isPermaLink="true"'),
        ("rss", "&lt;/p&gt;", ""),
        ("rss", "&lt;p&gt;Content.", "&lt;p&gt;&lt;a href=&quot;/x&quot;&gt;C&lt;/a&gt;"),
        ("json", '"id": "tag', '"id": 5, "x": "tag'),
        ("json", "T14:00:00+00:00", " at two"),
    ]:
        text = FORMS[form][1](good)
        assert was in text, was
        assert RULES[form](text.replace(was, now)) != [], now
