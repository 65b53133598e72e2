"""A body as readers get it, rebuilt from the blocks through one template for each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from articles.body.blocks import ReadMore
from articles.body.direction import is_rtl
from articles.body.registry import Block, ImageData, Page


def template_name(name: str) -> str:
    return f"articles/blocks/{name}.html"


def render_pieces(
    blocks: Iterable[Block], images: Mapping[int, ImageData], language: str
) -> list[str | dict[str, int]]:
    """Reader HTML; a run of blocks is one string, a read-more a place to fill when it is shown.

    `{"read_more": n}` stands where the body's read-more number n (from 0) stands. Words of our own
    are in the language that is active when this is called.
    """
    page = Page(images, is_rtl(language), _render_block)
    pieces: list[str | dict[str, int]] = []
    read_mores = 0
    for block in blocks:
        if isinstance(block, ReadMore):
            pieces.append({"read_more": read_mores})
            read_mores += 1
        elif html := _render_block(block, page):
            if pieces and isinstance(pieces[-1], str):
                pieces[-1] += f"\n{html}"
            else:
                pieces.append(html)
    return pieces


def render_read_more(target: dict[str, Any]) -> str:
    """The line that points readers at another article, of which ``target`` has headline and url."""
    return _render("read_more", target)


def _render_block(block: Block, page: Page) -> SafeString:
    context = None if block.is_empty else block.context(page)
    return mark_safe("") if context is None else _render(block.name, context)


def _render(name: str, context: dict[str, Any]) -> SafeString:
    return mark_safe(get_template(template_name(name)).render(context).strip())
