"""PNG: chunks with a checksum each (ISO/IEC 15948)."""

import zlib

from .. import limits
from ..refusal import NotAPicture
from .found import Checked, Reader, check_size
from .png_rows import Passes, are_whole, passes_of

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PALETTE = 3
_MOVING = (b"acTL", b"fcTL", b"fdAT")


def is_one(data: bytes) -> bool:
    return data.startswith(SIGNATURE)


def read(data: bytes) -> Checked:
    walk = _Walk(data)
    while walk.chunk():
        pass
    return walk.found()


class _Walk:
    def __init__(self, data: bytes) -> None:
        self.view = memoryview(data)
        self.reader = Reader(data, at=len(SIGNATURE))
        self.head: tuple[Checked, int, Passes] | None = None
        self.rows: list[memoryview] = []
        self.count = self.unpacked = 0
        self.has_palette = self.rows_ended = False

    def chunk(self) -> bool:
        """Read one; whether there must be another."""
        length, kind = self.reader.number(4), self.reader.take(4)
        start = self.reader.skip(length)
        body = self.view[start : start + length]
        if zlib.crc32(body, zlib.crc32(kind)) != self.reader.number(4):
            raise NotAPicture("damaged")
        self.count += 1
        if self.count > limits.PNG_CHUNKS:
            raise NotAPicture("too_many_parts")
        if (self.head is None) != (kind == b"IHDR") or kind in _MOVING:
            raise NotAPicture("moving" if self.head and kind in _MOVING else "damaged")
        self._look_at(kind, body)
        return kind != b"IEND"

    def _look_at(self, kind: bytes, body: memoryview) -> None:
        if kind == b"IDAT":
            if self.rows_ended:
                raise NotAPicture("damaged")
            self.rows.append(body)
            return
        self.rows_ended = bool(self.rows)
        if kind == b"IHDR":
            self.head = _head(bytes(body))
        elif kind == b"PLTE":
            self.has_palette = True
        elif kind in (b"iCCP", b"zTXt", b"iTXt"):
            self.unpacked += _unpacked(kind, bytes(body))
            if self.unpacked > limits.PNG_TEXTS:
                raise NotAPicture("unpacks")

    def found(self) -> Checked:
        if self.head is None:
            raise NotAPicture("damaged")
        found, colour, passes = self.head
        if colour == _PALETTE and not self.has_palette:
            raise NotAPicture("damaged")
        if not are_whole(self.rows, passes):
            raise NotAPicture("damaged")
        return found


def _head(body: bytes) -> tuple[Checked, int, Passes]:
    """What is to be returned, the kind of colours, and which rows there must be."""
    if len(body) != 13:
        raise NotAPicture("damaged")
    width, height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
    depth, colour, compression, filtering, interlacing = body[8:]
    if depth not in _DEPTHS.get(colour, ()) or compression or filtering or interlacing > 1:
        raise NotAPicture("damaged")
    check_size(width, height)
    bits = depth * _CHANNELS[colour]
    passes = passes_of(width, height, bits, is_interlaced=bool(interlacing))
    return Checked("PNG", width, height), colour, passes


def _unpacked(kind: bytes, body: bytes) -> int:
    """How many bytes the words or the profile of a chunk are; none where they are not packed."""
    _keyword, _end, rest = body.partition(b"\0")
    packed = rest[1:]  # behind the method of compression
    if kind == b"iTXt":
        if rest[:1] != b"\x01":
            return 0
        packed = rest[2:].split(b"\0", 2)[-1]  # behind the method, the language and its keyword
    try:
        length = len(zlib.decompressobj().decompress(packed, limits.PNG_TEXT + 1))
    except zlib.error:
        return limits.PNG_TEXT  # nobody knows how much; it is passed over when the words are read
    if length > limits.PNG_TEXT:
        raise NotAPicture("unpacks")
    return length
