"""A body as readers get it, rebuilt from the blocks through one template for each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from articles.body.blocks import Gallery, ImageBlock, ReadMore
from articles.body.direction import is_rtl
from articles.body.registry import Block, ImageData, Page


def template_name(name: str) -> str:
    return f"articles/blocks/{name}.html"


def render_pieces(
    blocks: Iterable[Block], images: Mapping[int, ImageData], language: str
) -> list[str | dict[str, Any]]:
    """Reader HTML; a run of blocks is one string, a read-more a place to fill when it is shown.

    `{"read_more": n}` stands where the body's read-more number n (from 0) stands. A picture is
    `{"image": key, "html": figure, "rights": limits}` where its rights have limits, and a gallery
    `{"gallery": pictures}`, of which each is such a one, with or without limits: which of them are
    shown is known when the page is made (`render_gallery`). Words of our own are in the language
    that is active when this is called.
    """
    page = Page(images, is_rtl(language), _render_block)
    pieces: list[str | dict[str, Any]] = []
    read_mores = 0
    for block in blocks:
        if isinstance(block, ReadMore):
            pieces.append({"read_more": read_mores})
            read_mores += 1
        elif isinstance(block, Gallery):
            if figures := _figures(block.pictures, _of_gallery(block, page)):
                pieces.append({"gallery": figures})
        elif isinstance(block, ImageBlock) and _rights(block, page):
            pieces += _figures([block], page)
        elif html := _render_block(block, page):
            if pieces and isinstance(pieces[-1], str):
                pieces[-1] += f"\n{html}"
            else:
                pieces.append(html)
    return pieces


def render_read_more(target: dict[str, Any]) -> str:
    """The line that points readers at another article, of which ``target`` has headline and url."""
    return _render("read_more", target)


def render_gallery(figures: Sequence[str]) -> str:
    """The finished HTML of pictures as a gallery; one by itself is no gallery."""
    return _render("gallery", {"figures": figures}) if len(figures) > 1 else "".join(figures)


def _of_gallery(block: Gallery, page: Page) -> Page:
    keys = {picture.image_id for picture in block.pictures} & {*page.images}
    return replace(page, images={key: page.images[key].in_gallery for key in keys})


def _figures(pictures: Iterable[ImageBlock], page: Page) -> list[dict[str, Any]]:
    found = []
    for picture in pictures:
        if html := _render_block(picture, page):
            figure = {"image": picture.image_id, "html": html}
            rights = _rights(picture, page)
            found.append(figure | {"rights": rights} if rights else figure)
    return found


def _rights(picture: ImageBlock, page: Page) -> dict[str, str]:
    image = page.images.get(picture.image_id)
    return dict(image.rights) if image else {}


def _render_block(block: Block, page: Page) -> SafeString:
    context = None if block.is_empty else block.context(page)
    return mark_safe("") if context is None else _render(block.name, context)


def _render(name: str, context: dict[str, Any]) -> SafeString:
    return mark_safe(get_template(template_name(name)).render(context).strip())
