"""Bulleted and numbered lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Union

from articles.body.blocks.text import Paragraph
from articles.body.direction import dir_of
from articles.body.inline import Inline, inline_html
from articles.body.registry import Block, Page, Reader, register
from articles.body.tree import Element, Node

# Items below come up to the deepest level that a reader can still make out on a phone.
MAX_LEVELS = 4

Flow = Union[Paragraph, "ListBlock"]


@dataclass(frozen=True)
class ListItem:
    """In a ListBlock the first of `content` is a paragraph."""

    content: tuple[Flow, ...]

    @property
    def first(self) -> Inline:
        return next(_lines(self.content))


@register
@dataclass(frozen=True)
class ListBlock(Block):
    """Each item begins with a paragraph; items that do not are taken apart."""

    items: tuple[ListItem, ...]
    ordered: bool = False

    name = "list"
    markup = {"ul": (), "ol": (), "li": (), "p": ()}
    tags = ("ul", "ol")

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(_settle(self.items)))

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block]:
        items: list[ListItem] = []
        rest: list[Block] = []
        for nodes, is_item in _items(element.children):
            flow, others = split_flow(read(nodes))
            rest += others
            if items and not is_item and all(isinstance(block, cls) for block in flow):
                flow = [
                    *items.pop().content,
                    *flow,
                ]  # a list straight inside a list belongs to the item above
            items.append(ListItem(tuple(flow)))
        return [cls(tuple(items), element.tag == "ol"), *rest]

    @property
    def is_empty(self) -> bool:
        return not self.items

    @property
    def levels(self) -> int:
        inner = (b.levels for item in self.items for b in item.content if isinstance(b, ListBlock))
        return 1 + max(inner, default=0)

    def html(self) -> str:
        tag = "ol" if self.ordered else "ul"
        items = "".join(f"<li>{_inside(item)}</li>" for item in self.items)
        return f"<{tag}>{items}</{tag}>"

    def lines(self) -> Iterator[str]:
        for item in self.items:
            for block in item.content:
                yield from block.lines()

    def context(self, page: Page) -> dict[str, Any]:
        return {
            "ordered": self.ordered,
            "items": [_item_context(item, page) for item in self.items],
        }

    def as_flow(self) -> list[Block]:
        return [self]


def split_flow(blocks: Iterable[Block]) -> tuple[list[Flow], list[Block]]:
    """What can stand in a list item or quote, as such; and what must stand after it."""
    flow: list[Flow] = []
    rest: list[Block] = []
    for block in blocks:
        inside = [part for part in block.as_flow() if isinstance(part, Paragraph | ListBlock)]
        flow += inside
        if not inside:
            rest.append(block)
    return flow, rest


def split_line(blocks: Iterable[Block]) -> tuple[list[Inline], list[Block]]:
    """The lines of text in `blocks`, and the blocks that are not text."""
    flow, rest = split_flow(blocks)
    return list(_lines(flow)), rest


def _lines(flow: Iterable[Flow]) -> Iterator[Inline]:
    for block in flow:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from _lines(item.content)
        else:
            yield block.content


def _items(nodes: Iterable[Node]) -> Iterator[tuple[list[Node], bool]]:
    for node in nodes:
        if isinstance(node, Element) and node.tag == "li":
            yield node.children, True
        else:
            yield [node], False


def _settle(items: Iterable[ListItem]) -> Iterator[ListItem]:
    for item in items:
        content: list[Flow] = []
        for block in item.content:
            if isinstance(block, ListBlock) and not content:
                yield from block.items
            elif isinstance(block, ListBlock) and not block.is_empty:
                content.append(_at_most(MAX_LEVELS - 1, block))
            elif not block.is_empty:
                content.append(block)
        if content:
            yield ListItem(tuple(content))


def _at_most(levels: int, block: ListBlock) -> ListBlock:
    if block.levels <= levels:
        return block
    items: list[ListItem] = []
    for item in block.items:
        content: list[Flow] = []
        for part in item.content:
            if isinstance(part, ListBlock) and levels == 1:
                items += (ListItem(tuple(content)), *part.items)
                content = []
            else:
                content.append(_at_most(levels - 1, part) if isinstance(part, ListBlock) else part)
        items.append(ListItem(tuple(content)))
    return ListBlock(tuple(items), block.ordered)


def _inside(item: ListItem) -> str:
    return "".join(block.html() for block in item.content)


def _item_context(item: ListItem, page: Page) -> dict[str, Any]:
    return {
        "dir": dir_of(item.first, page.is_rtl),
        "first": inline_html(item.first),
        "others": [page.render(block) for block in item.content[1:]],
    }
