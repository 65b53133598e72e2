"""Google's sitemap for news, with its extension for pictures, in XML.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
"""

from collections.abc import Callable, Sequence
from io import StringIO

from django.utils import translation
from django.utils.xmlutils import SimplerXMLGenerator

from articles import chars
from articles.locales import spoken
from articles.queries.news_sitemap import NewStory

from .corrections import headline_alone

NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
}
TRADITIONAL_CHINESE = {"hant", "hk", "mo", "tw"}


def news_sitemap(
    stories: Sequence[NewStory], site_name: str, absolute: Callable[[str], str]
) -> str:
    """``absolute`` makes a full address of a path."""
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", NAMESPACES)
    for story in stories:
        _add(xml, story, chars.collapse(site_name), absolute)
    xml.endElement("urlset")
    xml.endDocument()
    return out.getvalue()


def _add(
    xml: SimplerXMLGenerator,
    story: NewStory,
    site_name: str,
    absolute: Callable[[str], str],
) -> None:
    xml.startElement("url", {})
    xml.addQuickElement("loc", absolute(story.url))
    xml.startElement("news:news", {})
    xml.startElement("news:publication", {})
    xml.addQuickElement("news:name", site_name)
    xml.addQuickElement("news:language", language(story.language))
    xml.endElement("news:publication")
    xml.addQuickElement("news:publication_date", story.published_at.isoformat(timespec="seconds"))
    xml.addQuickElement("news:title", _title(story))
    xml.endElement("news:news")
    if story.lead:
        xml.startElement("image:image", {})
        xml.addQuickElement("image:loc", absolute(story.lead["files"]["16x9"]["src"]))
        xml.endElement("image:image")
    xml.endElement("url")


def _title(story: NewStory) -> str:
    with translation.override(spoken(story.language)):
        return chars.collapse(headline_alone(story.headline, story.corrections))


def language(code: str) -> str:
    """A language tag as Google wants it: ISO 639, and Chinese by its script."""
    first, *rest = code.split("-")
    if first != "zh":
        return first
    return "zh-tw" if TRADITIONAL_CHINESE & set(rest) and "hans" not in rest else "zh-cn"
