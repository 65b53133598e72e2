"""What other sites show of a page that somebody shares: Open Graph, and the cards of X.

https://ogp.me and https://developer.x.com/en/docs/x-for-websites/cards
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import to_locale

from articles.queries.published import PublishedArticle
from articles.queries.site import Furniture
from articles.snapshot.pictures import for_sharing

from .corrections import headline_alone

# Name and content of a tag; what has no content is left out.
Tags = Iterable[tuple[str, Any]]


def of_article(
    article: PublishedArticle, furniture: Furniture, absolute: Callable[[str], str]
) -> SafeString:
    """The tags of a story, in the active language, which is its own."""
    page = article.page
    shared = _shared(
        "article",
        headline_alone(article.headline, page.get("corrections")),
        article.teaser or page["seo_description"],
        absolute(article.url),
        for_sharing(page["lead"]),
        furniture,
        absolute,
    )
    others = [("og:locale:alternate", to_locale(other.language)) for other in article.translations]
    return _written([*shared, *others, *_of_story(article, absolute)])


def of_list(
    kind: str,
    title: str,
    description: str,
    url: str,
    social: Mapping[str, Any] | None,
    furniture: Furniture,
    absolute: Callable[[str], str],
) -> SafeString:
    """The tags of a list of stories. ``url`` is a full address, ``social`` the picture to show."""
    named = "profile" if kind == "person" else "website"
    return _written(_shared(named, title, description, url, social, furniture, absolute))


def _shared(kind, title, description, url, social, furniture, absolute):
    yield "og:type", kind
    yield "og:title", title
    yield "og:description", description
    yield "og:url", url
    yield "og:site_name", furniture.site.name
    yield "og:locale", to_locale(furniture.language.code)
    yield "twitter:card", "summary_large_image" if social else "summary"
    if social:
        yield "og:image", absolute(social["src"])
        yield "og:image:type", "image/jpeg"
        yield "og:image:width", social["width"]
        yield "og:image:height", social["height"]
        yield "og:image:alt", social["alt"]


def _of_story(article: PublishedArticle, absolute: Callable[[str], str]) -> Tags:
    page = article.page
    yield "article:published_time", article.published_at.isoformat()
    yield "article:modified_time", article.updated_at.isoformat()
    yield "article:section", page["section"]["name"]
    for subject in (*page["topics"], *page["tags"]):
        yield "article:tag", subject["name"]
    for person in page["byline"]:
        yield "article:author", absolute(person["url"])
        yield "author", person["name"]


def _written(tags: Tags) -> SafeString:
    return mark_safe(
        "\n".join(
            f'<meta {_attribute(name)}="{name}" content="{conditional_escape(content)}">'
            for name, content in tags
            if content != ""
        )
    )


def _attribute(name: str) -> str:
    """Open Graph is RDFa, all else is plain HTML."""
    return "property" if name.startswith(("og:", "article:")) else "name"
