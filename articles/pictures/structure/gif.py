"""GIF: blocks, each in parts of up to 255 bytes (GIF89a specification)."""

from .. import limits
from ..refusal import NotAPicture
from .found import Checked, Reader, check_size

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_HAS_COLOURS = 0x80
_LZW_BITS = range(1, 12)


def is_one(data: bytes) -> bool:
    return data.startswith((b"GIF87a", b"GIF89a"))


def read(data: bytes) -> Checked:
    reader = Reader(data, at=6)
    width, height = reader.number(2, "little"), reader.number(2, "little")
    _skip_colours(reader, reader.number(1), more=2)
    blocks, found = 0, None
    while (kind := reader.number(1)) != _TRAILER:
        if kind == _IMAGE:
            if found:
                raise NotAPicture("moving")
            found = _image(reader, width, height)
        elif kind == _EXTENSION:
            reader.skip(1)
        else:
            raise NotAPicture("damaged")
        blocks = _skip_parts(reader, blocks + 1)
    if found is None:
        raise NotAPicture("damaged")
    return found


def _image(reader: Reader, width: int, height: int) -> Checked:
    """The picture is as large as the screen, or larger where the frame reaches beyond it."""
    left, upper, wide, high = (reader.number(2, "little") for _side in range(4))
    if not (wide and high):
        raise NotAPicture("damaged")
    width, height = max(width, left + wide), max(height, upper + high)
    check_size(width, height)
    _skip_colours(reader, reader.number(1))
    if reader.number(1) not in _LZW_BITS:
        raise NotAPicture("damaged")
    return Checked("GIF", width, height)


def _skip_colours(reader: Reader, flags: int, *, more: int = 0) -> None:
    reader.skip(more + (3 << (flags & 7) + 1 if flags & _HAS_COLOURS else 0))


def _skip_parts(reader: Reader, blocks: int) -> int:
    data, at = reader.data, reader.at
    try:
        while (length := data[at]) and blocks <= limits.GIF_BLOCKS:
            at += 1 + length
            blocks += 1
    except IndexError:
        raise NotAPicture("cut_off") from None
    if blocks > limits.GIF_BLOCKS:
        raise NotAPicture("too_many_parts")
    reader.at = at + 1
    return blocks
