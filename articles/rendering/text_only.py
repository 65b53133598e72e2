"""A story as text alone, for slow lines and small data plans: ``?text``.

It has every word of the page and loads nothing beside itself: no pictures, no styles, no scripts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.queries.published import PublishedArticle
from articles.queries.site import Furniture

from .article import body, ready

# Our own templates wrote these: see ``templates/articles/blocks/image.html``, ``card.html``.
_FIGURE = re.compile(r"<figure\b[^>]*>(.*?)</figure>", re.DOTALL)
_CAPTION = re.compile(r"<figcaption\b([^>]*)>(.*?)</figcaption>", re.DOTALL)
_ALT = re.compile(r'<img\b[^>]*\balt="([^"]*)"')
_CREDIT = '<span class="credit">'
_CARD = re.compile(r'<h3 class="card-headline"><a href="([^"]*)">(.*?)</a></h3>')
# What of the page is text: see ``snapshot.story``.
PARTS = ("header", "retraction", "meta", "sign_off", "corrections", "subjects")


@dataclass(frozen=True)
class TextPage:
    """Texts that are not marked safe are escaped where they are printed."""

    title: str
    language: str
    dir: str
    parts: dict[str, SafeString]
    body: SafeString
    # Links to related stories, as text too.
    related: list[SafeString]
    # With its pictures.
    url: str
    canonical_url: str


def text_page(
    article: PublishedArticle, furniture: Furniture, absolute: Callable[[str], str]
) -> TextPage:
    """In the active language, which is the story's. ``absolute`` makes a full address of a path."""
    ready_made = article.page["parts"]
    text = body(_single(article.pieces), article.read_more, kept=furniture.site.kept)
    return TextPage(
        title=article.page["seo_title"] or article.headline,
        language=article.language,
        dir=article.page["direction"],
        parts={name: ready(ready_made[name]) for name in PARTS},
        body=mark_safe(without_pictures(f"{ready_made['figure']}\n{text}").strip()),
        related=[link for story in article.related if (link := as_link(story.card))],
        url=article.url,
        canonical_url=absolute(article.url),
    )


def without_pictures(html: str) -> str:
    """``html`` of ours with words in the place of each picture: what it shows, and its caption."""
    return _FIGURE.sub(lambda figure: _in_words(figure[1]), html)


def as_link(card: str) -> SafeString | None:
    """The headline of a card of ours, leading to its story as text."""
    found = _CARD.search(card)
    return found and mark_safe(f'<a href="{found[1]}?text">{found[2]}</a>')


def _single(pieces: list) -> list:
    """``pieces`` with the pictures of each gallery one after another."""
    single = []
    for piece in pieces:
        is_gallery = isinstance(piece, dict) and "gallery" in piece
        single += piece["gallery"] if is_gallery else [piece]
    return single


def _in_words(figure: str) -> str:
    """A paragraph; nothing for a picture that shows nothing which the text does not say."""
    alt, caption = _ALT.search(figure), _CAPTION.search(figure)
    shows = alt[1].strip() if alt else ""
    attributes, words = caption.groups() if caption else ("", "")
    words = words.strip()
    if not shows and (not words or words.startswith(_CREDIT)):
        return ""
    label = format_html("<b>{}</b> ", _("Picture:"))
    said = " – ".join(part for part in (shows, words) if part)
    return f"<p{attributes}>[{label}{said}]</p>"
