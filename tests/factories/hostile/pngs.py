import zlib

from tests.factories.pictures import drawn, moving, png, png_chunk

WIDE, HIGH = BIG = (7000, 7000)
WORDS = 200_000_000  # bytes


def _packed(length: int) -> bytes:
    """So many zeros, packed without ever holding them."""
    packer = zlib.compressobj(9)
    piece = bytes(1_000_000)
    return b"".join(packer.compress(piece) for _ in range(length // len(piece))) + packer.flush()


def _rows(count: int, *, of: int = 3 * WIDE, filtering: int = 0) -> bytes:
    return (bytes([filtering]) + bytes(of)) * count


def _short() -> bytes:
    """All but the last row of 16 bits in four channels: 390 MB, in 400 kB."""
    packer = zlib.compressobj(9)
    row = bytes(8 * WIDE + 1)
    packed = b"".join(packer.compress(row) for _ in range(HIGH - 1)) + packer.flush()
    whole = png(*BIG, depth=16, colour=6)
    return whole.replace(png_chunk(b"IDAT", zlib.compress(b"")), png_chunk(b"IDAT", packed))


def _split(count: int) -> bytes:
    """The rows in chunks of nothing, and without end."""
    return drawn("PNG")[:33] + png_chunk(b"IDAT") * count


def _broken_words() -> bytes:
    """Each unpacks to nearly what it may, and is then found to be broken."""
    body = b"Comment\0\0" + zlib.compress(bytes(1_000_000))[:-4] + b"oops"
    return png(1, 1, rows=bytes(4), behind=png_chunk(b"zTXt", body) * 10_000)


HOSTILE = {
    "60000 pixels": (lambda: png(60_000, 60_000), "too_long"),
    "30000 pixels": (lambda: png(30_000, 1, rows=bytes(90_001)), "too_long"),
    "100 megapixels": (lambda: png(10_000, 10_000), "too_many_pixels"),
    "no pixels": (lambda: png(0, 9), "damaged"),
    "49 megapixels without rows": (lambda: png(*BIG), "damaged"),
    "49 megapixels, interlaced, without rows": (lambda: png(*BIG, interlaced=True), "damaged"),
    "49 megapixels, the last row missing": (_short, "damaged"),
    "49 megapixels, half of them": (lambda: png(*BIG, rows=_rows(HIGH // 2)), "damaged"),
    "49 megapixels, no such filter": (
        lambda: png(*BIG, rows=_rows(500) + _rows(6500, filtering=5)),
        "damaged",
    ),
    "49 megapixels, broken": (
        lambda: png(*BIG, rows=b"").replace(zlib.compress(b""), b"\x78\x9c\xff\xff"),
        "damaged",
    ),
    "words that are a bomb": (
        lambda: png(1, 1, rows=bytes(4), before=png_chunk(b"zTXt", b"x\0\0" + _packed(WORDS))),
        "unpacks",
    ),
    "words behind the rows": (
        lambda: png(
            1, 1, rows=bytes(4), behind=png_chunk(b"iTXt", b"x\0\1\0\0\0" + _packed(WORDS))
        ),
        "unpacks",
    ),
    "a profile that is a bomb": (
        lambda: png(1, 1, rows=bytes(4), before=png_chunk(b"iCCP", b"x\0\0" + _packed(WORDS))),
        "unpacks",
    ),
    "words that are broken": (_broken_words, "unpacks"),
    "a million chunks": (lambda: _split(1_000_000), "too_many_parts"),
    "ten thousand frames": (lambda: moving("PNG", 10_000), "moving"),
    "two frames": (lambda: moving("PNG", 2), "moving"),
    "rows in two places": (
        lambda: png(
            1, 1, rows=bytes(4), behind=png_chunk(b"tEXt", b"x\0x") + png_chunk(b"IDAT", b"x")
        ),
        "damaged",
    ),
    "a false checksum": (lambda: drawn("PNG")[:-20] + b"x" + drawn("PNG")[-19:], "damaged"),
    "colours that do not exist": (lambda: png(1, 1, colour=5), "damaged"),
    "no palette": (lambda: png(1, 1, colour=3, rows=bytes(2)), "damaged"),
    "no end": (lambda: drawn("PNG")[:-12], "cut_off"),
    "cut off": (lambda: drawn("PNG", size=(640, 480))[:900], "cut_off"),
    "eight bytes": (lambda: drawn("PNG")[:8], "cut_off"),
}
