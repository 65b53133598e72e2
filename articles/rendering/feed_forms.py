"""A feed written as RSS 2.0, Atom (RFC 4287) or JSON Feed 1.1."""

import json
from datetime import UTC, datetime
from html import escape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.xmlutils import SimplerXMLGenerator

from .feeds import Feed, Item, Picture

JSON_FEED = "https://jsonfeed.org/version/1.1"
# The same moment each time, so that a feed without entries has one ETag.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MEDIA = {"xmlns:media": "http://search.yahoo.com/mrss/"}
# How large a channel's picture is shown: https://www.rssboard.org/rss-specification
MOST_WIDTH, MOST_HEIGHT = 144, 400
PICTURE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def rss(feed: Feed) -> str:
    return _written(_Rss, feed, "rss")


def atom(feed: Feed) -> str:
    return _written(_Atom, feed, "atom")


def json_feed(feed: Feed) -> str:
    """https://www.jsonfeed.org/version/1.1/"""
    data = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.address("json"),
        "description": feed.description,
        "language": feed.language,
        "icon": feed.icon.src if feed.icon else "",
        "authors": [vars(feed.publisher)],
        "hubs": [{"type": "WebSub", "url": feed.hub_url}] if feed.hub_url else [],
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(_without_empty(data), ensure_ascii=False)


class _Form(SyndicationFeed):
    """Dated by what readers were told last, and with the hub that tells of changes."""

    link: str  # the name of Atom's element for links

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if hub := self.feed["hub_url"]:
            handler.addQuickElement(self.link, None, {"rel": "hub", "href": hub})


class _Rss(_Form, Rss201rev2Feed):
    """With dc:creator, dcterms:modified, content:encoded and Media RSS, as readers know them."""

    link = "atom:link"

    def rss_attributes(self) -> dict[str, str]:
        return (
            super().rss_attributes()
            | MEDIA
            | {
                "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
                "xmlns:dc": "http://purl.org/dc/elements/1.1/",
                "xmlns:dcterms": "http://purl.org/dc/terms/",
            }
        )

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if logo := self.feed["logo"]:
            part = min(1, MOST_WIDTH / logo.width, MOST_HEIGHT / logo.height)
            handler.startElement("image", {})
            handler.addQuickElement("url", logo.src)
            handler.addQuickElement("title", self.feed["title"])
            handler.addQuickElement("link", self.feed["link"])
            handler.addQuickElement("width", str(max(1, round(logo.width * part))))
            handler.addQuickElement("height", str(max(1, round(logo.height * part))))
            handler.endElement("image")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        own: Item = item["item"]
        for author in own.authors:
            handler.addQuickElement("dc:creator", author.name)
        handler.addQuickElement("dcterms:modified", rfc3339_date(own.updated_at))
        handler.addQuickElement("content:encoded", own.content)
        _add_picture(handler, own.picture)


class _Atom(_Form, Atom1Feed):
    link = "link"

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | MEDIA

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for name in ("icon", "logo"):
            if file := self.feed[name]:
                handler.addQuickElement(name, file.src)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        own: Item = item["item"]
        for author in own.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", author.name)
            handler.addQuickElement("uri", author.url)
            handler.endElement("author")
        handler.addQuickElement("content", own.content, {"type": "html"})
        _add_picture(handler, own.picture)


def _written(form: type[_Form], feed: Feed, name: str) -> str:
    generator = form(
        title=feed.title,
        link=feed.url,
        description=feed.description,
        subtitle=feed.description or None,
        language=feed.language,
        author_name=feed.publisher.name,
        author_link=feed.publisher.url,
        feed_url=feed.address(name),
        feed_guid=feed.id,
        hub_url=feed.hub_url,
        logo=feed.logo,
        icon=feed.icon,
    )
    for item in feed.items:
        generator.add_item(
            title=item.title,
            link=item.url,
            description=escape(item.summary, quote=False),  # HTML, in both forms
            unique_id=item.id,
            unique_id_is_permalink=False,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            categories=item.categories,
            item=item,
        )
    return generator.writeString("utf-8")


def _add_picture(handler: SimplerXMLGenerator, picture: Picture | None) -> None:
    """https://www.rssboard.org/media-rss

    Without media:title and media:description, which readers take for those of the item.
    """
    if picture is None:
        return
    size = {"width": str(picture.width), "height": str(picture.height)}
    kind = PICTURE_TYPES.get(PurePosixPath(urlsplit(picture.url).path).suffix.lower())
    of_kind = {"type": kind} if kind else {}
    handler.startElement("media:content", {"url": picture.url, "medium": "image"} | size | of_kind)
    if picture.credit:
        handler.addQuickElement("media:credit", picture.credit)
    handler.endElement("media:content")


def _json_item(item: Item) -> dict[str, Any]:
    return _without_empty(
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content_html": item.content,
            "image": item.picture.url if item.picture else "",
            "date_published": item.published_at.isoformat(),
            "date_modified": item.updated_at.isoformat(),
            "authors": [vars(author) for author in item.authors],
            "tags": item.categories,
        }
    )


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """``items`` stays, which a feed must have."""
    return {name: value for name, value in data.items() if value or name == "items"}


def links(feed: Feed, form: str) -> str:
    """The ``Link`` header (RFC 8288) by which WebSub subscribers know the feed and its hub."""
    found = [(feed.hub_url, "hub")] if feed.hub_url else []
    found.append((feed.address(form), "self"))
    return ", ".join(f'<{iri_to_uri(url)}>; rel="{rel}"' for url, rel in found)


# What an address of a feed ends with: what it is sent as, and who writes it.
FORMS = {
    "rss": ("application/rss+xml; charset=utf-8", rss),
    "atom": ("application/atom+xml; charset=utf-8", atom),
    "json": ("application/feed+json", json_feed),
}
