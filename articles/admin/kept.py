"""What was typed into a form that could not be saved, shown so that it can be copied."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.body import Block, Embed, Gallery, ImageBlock, ReadMore, parse

from .body import MAX_LENGTH
from .compare import headlines_for

Headlines = Callable[[set[int]], dict[int, str]]


@dataclass(frozen=True)
class Kept:
    """``body`` is the text as it reads, where it is one; else it is empty."""

    id: str
    label: str
    text: str
    body: SafeString | str = ""


def line(id: str, label: Any, text: str) -> Kept:
    return Kept(f"kept-{id}", str(label), text)


def body(id: str, label: Any, html: str, *, user: Any) -> Kept:
    """``html`` is anybody's: the grammar rebuilds it. ``user`` sees the headlines they may know."""
    if len(html) > MAX_LENGTH:
        return line(id, label, html)
    headlines = headlines_for(user) if user.is_authenticated else lambda keys: {}
    return Kept(f"kept-{id}", str(label), html, copyable(parse(html), headlines))


def copyable(blocks: Iterable[Block], headlines: Headlines) -> SafeString:
    """HTML that reads as the text does, and that the editor takes again when it is pasted there.

    Pictures, read-mores and embeds say in words what they are: the editor leaves the words out.
    """
    blocks = [block for block in blocks if not block.is_empty]
    keys = {block.article_id for block in blocks if isinstance(block, ReadMore)}
    known = headlines({key for key in keys if key is not None})
    return mark_safe("\n".join(_block(block, known) for block in blocks))


def _block(block: Block, headlines: dict[int, str]) -> str:
    if isinstance(block, ReadMore):
        return _read_more(block, headlines)
    if isinstance(block, ImageBlock):
        words = _("Picture %d") % block.image_id + (f": {block.alt}" if block.alt else "")
        said = format_html("<span>{}</span><figcaption>", words)
        return block.html().replace("<figcaption>", said, 1)
    if isinstance(block, Gallery):
        pictures = "".join(_block(picture, headlines) for picture in block.pictures)
        return f'<section data-gallery="">{pictures}</section>'
    if isinstance(block, Embed):
        return format_html('<div data-embed="{0}">{0}</div>', block.url)
    return block.html()


def _read_more(block: ReadMore, headlines: dict[int, str]) -> str:
    words = block.wanted or headlines.get(block.article_id or 0)
    words = words or _("article %d") % block.article_id
    name, value = ("wanted", block.wanted) if block.wanted else ("read-more", block.article_id)
    return format_html(
        '<aside class="read-more" data-{}="{}">{} <bdi>{}</bdi></aside>',
        *(name, value, _("Read more:"), words),
    )
