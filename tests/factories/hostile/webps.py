import struct
from functools import cache
from io import BytesIO

from PIL import Image as Picture

from tests.factories.pictures import EXIF, drawn, moving


def _riff(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def _canvas(wide: int, high: int, *, flags: int = 0) -> bytes:
    sides = struct.pack("<I", wide - 1)[:3] + struct.pack("<I", high - 1)[:3]
    return _chunk(b"VP8X", struct.pack("<I", flags) + sides)


def _lossless(wide: int, high: int) -> bytes:
    return _chunk(b"VP8L", b"\x2f" + struct.pack("<I", wide - 1 | high - 1 << 14) + bytes(40))


def _lossy(wide: int, high: int) -> bytes:
    head = b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", wide, high)
    return _chunk(b"VP8 ", head + bytes(40))


@cache
def _large(size: tuple[int, int], *, lossless: bool) -> bytes:
    data = BytesIO()
    noise = Picture.effect_noise((size[0] // 8, size[1] // 8), 90).resize(size)
    noise.convert("RGB").save(data, "WEBP", lossless=lossless, quality=20, method=0)
    return data.getvalue()


def _mended(data: bytes) -> bytes:
    """Without its last tenth, and true in all that it says of its length."""
    body = data[20 : len(data) * 9 // 10]
    return _riff(_chunk(data[12:16], body))


HOSTILE = {
    "a canvas of 16 million pixels": (
        lambda: _riff(_canvas(1 << 24, 1 << 24), _lossy(8, 8)),
        "too_long",
    ),
    "268 megapixels": (lambda: _riff(_lossless(16_384, 16_384)), "too_many_pixels"),
    "268 megapixels, lossy": (lambda: _riff(_lossy(16_383, 16_383)), "too_many_pixels"),
    "24 megapixels, lossless": (lambda: _riff(_lossless(6000, 4000)), "too_heavy"),
    "24 megapixels without data": (lambda: _riff(_lossy(6000, 4000)), "decoding"),
    "26 megapixels, mended": (lambda: _mended(_large((6000, 4400), lossless=False)), "decoding"),
    "13 megapixels, lossless, mended": (
        lambda: _mended(_large((3600, 3600), lossless=True)),
        "decoding",
    ),
    "26 megapixels, clear": (
        lambda: _riff(_chunk(b"ALPH", bytes(6_000_000)), _lossy(6000, 4400)),
        "too_heavy",
    ),
    "frame and canvas differ": (lambda: _riff(_canvas(8, 8), _lossy(4000, 4000)), "damaged"),
    "two frames at once": (lambda: _riff(_lossy(8, 8), _lossy(8, 8)), "damaged"),
    "no frame": (lambda: _riff(_canvas(8, 8)), "damaged"),
    "ten thousand frames": (lambda: moving("WEBP", 10_000), "moving"),
    "two frames": (lambda: moving("WEBP", 2), "moving"),
    "says that it moves": (lambda: _riff(_canvas(8, 8, flags=2), _lossy(8, 8)), "moving"),
    "a million chunks": (
        lambda: _riff(_chunk(b"JUNK", b"") * 1_000_000, drawn("WEBP")[12:]),
        "too_many_parts",
    ),
    "no end": (lambda: drawn("WEBP", exif=EXIF)[:-1], "cut_off"),
    "cut off": (lambda: drawn("WEBP", size=(640, 480))[:-9000], "cut_off"),
    "twelve bytes": (lambda: b"RIFF\4\0\0\0WEBP", "damaged"),
}
