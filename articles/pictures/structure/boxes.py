"""The boxes of the ISO base media file format (ISO/IEC 14496-12, 4.2)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .. import limits
from ..refusal import NotAPicture
from .found import Reader


class Box(NamedTuple):
    kind: bytes
    body: Reader

    def full(self) -> tuple[int, int, Reader]:
        """Version, flags, and the rest of a box that begins with them."""
        body = Reader(self.body.data, self.body.at, self.body.end)
        return body.number(1), body.number(3), body


def boxes(reader: Reader) -> Iterator[Box]:
    """Those that stand side by side in ``reader``, which is used up."""
    for _count in range(limits.AVIF_BOXES):
        if not reader.left:
            return
        start, length, kind = reader.at, reader.number(4), reader.take(4)
        if length == 1:
            length = reader.number(8)
        end = start + length if length else reader.end
        if end < reader.at:
            raise NotAPicture("damaged")
        body = reader.skip(end - reader.at)
        yield Box(kind, Reader(reader.data, body, end))
    raise NotAPicture("too_many_parts")


def only(found: Iterable[Box], kind: bytes) -> Box:
    """The one of this kind; raises NotAPicture where there is none, or another."""
    match [box for box in found if box.kind == kind]:
        case [box]:
            return box
    raise NotAPicture("damaged")
