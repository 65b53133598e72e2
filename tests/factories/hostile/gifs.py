import struct

from tests.factories.pictures import drawn, moving

IMAGE = 0x2C


def _resized(screen: tuple[int, int], frame: tuple[int, int]) -> bytes:
    data = bytearray(drawn("GIF"))
    data[6:10] = struct.pack("<HH", *screen)
    at = data.index(IMAGE, 13 + 3 * 256)
    data[at + 5 : at + 9] = struct.pack("<HH", *frame)
    return bytes(data)


def _with_extension(parts: bytes) -> bytes:
    data = drawn("GIF")
    return data[:-1] + b"\x21\xfe" + parts + b"\0\x3b"


HOSTILE = {
    "a screen of 60000 pixels": (lambda: _resized((60_000, 60_000), (8, 8)), "too_long"),
    "a screen of 81 megapixels": (lambda: _resized((9000, 9000), (8, 8)), "too_many_pixels"),
    "a frame of 60000 pixels": (lambda: _resized((8, 8), (60_000, 60_000)), "too_long"),
    "a frame of 81 megapixels": (lambda: _resized((8, 8), (9000, 9000)), "too_many_pixels"),
    "a frame of nothing": (lambda: _resized((8, 8), (0, 8)), "damaged"),
    "ten thousand frames": (lambda: moving("GIF", 10_000), "moving"),
    "two frames": (lambda: moving("GIF", 2), "moving"),
    "millions of parts": (lambda: _with_extension(b"\1x" * 10_000_000), "too_many_parts"),
    "millions of extensions": (
        lambda: drawn("GIF")[:-1] + b"\x21\xfe\0" * 9_000_000 + b"\x3b",
        "too_many_parts",
    ),
    "no frame": (lambda: b"GIF89a\1\0\1\0\0\0\0\x3b", "damaged"),
    "an unknown block": (lambda: drawn("GIF")[:-1] + b"\x99\0\x3b", "damaged"),
    "no end": (lambda: drawn("GIF")[:-1], "cut_off"),
    "cut off": (lambda: drawn("GIF", size=(640, 480))[:-9000], "cut_off"),
    "six bytes": (lambda: b"GIF89a", "cut_off"),
}
