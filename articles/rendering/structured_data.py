"""schema.org in JSON-LD: what machines read of a story. Of other pages: ``structured_pages``."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from articles.enums import ChangeKind, DigitalSourceType, PolicyKind
from articles.pictures.crops import FULL
from articles.queries.published import PublishedArticle, Target
from articles.queries.site import Site

from . import logo
from .corrections import headline_alone

# Of the lead picture: https://developers.google.com/search/docs/appearance/structured-data/article
SHAPES = ("16x9", "4x3", "1x1")
# Where schema.org has kept the older name of a code.
NAMED_ELSE = {
    DigitalSourceType.COMPUTATIONAL_CAPTURE: "MultiFrameComputationalCapture",
    DigitalSourceType.DIGITAL_CREATION: "DigitalArt",
    DigitalSourceType.HUMAN_EDITS: "MinorHumanEdits",
}
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
# What an organisation's page of each kind is called: https://schema.org/NewsMediaOrganization
POLICIES = {
    PolicyKind.ETHICS: ("publishingPrinciples", "ethicsPolicy"),
    PolicyKind.CORRECTIONS: ("correctionsPolicy",),
    PolicyKind.FEEDBACK: ("actionableFeedbackPolicy",),
    PolicyKind.OWNERSHIP: ("ownershipFundingInfo",),
}

# Name and address of each page on the way to one, itself the last.
Trail = Sequence[tuple[str, str]]
Absolute = Callable[[str], str]


def of_story(article: PublishedArticle, site: Site, absolute: Absolute) -> SafeString:
    """All that machines are told of a story's page, in the active language, which is its own."""
    section = article.page["section"]
    trail = [(section["name"], section["url"]), (_headline(article), article.url)]
    return written(
        news_article(article, site, absolute),
        breadcrumbs(trail, site, absolute),
    )


def written(*things: Mapping[str, Any]) -> SafeString:
    """Text that is safe inside a script element."""
    data = {"@context": "https://schema.org", "@graph": things}
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT))


def publisher(site: Site, absolute: Absolute) -> dict[str, Any]:
    """https://schema.org/NewsMediaOrganization with the pages in which it says how it works."""
    pages = {
        name: absolute(policy.url)
        for policy in site.policies
        for name in POLICIES.get(PolicyKind(policy.kind), ())
    }
    return {
        "@type": "NewsMediaOrganization",
        "name": site.name,
        "url": absolute("/"),
        **({"logo": _file(vars(file), absolute)} if (file := logo.for_machines(site)) else {}),
        **pages,
    }


def breadcrumbs(trail: Trail, site: Site, absolute: Absolute) -> dict[str, Any]:
    """https://schema.org/BreadcrumbList from the front on."""
    steps = [(site.name, site.front_url), *trail]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": absolute(url)}
            for number, (name, url) in enumerate(steps, 1)
        ],
    }


def news_article(article: PublishedArticle, site: Site, absolute: Absolute) -> dict[str, Any]:
    """https://schema.org/NewsArticle"""
    page = article.page
    by = publisher(site, absolute)
    data = {
        "@type": "NewsArticle",
        "headline": _headline(article),
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
        "publisher": by,
        "author": [
            {"@type": "Person", "name": person["name"], "url": absolute(person["url"])}
            for person in page["byline"]
        ]
        or [{"@type": "NewsMediaOrganization", "name": site.name}],
    }
    if lead := page["lead"]:
        data["image"] = images(lead, absolute, SHAPES)
    if pictures := page["pictures"]:
        data["hasPart"] = [
            one for picture in pictures for one in images(picture, absolute, (FULL.name,))
        ]
    if comments := [_correction(entry) for entry in page.get("corrections", [])]:
        data["correction"] = comments
    if "publishingPrinciples" in by:
        data["publishingPrinciples"] = by["publishingPrinciples"]
    return data | _translations(article, absolute)


def _headline(article: PublishedArticle) -> str:
    return headline_alone(article.headline, article.page.get("corrections"))


def _translations(article: PublishedArticle, absolute: Absolute) -> dict[str, Any]:
    """What was translated from it, or what it was translated from, as far as that is live."""
    if article.pk == article.translation_group:
        works = [_work(target, absolute) for target in article.translations]
        return {"workTranslation": works} if works else {}
    for target in article.translations:
        if target.pk == article.translation_group:
            return {"translationOfWork": _work(target, absolute)}
    return {}


def _work(target: Target, absolute: Absolute) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "headline": target.headline,
        "url": absolute(target.url),
        "inLanguage": target.language,
    }


def images(
    picture: Mapping[str, Any], absolute: Absolute, shapes: Sequence[str]
) -> list[dict[str, Any]]:
    """https://schema.org/ImageObject of a picture in each of those ``shapes`` that it has.

    Of what `snapshot.pictures` has for machines; what nobody knows is left out.
    """
    known = {
        "caption": picture["caption"],
        "creditText": picture["credit"],
        "creator": picture["creator"] and {"@type": "Person", "name": picture["creator"]},
        "copyrightNotice": picture["copyright_notice"],
        "license": picture["license_url"],
        "acquireLicensePage": picture["acquire_license_page"],
        "digitalSourceType": _source_type(picture["digital_source_type"]),
    }
    known = {name: value for name, value in known.items() if value}
    files = [picture["files"][shape] for shape in shapes if shape in picture["files"]]
    return [{**_file(file, absolute), **known} for file in files]


def _file(file: Mapping[str, Any], absolute: Absolute) -> dict[str, Any]:
    address = absolute(file["src"])
    return {
        "@type": "ImageObject",
        "url": address,
        "contentUrl": address,
        "width": file["width"],
        "height": file["height"],
    }


def _source_type(code: str) -> str:
    """https://schema.org/IPTCDigitalSourceEnumeration"""
    name = NAMED_ELSE.get(code, f"{code[:1].upper()}{code[1:]}")
    return f"https://schema.org/{name}DigitalSource" if code else ""


def _correction(entry: dict) -> dict:
    """https://schema.org/CorrectionComment with the word for its kind, as the page has it."""
    return {
        "@type": "CorrectionComment",
        "name": str(capfirst(ChangeKind(entry["kind"]).label)),
        "text": entry["words"],
        "datePublished": entry["at"],
    }
