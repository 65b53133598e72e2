"""Small pictures that are what they say, in every format and kind that is taken."""

import struct
import zlib
from io import BytesIO

from PIL import Image as Picture
from PIL import PngImagePlugin

SIZE = (33, 21)


def drawn(kind: str, *, mode: str = "RGB", size: tuple[int, int] = SIZE, **how) -> bytes:
    """A picture with something in it: noise, the same each time."""
    layers = len(Picture.new(mode, (1, 1)).getbands())
    wide, high = size
    noise = bytes(at * at * 7919 % 251 for at in range(wide * high * layers))
    data = BytesIO()
    Picture.frombytes(mode, size, noise).save(data, kind, **how)
    return data.getvalue()


def moving(kind: str, frames: int) -> bytes:
    """A picture of so many frames, which differ."""
    first, *others = [Picture.new("RGB", (8, 8), (at * 40 % 256, 0, 0)) for at in range(frames)]
    data = BytesIO()
    first.save(data, kind, save_all=True, append_images=others)
    return data.getvalue()


def png_chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int,
    height: int,
    *,
    rows: bytes = b"",
    depth: int = 8,
    colour: int = 2,
    interlaced: bool = False,
    before: bytes = b"",
    behind: bytes = b"",
) -> bytes:
    """A PNG as it says it is, with these rows; ``before`` and ``behind`` them, more chunks."""
    head = struct.pack(">II5B", width, height, depth, colour, 0, 0, interlaced)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", head),
            before,
            png_chunk(b"IDAT", zlib.compress(rows)),
            behind,
            png_chunk(b"IEND"),
        ]
    )


def interlaced_png() -> bytes:
    """Eight by eight pixels of grey: seven passes of 1, 1, 1, 2, 2, 4 and 4 rows."""
    passes = [(1, 1), (1, 1), (1, 2), (2, 2), (2, 4), (4, 4), (4, 8)]
    rows = b"".join((b"\0" + bytes([99]) * columns) * count for count, columns in passes)
    return png(8, 8, rows=rows, colour=0, interlaced=True)


def _with_words() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Description", "harbour " * 500, zip=True)
    words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>", zip=True)
    return drawn("PNG", pnginfo=words)


def _mpo() -> bytes:
    """As phones make them: a second picture behind the first."""
    data = BytesIO()
    second = Picture.new("RGB", SIZE, "red")
    Picture.new("RGB", SIZE, "navy").save(data, "MPO", save_all=True, append_images=[second])
    return data.getvalue()


def _restarting() -> bytes:
    return drawn("JPEG", restart_marker_blocks=1)


EXIF = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"

# By name: the content, and Pillow's name for the format.
GOOD = {
    "jpeg": (drawn("JPEG"), "JPEG"),
    "jpeg, progressive": (drawn("JPEG", progressive=True), "JPEG"),
    "jpeg, grey": (drawn("JPEG", mode="L"), "JPEG"),
    "jpeg, cmyk": (drawn("JPEG", mode="CMYK"), "JPEG"),
    "jpeg, all colours": (drawn("JPEG", subsampling=0, quality=98), "JPEG"),
    "jpeg, restarts": (_restarting(), "JPEG"),
    "jpeg, exif": (drawn("JPEG", exif=EXIF), "JPEG"),
    "jpeg, padded": (drawn("JPEG").replace(b"\xff\xdb", b"\xff\xff\xff\xff\xdb"), "JPEG"),
    "jpeg, a video behind it": (drawn("JPEG") + b"\0\0\0\x18ftypmp42" + bytes(900), "JPEG"),
    "jpeg of a phone": (_mpo(), "JPEG"),
    "png": (drawn("PNG"), "PNG"),
    "png, clear": (drawn("PNG", mode="RGBA"), "PNG"),
    "png, grey": (drawn("PNG", mode="LA"), "PNG"),
    "png, 16 bits": (png(3, 2, depth=16, rows=(b"\0" + bytes(18)) * 2), "PNG"),
    "png, 1 bit": (png(9, 2, depth=1, colour=0, rows=(b"\0" + b"\xaa\x80") * 2), "PNG"),
    "png, a palette": (drawn("PNG", mode="P"), "PNG"),
    "png, interlaced": (interlaced_png(), "PNG"),
    "png, words": (_with_words(), "PNG"),
    "webp": (drawn("WEBP"), "WEBP"),
    "webp, lossless": (drawn("WEBP", lossless=True), "WEBP"),
    "webp, clear": (drawn("WEBP", mode="RGBA"), "WEBP"),
    "webp, exif": (drawn("WEBP", exif=EXIF, xmp=b"<x:xmpmeta/>"), "WEBP"),
    "avif": (drawn("AVIF"), "AVIF"),
    "avif, clear": (drawn("AVIF", mode="RGBA"), "AVIF"),
    "avif, all colours": (drawn("AVIF", subsampling="4:4:4"), "AVIF"),
    "avif, exif": (drawn("AVIF", exif=EXIF, xmp=b"<x:xmpmeta/>"), "AVIF"),
    "gif": (drawn("GIF"), "GIF"),
    "gif, clear": (drawn("GIF", mode="P", transparency=3, comment=b"x" * 700), "GIF"),
}
