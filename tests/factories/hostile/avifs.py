import struct
from functools import cache
from io import BytesIO

from PIL import Image as Picture

from tests.factories.pictures import SIZE, drawn, moving

WORD = struct.Struct(">I")


def _size(wide: int, high: int) -> bytes:
    return b"ispe" + WORD.pack(0) + WORD.pack(wide) + WORD.pack(high)


def _lying(*size: int, true: tuple[int, int] = SIZE, data: bytes = b"") -> bytes:
    """The boxes give this size; the coded data have their own."""
    return (data or drawn("AVIF")).replace(_size(*true), _size(*size))


@cache
def _large(size: tuple[int, int]) -> bytes:
    data = BytesIO()
    Picture.new("RGB", size, "teal").save(data, "AVIF", speed=10)
    return data.getvalue()


def _hidden(size: tuple[int, int]) -> bytes:
    """Small by its boxes, so large when it is decoded."""
    return _lying(*SIZE, true=size, data=_large(size))


def _box(kind: bytes, body: bytes) -> bytes:
    return WORD.pack(len(body) + 8) + kind + body


def _full(kind: bytes, body: bytes, *, version: int = 0, flags: int = 0) -> bytes:
    return _box(kind, WORD.pack(version << 24 | flags) + body)


def _meta(*parts: bytes, places: bytes, items: int = 1, sizes: bytes = b"") -> bytes:
    """An AVIF of ``items`` items, whose place is ``places``; ``parts`` stand behind."""
    entries = b"".join(
        _full(b"infe", struct.pack(">HH4sB", key, 0, b"av01", 0), version=2)
        for key in range(1, items + 1)
    )
    said = b"".join(struct.pack(">HBB", key, 1, 1) for key in range(1, items + 1))
    properties = _box(b"ipco", _box(*_parted(_size(8, 8)))) + (
        sizes or _full(b"ipma", WORD.pack(items) + said)
    )
    body = b"".join(
        [
            _full(b"pitm", struct.pack(">H", 1)),
            _full(b"iinf", struct.pack(">H", items) + entries),
            _full(b"iloc", places),
            _box(b"iprp", properties),
        ]
    )
    return _box(b"ftyp", b"avif\0\0\0\0avifmif1") + _full(b"meta", body) + b"".join(parts)


def _parted(named: bytes) -> tuple[bytes, bytes]:
    return named[:4], named[4:]


def _units(count: int, items: int) -> bytes:
    """Items that all hold the same units, of nothing."""
    data = b"\x12\0" * count
    here = b"".join(struct.pack(">HHHII", key, 0, 1, 0, 0) for key in range(1, items + 1))
    places = b"\x44\0" + struct.pack(">H", items) + here
    at = WORD.pack(len(_meta(places=places, items=items)) + 8)
    here = b"".join(struct.pack(">HHH4sI", key, 0, 1, at, len(data)) for key in range(1, items + 1))
    places = b"\x44\0" + struct.pack(">H", items) + here
    return _meta(_box(b"mdat", data), places=places, items=items)


def _pieces() -> bytes:
    """Places of no bytes, in no bytes: 65535 in each item, for 65535 items."""
    each = b"".join(struct.pack(">HHH", key, 0, 65_535) for key in range(65_535))
    return _meta(places=b"\0\0" + struct.pack(">H", 65_535) + each)


def _said() -> bytes:
    said = struct.pack(">HB", 1, 255) + b"\1" * 255
    return _meta(places=b"\0\0\0\0", sizes=_full(b"ipma", WORD.pack(100_000) + said * 100_000))


HOSTILE = {
    "30000 pixels": (lambda: _lying(30_000, 30_000), "too_long"),
    "16000 pixels": (lambda: _lying(16_000, 16_000), "too_many_pixels"),
    "24 megapixels without data": (lambda: _lying(6000, 4000), "damaged"),
    "24 megapixels, hidden": (lambda: _hidden((6000, 4000)), "damaged"),
    "moving": (lambda: moving("AVIF", 3), "moving"),
    "moving, by another name": (
        lambda: moving("AVIF", 3).replace(b"ftypavis", b"ftypavif"),
        "moving",
    ),
    "a million boxes": (lambda: drawn("AVIF") + _box(b"free", b"") * 1_000_000, "too_many_parts"),
    "millions of units": (lambda: _units(3_000_000, 1), "too_many_parts"),
    "a thousand items, the same": (lambda: _units(100_000, 1000), "too_many_parts"),
    "items without end": (lambda: _units(1, 2000), "too_many_parts"),
    "places without end": (_pieces, "too_many_parts"),
    "said without end": (_said, "too_many_parts"),
    "no end": (lambda: drawn("AVIF")[:-1], "cut_off"),
    "cut off": (lambda: drawn("AVIF", size=(640, 480))[:-9000], "cut_off"),
    "cut off in its head": (lambda: drawn("AVIF")[:100], "cut_off"),
    "the beginning": (lambda: drawn("AVIF")[:32], "damaged"),
    "no data": (lambda: drawn("AVIF").partition(b"mdat")[0][:-4], "cut_off"),
}
