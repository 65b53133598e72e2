"""The rules of the three forms of feeds, as far as a program can check them.

Each function returns what is wrong in words; nothing for a feed that keeps the rules.
"""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# RFC 3339, as RFC 4287 (3.3) and JSON Feed want it.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
TAG_URI = re.compile(r"tag:[^,:]+,\d{4}(-\d\d){0,2}:.+\Z")
# A relation is a registered word or an address (RFC 4287, 4.2.7.2).
RELATIONS = {"alternate", "self", "hub", "enclosure", "related", "via"}


def atom(text):
    """RFC 4287."""
    feed = ElementTree.fromstring(text)
    found = [] if feed.tag == f"{ATOM}feed" else [f"root {feed.tag}"]
    found += _atom_common(feed, "feed") + _atom_links(feed, "feed")
    if "self" not in {link.get("rel") for link in feed.findall(f"{ATOM}link")}:
        found.append("feed: no link to itself")
    for one in ("icon", "logo"):
        if len(feed.findall(f"{ATOM}{one}")) > 1:
            found.append(f"feed: more than one {one}")
        if not _is_web(feed.findtext(f"{ATOM}{one}", "https://none.example/")):
            found.append(f"feed: {one}")
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        name = entry.findtext(f"{ATOM}title")
        found += _atom_common(entry, name) + _atom_links(entry, name)
        if not (entry.findall(f"{ATOM}author") or feed.findall(f"{ATOM}author")):
            found.append(f"{name}: nobody wrote it")
        for one in ("content", "summary", "published", "rights", "source"):
            if len(entry.findall(f"{ATOM}{one}")) > 1:
                found.append(f"{name}: more than one {one}")
        if not MOMENT.match(entry.findtext(f"{ATOM}published", "")):
            found.append(f"{name}: published")
        found += _html(entry.findtext(f"{ATOM}content", ""), name)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) < len(ids):
        found.append("an id comes twice")
    return found


def _atom_common(element, name):
    found = []
    for one in ("id", "title", "updated"):
        if len(element.findall(f"{ATOM}{one}")) != 1:
            found.append(f"{name}: not one {one}")
    if not urlsplit(element.findtext(f"{ATOM}id", "")).scheme:
        found.append(f"{name}: the id is no IRI")
    if not MOMENT.match(element.findtext(f"{ATOM}updated", "")):
        found.append(f"{name}: updated")
    for person in element.findall(f"{ATOM}author"):
        if len(person.findall(f"{ATOM}name")) != 1 or not person.findtext(f"{ATOM}name"):
            found.append(f"{name}: an author without a name")
        found += [
            f"{name}: {uri.text}" for uri in person.findall(f"{ATOM}uri") if not _is_web(uri.text)
        ]
    for category in element.findall(f"{ATOM}category"):
        if not category.get("term"):
            found.append(f"{name}: a category without a term")
    for text in ("title", "summary", "content", "subtitle"):
        for construct in element.findall(f"{ATOM}{text}"):
            if construct.get("type", "text") not in ("text", "html") or len(construct):
                found.append(f"{name}: {text}")
    return found


def _atom_links(element, name):
    found, alternates = [], []
    for link in element.findall(f"{ATOM}link"):
        if not _is_web(link.get("href", "")):
            found.append(f"{name}: a link to {link.get('href')}")
        if link.get("rel", "alternate") not in RELATIONS:
            found.append(f"{name}: a link with rel {link.get('rel')}")
        if link.get("rel", "alternate") == "alternate":
            alternates.append((link.get("type"), link.get("hreflang")))
    if len(alternates) != 1:
        found.append(f"{name}: {len(alternates)} alternate links")
    return found


