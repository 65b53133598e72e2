"""Quotations, and lines pulled out of the text to catch the eye."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.body.blocks.lists import ListBlock, split_flow, split_line
from articles.body.blocks.text import Paragraph, _Line
from articles.body.inline import inline_html, join
from articles.body.registry import Block, Page, Reader, register
from articles.body.tree import Element


@register
@dataclass(frozen=True)
class PullQuote(_Line):
    name = "pull_quote"
    markup = {"blockquote": ("data-pull",)}
    tags = ("blockquote",)

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block] | None:
        if "data-pull" not in element.attrs:
            return None
        lines, rest = split_line(read(element.children))
        return [cls(join(lines)), *rest]

    def html(self) -> str:
        return f'<blockquote data-pull="">{inline_html(self.content)}</blockquote>'


@register
@dataclass(frozen=True)
class Quote(Block):
    content: tuple[Paragraph | ListBlock, ...]

    name = "quote"
    markup = {"blockquote": (), "p": (), "ul": (), "ol": (), "li": ()}
    tags = ("blockquote",)

    def __post_init__(self) -> None:
        kept = tuple(block for block in self.content if not block.is_empty)
        object.__setattr__(self, "content", kept)

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block]:
        flow, rest = split_flow(read(element.children))
        return [cls(tuple(flow)), *rest]

    @property
    def is_empty(self) -> bool:
        return not self.content

    def html(self) -> str:
        return f"<blockquote>{''.join(block.html() for block in self.content)}</blockquote>"

    def lines(self) -> Iterator[str]:
        for block in self.content:
            yield from block.lines()

    def context(self, page: Page) -> dict[str, Any]:
        return {"content": [page.render(block) for block in self.content]}

    def as_flow(self) -> list[Block]:
        return list(self.content)
