"""schema.org in JSON-LD: what machines read of lists, people, and the newsroom's own pages."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

from django.utils.safestring import SafeString

from articles.enums import PolicyKind
from articles.queries.site import Furniture

from .structured_data import Absolute, breadcrumbs, publisher, written

# Where a card, which is made for every list, leads: see templates/articles/card.html.
_STORY = re.compile(r'<h3 class="card-headline"><a href="([^"]+)"')
KINDS = {
    PolicyKind.CONTACT: "ContactPage",
    PolicyKind.PRIVACY: "WebPage",
    PolicyKind.OTHER: "WebPage",
}


def of_list(
    kind: str,
    title: str,
    description: str,
    url: str,
    stories: Iterable[str],
    details: Mapping[str, Any],
    furniture: Furniture,
    absolute: Absolute,
) -> SafeString:
    """Of a list of this kind with the paths of its ``stories``; ``url`` is a full address.

    ``details`` are what the page of a person knows of them.
    """
    site = furniture.site
    page = {
        "@type": "CollectionPage",
        **_page(title, description, url, furniture),
        "isPartOf": {"@type": "WebSite", "name": site.name, "url": absolute(site.front_url)},
        "publisher": publisher(site, absolute),
    }
    listed = _listed(stories, absolute)
    if kind == "person":
        page |= {
            "@type": "ProfilePage",
            "mainEntity": _person(title, description, url, details, furniture, absolute),
            "hasPart": listed,
        }
    else:
        page["mainEntity"] = listed
    if kind == "front":
        return written(_known(page))
    return written(_known(page), breadcrumbs([(title, url)], site, absolute))


def of_policy(
    title: str, description: str, url: str, changed: str, furniture: Furniture, absolute: Absolute
) -> SafeString:
    """Of a page in which the newsroom says how it works, last ``changed`` then (ISO 8601)."""
    site = furniture.site
    kinds = {absolute(policy.url): PolicyKind(policy.kind) for policy in site.policies}
    page = {
        "@type": KINDS.get(kinds.get(url, PolicyKind.OTHER), "AboutPage"),
        **_page(title, description, url, furniture),
        "dateModified": changed,
        "publisher": publisher(site, absolute),
    }
    return written(_known(page), breadcrumbs([(title, url)], site, absolute))


def _page(title, description, url, furniture):
    return {
        "name": title,
        "description": description,
        "url": url,
        "inLanguage": furniture.language.code,
    }


def _person(name, description, url, details, furniture, absolute):
    """https://developers.google.com/search/docs/appearance/structured-data/profile-page"""
    image = details.get("image")
    person = {
        "@type": "Person",
        "name": name,
        "url": url,
        "description": description,
        "jobTitle": details.get("job_title"),
        "image": image and absolute(image),
        "sameAs": details.get("same_as", "").split(),
        "worksFor": publisher(furniture.site, absolute),
    }
    return _known(person)


def stories(cards: Iterable[str]) -> list[str]:
    """The paths of the stories that ``cards`` show."""
    found = (_STORY.search(card) for card in cards)
    return [unescape(match[1]) for match in found if match]


def _listed(urls, absolute):
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "url": absolute(url)}
            for number, url in enumerate(urls, 1)
        ],
    }


def _known(data):
    """Without what is empty."""
    return {name: value for name, value in data.items() if value}
