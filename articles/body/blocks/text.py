"""Paragraphs and subheads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.body.direction import dir_of
from articles.body.inline import Inline, inline_html, plain, tidy
from articles.body.registry import Block, Page, Reader, register
from articles.body.tree import HEADINGS, Element


@dataclass(frozen=True)
class _Line(Block):
    """A block that is one line of marked text."""

    content: Inline

    def __post_init__(self) -> None:
        object.__setattr__(self, "content", tidy(self.content))

    @property
    def is_empty(self) -> bool:
        return not self.content

    def lines(self) -> Iterator[str]:
        yield plain(self.content)

    def context(self, page: Page) -> dict[str, Any]:
        return {"html": inline_html(self.content), "dir": dir_of(self.content, page.is_rtl)}

    def as_flow(self) -> list[Block]:
        return [Paragraph(self.content)]


@register
@dataclass(frozen=True)
class Paragraph(_Line):
    name = "paragraph"
    markup = {"p": ()}
    tags = ("p",)

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block]:
        return read(element.children)

    def html(self) -> str:
        return f"<p>{inline_html(self.content)}</p>"


@register
@dataclass(frozen=True)
class Subhead(_Line):
    level: int = 2

    name = "subhead"
    markup = {"h2": (), "h3": ()}
    tags = tuple(HEADINGS)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.level not in (2, 3):
            raise ValueError(f"A subhead's level is 2 or 3, not {self.level!r}")

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block]:
        level = HEADINGS[element.tag]
        return [
            cls(block.content, level) if isinstance(block, Paragraph) else block
            for block in read(element.children)
        ]

    def html(self) -> str:
        return f"<h{self.level}>{inline_html(self.content)}</h{self.level}>"

    def context(self, page: Page) -> dict[str, Any]:
        return {**super().context(page), "level": self.level}
