"""AVIF: boxes (ISO/IEC 14496-12), items in them (23008-12), coded as AV1.

A decoder sets memory aside by what the AV1 data say, not by what the boxes say: both are read.
"""

from .. import limits
from ..refusal import NotAPicture
from . import av1
from .boxes import boxes, only
from .found import Checked, Reader, check_size
from .items import Items, Size

_BRANDS = {b"avif", b"avis"}


def is_one(data: bytes) -> bool:
    if data[4:8] != b"ftyp":
        return False
    end = min(int.from_bytes(data[:4], "big"), len(data), 1024)
    return not _BRANDS.isdisjoint(data[at : at + 4] for at in (8, *range(16, end - 3, 4)))


def read(data: bytes) -> Checked:
    found = list(boxes(Reader(data)))
    if data[8:12] == b"avis" or any(box.kind == b"moov" for box in found):
        raise NotAPicture("moving")
    items = Items(data, only(found, b"meta"))
    pixels = 0
    for key in items.coded():
        width, height = _checked(items.size(key))
        pixels += width * height
        if av1.size(items.content(key)) != (width, height):
            raise NotAPicture("damaged")
    for key in items.grids():
        if _grid(items.content(key)) != _checked(items.size(key)):
            raise NotAPicture("damaged")
    # The picture, what shines through, a preview, a map of highlights.
    if pixels > 3 * limits.PIXELS_UNPACKED_WHOLE:
        raise NotAPicture("too_many_pixels", most=limits.PIXELS_UNPACKED_WHOLE // 1_000_000)
    return Checked("AVIF", *_checked(items.size(items.primary)))


def _checked(size: Size) -> Size:
    check_size(*size, pixels=limits.PIXELS_UNPACKED_WHOLE)
    return size


def _grid(content: bytes) -> Size:
    reader = Reader(content, at=1)
    length = 4 if reader.number(1) & 1 else 2
    reader.skip(2)  # rows and columns
    return reader.number(length), reader.number(length)
