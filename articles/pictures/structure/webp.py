"""WebP: chunks in a RIFF container (RFC 9649)."""

from collections.abc import Iterator

from .. import limits
from ..refusal import NotAPicture
from .found import Checked, Reader, check_size

_ANIMATION = 0x02
_VP8_START, _VP8L_START = b"\x9d\x01\x2a", b"\x2f"

Size = tuple[int, int]


def is_one(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def read(data: bytes) -> Checked:
    canvas: Size | None = None
    frame: Size | None = None
    a_pixel = 0
    for kind, body in _chunks(data):
        if kind in (b"ANIM", b"ANMF"):
            raise NotAPicture("moving")
        if kind == b"VP8X":
            canvas = _canvas(body)
        elif kind in (b"VP8 ", b"VP8L"):
            if frame:
                raise NotAPicture("damaged")
            frame = _lossy(body) if kind == b"VP8 " else _lossless(body)
        a_pixel += limits.WEBP_BYTES_A_PIXEL.get(kind, 0)
    if frame is None or canvas not in (None, frame):
        raise NotAPicture("damaged")
    _check(frame, a_pixel, len(data))
    return Checked("WEBP", *frame)


def _chunks(data: bytes) -> Iterator[tuple[bytes, Reader]]:
    length = int.from_bytes(data[4:8], "little") + 8
    if length > len(data):
        raise NotAPicture("cut_off")
    reader = Reader(data, at=12, end=length)
    for _count in range(limits.WEBP_CHUNKS):
        if reader.left < 8:
            return
        kind, size = reader.take(4), reader.number(4, "little")
        yield kind, Reader(data, reader.skip(size), reader.at)
        reader.skip(min(size % 2, reader.left))
    raise NotAPicture("too_many_parts")


def _canvas(body: Reader) -> Size:
    if body.number(4, "little") & _ANIMATION:
        raise NotAPicture("moving")
    width, height = body.number(3, "little") + 1, body.number(3, "little") + 1
    check_size(width, height, pixels=limits.PIXELS_UNPACKED_WHOLE)
    return width, height


def _lossy(body: Reader) -> Size:
    """From the head of a key frame (RFC 6386, 9.1)."""
    tag = body.number(3, "little")
    if tag & 1 or body.take(3) != _VP8_START:
        raise NotAPicture("damaged")
    size = body.number(2, "little") & 0x3FFF, body.number(2, "little") & 0x3FFF
    if tag >> 5 > body.left:  # the first partition
        raise NotAPicture("cut_off")
    return size


def _lossless(body: Reader) -> Size:
    if body.take(1) != _VP8L_START:
        raise NotAPicture("damaged")
    bits = body.number(4, "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _check(frame: Size, a_pixel: int, length: int) -> None:
    width, height = frame
    check_size(width, height, pixels=limits.PIXELS_UNPACKED_WHOLE)
    if width * height * a_pixel + length * limits.WEBP_BYTES_A_BYTE > limits.WEBP_MEMORY:
        raise NotAPicture("too_heavy")
