"""What a block is, and the list of all of them.

To add a block: one class here under `blocks/`, decorated with `@register`; one template
`templates/articles/blocks/<name>.html`; one line in `blocks/__init__.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Protocol, TypeVar

from django.utils.safestring import SafeString

from articles.body.tree import Element, Node


class Reader(Protocol):
    """Reads nodes as blocks; a block's `read` calls it for what stands inside the element."""

    def __call__(self, nodes: Iterable[Node]) -> list[Block]: ...


class Block:
    """One block of a body. Subclasses are frozen dataclasses that normalise what they are given.

    `name` names the block and its template. `markup` is the canonical HTML's tags and attributes;
    `tags` are the elements `read` is asked about, where other tags are read too.
    """

    name: ClassVar[str]
    markup: ClassVar[Mapping[str, Sequence[str]]]
    tags: ClassVar[Sequence[str]]

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block] | None:
        """The blocks that `element` stands for; None where it is not this block's."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to keep."""
        return False

    def html(self) -> str:
        """Canonical HTML, on one line."""
        raise NotImplementedError

    def lines(self) -> Iterator[str]:
        """Its text for search and word counts; nothing for what is looked up elsewhere."""
        return iter(())

    def context(self, page: Page) -> dict[str, Any] | None:
        """What its template needs for readers; None leaves the block out."""
        raise NotImplementedError

    def as_flow(self) -> list[Block]:
        """What can stand in a list item or quote instead; [] where nothing can."""
        return []


@dataclass(frozen=True)
class Cut:
    """One crop of a picture: a JPEG, `srcset` with others of them, and newer formats.

    `width` and `height` are the most that it is shown at, in CSS pixels; `sizes` says how wide it
    is on each screen, `framed` how wide in the frame of a gallery. `sources` are pairs of a content
    type and a `srcset`, the best first. `largest` is the largest JPEG: address, width, height.
    """

    src: str
    width: int
    height: int
    sizes: str = ""
    framed: str = ""
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    largest: tuple[str, int, int] = ("", 0, 0)


@dataclass(frozen=True)
class ImageData:
    """A picture as readers get it; `alt`, `caption` and `credit` are plain text.

    `cuts` has its crops by name; `full` is the whole picture. `rights` says between which moments
    it may be shown (see `articles.rights`); empty for one without limits. Of one that is
    `is_generated`, wholly or in part, readers are told that generative AI made it.
    """

    cuts: Mapping[str, Cut]
    alt: str = ""
    caption: str = ""
    credit: str = ""
    rights: Mapping[str, str] = field(default_factory=dict)
    is_generated: bool = False

    @property
    def full(self) -> Cut:
        return self.cuts["full"]

    @property
    def in_gallery(self) -> ImageData:
        full = replace(self.full, sizes=self.full.framed or self.full.sizes)
        return replace(self, cuts={**self.cuts, "full": full})


@dataclass(frozen=True)
class Page:
    """What blocks are rendered for: the pictures at hand, the direction, the way to render."""

    images: Mapping[int, ImageData]
    is_rtl: bool
    renderer: Callable[[Block, Page], SafeString]

    def render(self, block: Block) -> SafeString:
        """A block that stands inside another."""
        return self.renderer(block, self)


_blocks: list[type[Block]] = []
BlockClass = TypeVar("BlockClass", bound=type[Block])


def register(block: BlockClass) -> BlockClass:
    """Add a block to the grammar. Blocks are asked in this order whether an element is theirs."""
    _blocks.append(block)
    return block


def registered() -> tuple[type[Block], ...]:
    return tuple(_blocks)
