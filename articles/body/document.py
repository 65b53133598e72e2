"""A whole body: HTML in, blocks, and canonical HTML out."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import groupby

import articles.body.blocks  # noqa: F401 - registers the blocks
from articles.body.blocks.text import Paragraph
from articles.body.inline import read_inline
from articles.body.registry import Block, registered
from articles.body.tree import Node, make_cleaner, read_tree

_WORD = re.compile(r"\w(?:[\w'’\-.,]*\w)?")


# One save reads the same text to bind, to store and to make its rows; blocks never change.
@lru_cache(maxsize=16)
def parse(html: str) -> tuple[Block, ...]:
    """The blocks of `html`, whoever wrote it. What the grammar does not know gives up its text."""
    return tuple(_read_blocks(read_tree(html, _cleaner()).children))


def serialise(blocks: Iterable[Block]) -> str:
    """Canonical HTML, one block a line; blocks with nothing in them are left out."""
    return "\n".join(block.html() for block in blocks if not block.is_empty)


def canonical(html: str) -> str:
    """`html` as the grammar writes it: the same text, and nothing else."""
    return serialise(parse(html))


def to_text(blocks: Iterable[Block]) -> str:
    """The text alone, a line for each paragraph, item, point and caption."""
    return "\n".join(line for block in blocks if not block.is_empty for line in block.lines())


def word_count(blocks: Iterable[Block]) -> int:
    """How many words a reader reads: captions count, read-mores do not."""
    return len(_WORD.findall(to_text(blocks)))


@cache
def _cleaner() -> Callable[[str], str]:
    markup: dict[str, set[str]] = {}
    for block in registered():
        for tag, attributes in block.markup.items():
            markup.setdefault(tag, set()).update(attributes)
    return make_cleaner(markup)


@cache
def _claims() -> dict[str, list[type[Block]]]:
    claims: dict[str, list[type[Block]]] = {}
    for block in registered():
        for tag in block.tags:
            claims.setdefault(tag, []).append(block)
    return claims


def _read_blocks(nodes: Iterable[Node]) -> list[Block]:
    blocks: list[Block] = []
    for is_inline, group in groupby(nodes, key=_is_inline):
        if is_inline:
            blocks.append(Paragraph(read_inline(group)))
        else:
            for node in group:
                blocks += _read_node(node)
    return [block for block in blocks if not block.is_empty]


def _is_inline(node: Node) -> bool:
    return isinstance(node, str) or node.is_inline


def _read_node(node: Node) -> list[Block]:
    if isinstance(node, str):
        return []
    for block in _claims().get(node.tag, ()):
        read = block.read(node, _read_blocks)
        if read is not None:
            return read
    return _read_blocks(node.children)
