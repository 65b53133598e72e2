"""JPEGs, put together by hand: one code of one bit, for "like the block before"."""

import struct

from tests.factories.pictures import drawn

BIG = (7000, 7000)  # 49 megapixels
SOF0, SOF2, ARITHMETIC, LOSSLESS = 0xC0, 0xC2, 0xC9, 0xC3
END = b"\xff\xd9"


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def table(kind: int, symbols: bytes) -> bytes:
    """Codes of 1, 2, 3 … bits for ``symbols``."""
    counts = bytes([1] * len(symbols) + [0] * (16 - len(symbols)))
    return segment(0xC4, bytes([kind]) + counts + symbols)


def frame(marker: int, size: tuple[int, int], *, layers: int = 3) -> bytes:
    components = b"".join(bytes([key, 0x11, 0]) for key in range(1, layers + 1))
    wide, high = size
    return segment(marker, struct.pack(">BHHB", 8, high, wide, layers) + components)


def scan(keys: bytes, first: int = 0, last: int = 0, shifts: int = 0, tables: int = 0) -> bytes:
    components = b"".join(bytes([key, tables]) for key in keys)
    return segment(0xDA, bytes([len(keys)]) + components + bytes([first, last, shifts]))


def head(marker: int, size: tuple[int, int]) -> bytes:
    tables = segment(0xDB, bytes([0]) + bytes([1]) * 64) + table(0x00, b"\0")
    return b"\xff\xd8" + tables + table(0x10, b"\xe0\0") + frame(marker, size)


def blocks(size: tuple[int, int]) -> int:
    return -(-size[0] // 8) * -(-size[1] // 8)


def flat(size: tuple[int, int]) -> bytes:
    """Data of the first scan of a progressive picture in three layers, all of one colour."""
    return bytes(blocks(size) * 3 // 8 + 1)


def plain(size: tuple[int, int]) -> bytes:
    """All of one colour, in one scan: each block is three bits."""
    data = b"\x49\x24\x92" * (blocks(size) * 3 // 8 + 1)
    return head(SOF0, size) + scan(b"\1\2\3", 0, 63) + data + END


def progressive(size: tuple[int, int], *, scans: int) -> bytes:
    """Each scan says of all blocks that there is nothing more to say."""
    run = (1 << 14) + (1 << 14) - 1  # blocks: code 0 and 14 bits of ones
    bits = ("0" + "1" * 14) * (blocks(size) // run + 1)
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    more = (scan(b"\1", 1, 63, 0x0D) + data) + (scan(b"\1", 1, 63, 0xDC) + data) * (scans - 2)
    return head(SOF2, size) + scan(b"\1\2\3") + flat(size) + more[: None if scans > 1 else 0] + END


def _renamed(marker: int) -> bytes:
    return drawn("JPEG").replace(b"\xff\xc0", bytes([0xFF, marker]))


def _lying(wide: int, high: int) -> bytes:
    """A small picture that says it is a large one."""
    data = drawn("JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", high, wide) + data[at + 4 :]


def _late_fault(second: bytes) -> bytes:
    """A decoder has read the first scan, for 49 megapixels, when it meets what is wrong."""
    return head(SOF2, BIG) + scan(b"\1\2\3") + flat(BIG) + second + bytes(99) + END


HOSTILE = {
    "65500 pixels": (lambda: _lying(65_500, 65_500), "too_long"),
    "30000 pixels": (lambda: _lying(30_000, 8), "too_long"),
    "81 megapixels": (lambda: _lying(9000, 9000), "too_many_pixels"),
    "no height": (lambda: _lying(8, 0), "damaged"),
    "49 megapixels without data": (lambda: _lying(*BIG), "damaged"),
    "49 megapixels, one scan": (lambda: head(SOF2, BIG) + scan(b"\1\2\3") + END, "damaged"),
    "a layer is missing": (
        lambda: head(SOF2, BIG) + scan(b"\1\2") + flat(BIG) + END,
        "damaged",
    ),
    "a thousand scans": (lambda: progressive(BIG, scans=1000), "too_many_parts"),
    "a late table is missing": (lambda: _late_fault(scan(b"\1", 1, 63, tables=3)), "damaged"),
    "a late table is false": (
        lambda: _late_fault(segment(0xC4, b"\x10" + b"\2" * 16 + bytes(32))),
        "damaged",
    ),
    "a late scan is false": (lambda: _late_fault(scan(b"\1", 63, 1)), "damaged"),
    "a late layer is unknown": (lambda: _late_fault(scan(b"\7", 1, 63)), "damaged"),
    "a late frame": (lambda: _late_fault(frame(SOF2, (8, 8))), "damaged"),
    "a late beginning": (lambda: _late_fault(b"\xff\xd8"), "damaged"),
    "a late marker is unknown": (lambda: _late_fault(segment(0xF5, b"x")), "damaged"),
    "millions of segments": (
        lambda: b"\xff\xd8" + b"\xff\xe0\0\2" * 5_000_000 + drawn("JPEG")[2:],
        "too_many_parts",
    ),
    "millions of tables": (
        lambda: b"\xff\xd8" + segment(0xC4, bytes(17) * 3800) * 400 + drawn("JPEG")[2:],
        "too_many_parts",
    ),
    "filled up": (lambda: b"\xff\xd8" + b"\xff" * 20_000_000 + b"\0", "cut_off"),
    "no end": (lambda: drawn("JPEG")[:-2], "cut_off"),
    "cut off in its data": (lambda: drawn("JPEG", size=(640, 480))[:-9000], "cut_off"),
    "cut off in its head": (lambda: drawn("JPEG")[:100], "cut_off"),
    "three bytes": (lambda: b"\xff\xd8\xff", "cut_off"),
    "layers that do not fit": (
        lambda: drawn("JPEG").replace(b"\1\x22\0\2\x11\1", b"\1\x22\0\2\x13\1"),
        "unusual",
    ),
    "arithmetic": (lambda: _renamed(ARITHMETIC), "unusual"),
    "lossless": (lambda: _renamed(LOSSLESS), "unusual"),
}
