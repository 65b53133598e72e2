"""schema.org in JSON-LD: what machines read of a page."""

import json
from collections.abc import Callable

from django.utils.safestring import SafeString, mark_safe

from articles.queries.published import PublishedArticle
from articles.queries.site import Site

_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def news_article(
    article: PublishedArticle, site: Site, absolute: Callable[[str], str]
) -> SafeString:
    """https://schema.org/NewsArticle as text that is safe inside a script element."""
    page = article.page
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": page["seo_description"] or article.teaser,
        "url": absolute(article.url),
        "mainEntityOfPage": absolute(article.url),
        "inLanguage": article.language,
        "datePublished": article.published_at.isoformat(),
        "dateModified": article.updated_at.isoformat(),
        "articleSection": page["section"]["name"],
        "keywords": [link["name"] for link in page["topics"] + page["tags"]],
        "wordCount": page["word_count"],
        "isAccessibleForFree": True,
        "publisher": {"@type": "NewsMediaOrganization", "name": site.name, "url": absolute("/")},
        "author": [
            {"@type": "Person", "name": person["name"], "url": absolute(person["url"])}
            for person in page["byline"]
        ]
        or [{"@type": "NewsMediaOrganization", "name": site.name}],
    }
    if lead := page["lead"]:
        data["image"] = {
            "@type": "ImageObject",
            "url": absolute(lead["src"]),
            "width": lead["width"],
            "height": lead["height"],
            "caption": lead["caption"],
            "creditText": lead["credit"],
        }
    if comments := [_correction(entry) for entry in page.get("corrections", [])]:
        data["correction"] = comments
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT))


def _correction(entry: dict) -> dict:
    """https://schema.org/CorrectionComment"""
    return {"@type": "CorrectionComment", "text": entry["words"], "datePublished": entry["at"]}
