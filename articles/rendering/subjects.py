"""What the page of a topic or person says beside its name, its description and its stories.

Each of these is one finished text, so that pages of any length have the same stencil.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles.pictures.crops import CARD
from articles.queries.site import Link
from articles.queries.subjects import Subject
from articles.queries.topics import Around
from articles.snapshot.pictures import image_data

from .article import ready

# A portrait is a round cut from the middle of the crop for cards: see reader.css.
PORTRAIT_SIZES = "13.5rem"
WEB = ("http", "https")


def of_topic(subject: Subject, around: Around) -> dict[str, Any]:
    """The items of the lists of topics above, below and related, as finished HTML; "" of none."""
    lists = {name: _links(topics) for name, topics in vars(around).items()}
    return {**subject.details, **lists}


def _links(topics: Iterable[Link]) -> SafeString:
    return format_html_join("", '<li><a href="{}">{}</a></li>', ((t.url, t.name) for t in topics))


def of_person(subject: Subject, portrait: Any, language: str) -> dict[str, Any]:
    """``portrait`` is an Image or None. Picture, its credit, and links as finished HTML."""
    shown = portrait and image_data(portrait, language)
    details = {"portrait": "", "credit": "", "links": _elsewhere(subject.same_as)}
    # For machines: see structured_pages.
    details |= {"image": "", "same_as": " ".join(subject.same_as)}
    if shown and CARD.name in shown.cuts:
        picture = {
            "cut": replace(shown.cuts[CARD.name], sizes=PORTRAIT_SIZES),
            "alt": shown.alt or subject.name,
            "css_class": "portrait",
            "is_lead": True,
        }
        details["portrait"] = render_to_string("articles/picture.html", picture)
        credit = render_to_string("articles/whose.html", {"image": shown})
        details["credit"] = ready(credit.strip())
        details["image"] = shown.full.largest[0]
    return {**subject.details, **details}


def _elsewhere(urls: Iterable[str]) -> SafeString:
    """Links to where else on the web a person is, each by its host."""
    hosts = ((url, _host(url)) for url in urls)
    item = '<li><a rel="me" href="{}">{}</a></li>'
    return format_html_join("", item, ((url, host) for url, host in hosts if host))


def _host(url):
    """The host of an address of the web; "" of any other text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "").removeprefix("www.") if parts.scheme in WEB else ""
