"""Pictures, named by key; what is shown of them is looked up when the body is rendered."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.body.blocks.lists import split_line
from articles.body.direction import dir_of
from articles.body.inline import Inline, escape_attribute, inline_html, join, plain, tidy
from articles.body.keys import require_key, safe_key
from articles.body.registry import Block, Page, Reader, register
from articles.body.tree import Element
from articles.chars import line


@register
@dataclass(frozen=True)
class ImageBlock(Block):
    """`alt` and `caption` of this story; empty means the picture's own."""

    image_id: int
    alt: str = ""
    caption: Inline = ()

    name = "image"
    markup = {"figure": ("data-image", "data-alt"), "figcaption": ()}
    tags = ("figure",)

    def __post_init__(self) -> None:
        require_key(self.image_id)
        object.__setattr__(self, "alt", line(self.alt))
        object.__setattr__(self, "caption", tidy(self.caption))

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block] | None:
        image_id = safe_key(element.attrs.get("data-image", ""))
        if image_id is None:
            return None
        lines, rest = split_line(read(element.children))
        return [cls(image_id, element.attrs.get("data-alt", ""), join(lines)), *rest]

    def html(self) -> str:
        alt = f' data-alt="{escape_attribute(self.alt)}"' if self.alt else ""
        caption = inline_html(self.caption)
        return (
            f'<figure data-image="{self.image_id}"{alt}><figcaption>{caption}</figcaption></figure>'
        )

    def lines(self) -> Iterator[str]:
        if self.caption:
            yield plain(self.caption)

    def context(self, page: Page) -> dict[str, Any] | None:
        image = page.images.get(self.image_id)
        if image is None:
            return None
        caption = self.caption or tidy((image.caption,))
        return {
            "image": image,
            "alt": self.alt or image.alt,
            "caption": inline_html(caption),
            "dir": dir_of(caption, page.is_rtl),
        }