def rss(text):
    """RSS 2.0, and what the RSS Advisory Board's profile adds."""
    root = ElementTree.fromstring(text)
    found = [] if (root.tag, root.get("version")) == ("rss", "2.0") else ["root"]
    [channel] = root
    for one in ("title", "link", "description", "lastBuildDate", "language"):
        if len(channel.findall(one)) != 1:
            found.append(f"channel: not one {one}")
    if "self" not in {link.get("rel") for link in channel.findall(f"{ATOM}link")}:
        found.append("channel: no link to itself")
    for image in channel.findall("image"):
        if [part.tag for part in image] != ["url", "title", "link", "width", "height"]:
            found.append("channel: image")
        if image.findtext("link") != channel.findtext("link") or not _is_web(image.findtext("url")):
            found.append("channel: addresses of the image")
        if not (
            0 < int(image.findtext("width")) <= 144 and 0 < int(image.findtext("height")) <= 400
        ):
            found.append("channel: size of the image")
    guids = []
    for item in channel.findall("item"):
        name = item.findtext("title")
        for one in ("title", "link", "description", "guid", "pubDate", CONTENT):
            if len(item.findall(one)) != 1:
                found.append(f"{name}: not one {one}")
        guid = item.find("guid")
        guids.append(guid.text)
        if guid.get("isPermaLink") != "false" or not TAG_URI.match(guid.text):
            found.append(f"{name}: guid")
        if not _is_web(item.findtext("link", "")):
            found.append(f"{name}: link")
        parsedate_to_datetime(item.findtext("pubDate"))
        found += _html(item.findtext(CONTENT, ""), name)
    if len(set(guids)) < len(guids):
        found.append("a guid comes twice")
    return found


# https://www.jsonfeed.org/version/1.1/
FEED = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "language": str,
    "icon": str,
    "authors": list,
    "hubs": list,
    "items": list,
}
ITEM = {
    "id": str,
    "url": str,
    "title": str,
    "summary": str,
    "content_html": str,
    "image": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
}


def json_feed(text):
    """JSON Feed 1.1."""
    feed = json.loads(text)
    found = _members(feed, FEED, {"version", "title", "items"}, "feed")
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        found.append("version")
    for hub in feed.get("hubs", ()):
        if set(hub) != {"type", "url"} or not _is_web(hub["url"]):
            found.append(f"hub {hub}")
    ids = [item.get("id") for item in feed["items"]]
    if len(set(ids)) < len(ids):
        found.append("an id comes twice")
    for item in feed["items"]:
        name = item.get("title", "?")
        found += _members(item, ITEM, {"id", "content_html"}, name)
        for one in ("date_published", "date_modified"):
            if not MOMENT.match(item[one]) or datetime.fromisoformat(item[one]).tzinfo is None:
                found.append(f"{name}: {one}")
        found += _html(item["content_html"], name)
    return found


def _members(given, known, needed, name):
    found = [f"{name}: {one} is missing" for one in needed - set(given)]
    for one, value in given.items():
        if not isinstance(value, known.get(one, ())):
            found.append(f"{name}: {one} is {type(value).__name__}")
        if one.endswith("url") or one in ("image", "icon"):
            found += [] if _is_web(value) else [f"{name}: {one} is {value}"]
    for author in given.get("authors", ()):
        if not set(author) <= {"name", "url", "avatar"} or not author:
            found.append(f"{name}: author {author}")
    return found


def _is_web(address):
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _html(text, name):
    """What a feed reader could not show, or would have to ask our own site about."""
    read = _Html()
    read.feed(text)
    read.close()
    return [f"{name}: {wrong}" for wrong in read.found] + [
        f"{name}: <{tag}> does not end" for tag in read.open
    ]


class _Html(HTMLParser):
    VOID = {"img", "br"}
    NOT_HERE = {"script", "style", "iframe", "button", "svg", "picture", "source", "form", "input"}

    def __init__(self):
        super().__init__()
        self.found, self.open = [], []

    def handle_starttag(self, tag, attributes):
        if tag in self.NOT_HERE:
            self.found.append(f"<{tag}>")
        if tag not in self.VOID:
            self.open.append(tag)
        for key, value in attributes:
            if key in ("href", "src") and not re.match("https?://|mailto:|tel:", value):
                self.found.append(f"{key} to {value}")
            if key in ("style", "id", "srcset") or key.startswith("on"):
                self.found.append(key)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}>")


RULES = {"rss": rss, "atom": atom, "json": json_feed}
