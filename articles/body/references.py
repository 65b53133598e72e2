"""What a body points at: other articles and pictures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from articles.body.blocks import Gallery, ImageBlock, ReadMore
from articles.body.registry import Block


@dataclass(frozen=True)
class References:
    """In document order, duplicates kept; `images` are keys."""

    read_more: tuple[ReadMore, ...]
    images: tuple[int, ...]


def references(blocks: Iterable[Block]) -> References:
    blocks = tuple(blocks)
    return References(
        read_more=tuple(block for block in blocks if isinstance(block, ReadMore)),
        images=tuple(picture.image_id for picture in pictures(blocks)),
    )


def pictures(blocks: Iterable[Block]) -> Iterator[ImageBlock]:
    """Every picture of a text in order, with its words there; those of galleries, too."""
    for block in blocks:
        match block:
            case ImageBlock():
                yield block
            case Gallery():
                yield from block.pictures


def bind(blocks: Iterable[Block], headline_to_id: Callable[[str], int | None]) -> tuple[Block, ...]:
    """`blocks` with each wanted read-more bound whose headline `headline_to_id` knows."""
    return tuple(_bound(block, headline_to_id) for block in blocks)


def _bound(block: Block, headline_to_id: Callable[[str], int | None]) -> Block:
    if isinstance(block, ReadMore) and block.wanted:
        article_id = headline_to_id(block.wanted)
        return block if article_id is None else ReadMore(article_id)
    return block
