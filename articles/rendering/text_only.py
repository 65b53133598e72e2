"""Stories and lists as text alone, for slow lines and small data plans: ``?text``.

It has the story with all that belongs to it, and loads nothing: no pictures, styles or scripts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles import addresses
from articles.queries.published import PublishedArticle
from articles.queries.site import Furniture

from .article import body, ready, title
from .lists import ListPage

# Our own templates wrote these: see ``templates/articles/blocks/image.html``, ``card.html``.
_FIGURE = re.compile(r"<figure\b[^>]*>(.*?)</figure>", re.DOTALL)
_CAPTION = re.compile(r"<figcaption\b([^>]*)>(.*?)</figcaption>", re.DOTALL)
_ITEM = re.compile(r"(<li\b[^>]*>)(?!\s*<p\b)(.*?)</li>", re.DOTALL)
_ALT = re.compile(r'<img\b[^>]*\balt="([^"]*)"')
_CREDIT = '<span class="credit">'
_CARD = re.compile(
    r'<h3 class="card-headline"><a href="([^"]*)">(.*?)</a></h3>'
    r'(?:\s*<p class="card-teaser">(.*?)</p>)?',
    re.DOTALL,
)
# Stories and lists of our own, which are there as text, too.
_OWN = re.compile(r'href="(/[^"?#]*/[astkp]-\d+/)"')
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


@dataclass(frozen=True)
class TextItem:
    """A headline that leads to its story as text, and the teaser."""

    link: SafeString
    teaser: SafeString


@dataclass(frozen=True)
class TextList:
    """Texts that are not marked safe are escaped where they are printed."""

    title: str
    description: str
    # Where it is another than the page's.
    description_language: str
    items: list[TextItem]
    # With its pictures.
    url: str
    canonical_url: str
    next_url: str


def text_list(page: ListPage) -> TextList:
    """The same stories in the same order as on ``page``."""
    listed = [*(card.html for card in page.top), *page.stream, page.timeline]
    found = _CARD.finditer("\n".join(listed))
    return TextList(
        title=page.title,
        description=page.description,
        description_language=page.details.get("description_language", ""),
        items=[TextItem(_link(card), ready(card[3] or "")) for card in found],
        url=page.own_url,
        canonical_url=page.canonical_url,
        next_url=page.next_url and addresses.as_text(page.next_url),
    )


def text_page(
    article: PublishedArticle, furniture: Furniture, absolute: Callable[[str], str]
) -> TextPage:
    """In the active language, which is the story's. ``absolute`` makes a full address of a path."""
    ready_made = article.page["parts"]
    text = body(_single(article.pieces), article.read_more, kept=furniture.site.kept)
    return TextPage(
        title=title(article),
        language=article.language,
        dir=article.page["direction"],
        parts={name: ready(_apart(_to_text(ready_made[name]))) for name in PARTS},
        body=mark_safe(_to_text(without_pictures(f"{ready_made['figure']}\n{text}").strip())),
        related=[link for story in article.related if (link := as_link(story.card))],
        url=article.url,
        canonical_url=absolute(article.url),
    )


def without_pictures(html: str) -> str:
    """``html`` of ours with words in the place of each picture: what it shows, and its caption."""
    return _FIGURE.sub(lambda figure: _in_words(figure[1]), html)


def _to_text(html: str) -> str:
    """``html`` of ours with links that stay in the text."""
    return _OWN.sub(lambda link: f'href="{addresses.as_text(link[1])}"', html)


def _apart(html: str) -> str:
    """``html`` of ours whose list items are paragraphs, so that a finger hits one link of two."""
    return _ITEM.sub(r"\1<p>\2</p></li>", html)


def as_link(card: str) -> SafeString | None:
    """The headline of a card of ours, leading to its story as text."""
    found = _CARD.search(card)
    return found and _link(found)


def _link(card: re.Match[str]) -> SafeString:
    return mark_safe(f'<a href="{addresses.as_text(card[1])}">{card[2]}</a>')


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
