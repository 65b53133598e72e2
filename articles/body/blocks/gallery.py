"""Galleries: several pictures in a row, which readers leaf through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.body.blocks.image import ImageBlock
from articles.body.registry import Block, Reader, register
from articles.body.tree import Element

FEWEST, MOST = 2, 50


@register
@dataclass(frozen=True)
class Gallery(Block):
    """ValueError for too few or too many pictures, or one twice: see `gathered`."""

    pictures: tuple[ImageBlock, ...]

    name = "gallery"
    markup = {"section": ("data-gallery",), **ImageBlock.markup}
    tags = ("section",)

    def __post_init__(self) -> None:
        if not FEWEST <= len(self.pictures) <= MOST:
            raise ValueError(f"A gallery has {FEWEST} to {MOST} pictures")
        if len({picture.image_id for picture in self.pictures}) < len(self.pictures):
            raise ValueError("A gallery shows each picture once")

    @classmethod
    def read(cls, element: Element, read: Reader) -> list[Block] | None:
        if "data-gallery" not in element.attrs:
            return None
        pictures: list[ImageBlock] = []
        rest: list[Block] = []
        for block in read(element.children):
            match block:
                case ImageBlock():
                    pictures.append(block)
                case Gallery():
                    pictures += block.pictures
                case _:
                    rest.append(block)
        return [*gathered(pictures), *rest]

    def html(self) -> str:
        pictures = "".join(picture.html() for picture in self.pictures)
        return f'<section data-gallery="">{pictures}</section>'

    def lines(self) -> Iterator[str]:
        for picture in self.pictures:
            yield from picture.lines()


def gathered(pictures: Iterable[ImageBlock]) -> list[Block]:
    """A gallery of `pictures`; one by itself is a picture, and none is nothing.

    A picture that comes again is left out, or stands after the gallery where it says something
    else of its own. More pictures than a gallery holds make another one.
    """
    once: dict[int, ImageBlock] = {}
    again: list[Block] = []
    for picture in pictures:
        first = once.setdefault(picture.image_id, picture)
        if picture not in (first, ImageBlock(picture.image_id)):
            again.append(picture)
    kept = tuple(once.values())
    parts = [kept[start : start + MOST] for start in range(0, len(kept), MOST)]
    return [*(Gallery(part) if len(part) >= FEWEST else part[0] for part in parts), *again]
