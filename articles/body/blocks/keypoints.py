"""Key points: short labelled facts, such as "Key ally: Russia has …"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from articles.body.blocks.lists import split_line
from articles.body.blocks.text import Paragraph
from articles.body.direction import dir_of
from articles.body.inline import Inline, Strong, escape, inline_html, join, plain, tidy
from articles.body.registry import Block, Page, Reader, register
from articles.body.tree import Element, Node
from articles.chars import line


@dataclass(frozen=True)
class KeyPoint:
    """`label` is plain text without its colon, which readers are shown."""

    label: str
    content: Inline

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", line(line(self.label).rstrip(" :\u00a0\uff1a")))
        object.__setattr__(self, "content", tidy(self.content))

    @property
    def is_empty(self) -> bool:
        return not (self.label or self.content)

    @property
    def text(self) -> str:
        return ": ".join(filter(None, (self.label, plain(self.content))))


@register
@dataclass(frozen=True)
class KeyPoints(Block):
    points: tuple[KeyPoint, ...]

    name = "key_points"
    markup = {"dl": ("data-key-points",), "div": (), "dt": (), "dd": ()}
    tags = ("dl",)

    def __post_init__(self) -> None:
        kept = tuple(point for point in self.points if not point.is_empty)
        object.__setattr__(self, "points", kept)

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block] | None:
        if "data-key-points" not in element.attrs:
            return None
        points: list[tuple[str, list[Inline]]] = []
        rest: list[Block] = []
        for tag, nodes in _parts(element.children):
            lines, others = split_line(read(nodes))
            rest += others
            if tag == "dt":
                points.append((" ".join(map(plain, lines)), []))
            elif tag == "dd" and points and not points[-1][1]:
                points[-1][1].extend(lines)
            elif lines:
                points.append(("", lines))
        return [cls(tuple(KeyPoint(label, join(lines)) for label, lines in points)), *rest]

    @property
    def is_empty(self) -> bool:
        return not self.points

    def html(self) -> str:
        points = "".join(
            f"<div><dt>{escape(point.label)}</dt><dd>{inline_html(point.content)}</dd></div>"
            for point in self.points
        )
        return f'<dl data-key-points="">{points}</dl>'

    def lines(self) -> Iterator[str]:
        for point in self.points:
            yield point.text

    def context(self, page: Page) -> dict[str, Any]:
        return {
            "points": [
                {
                    "label": point.label,
                    "html": inline_html(point.content),
                    "dir": dir_of((point.text,), page.is_rtl),
                }
                for point in self.points
            ]
        }

    def as_flow(self) -> list[Block]:
        return [Paragraph(_as_line(point)) for point in self.points]


def _as_line(point: KeyPoint) -> Inline:
    label = (Strong((f"{point.label}:",)), " ") if point.label else ()
    return (*label, *point.content)


def _parts(nodes: Iterable[Node]) -> Iterator[tuple[str, list[Node]]]:
    """Labels ("dt") and texts ("dd") in order; anything else is a text without a label."""
    for node in nodes:
        if isinstance(node, Element) and node.tag in ("dt", "dd"):
            yield node.tag, node.children
        elif isinstance(node, Element) and node.tag == "div" and not node.attrs:
            yield from _point(node)
        else:
            yield "", [node]


def _point(element: Element) -> Iterator[tuple[str, list[Node]]]:
    tags = {child.tag for child in element.children if isinstance(child, Element)}
    if "dd" in tags and "dt" not in tags:
        yield "dt", []
    yield from _parts(element.children)
