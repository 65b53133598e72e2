"""Where in a file each format keeps its metadata. No pixel is decoded, and nothing is raised."""

import io
import re
from collections.abc import Iterator

from PIL import Image

from . import in_png, photoshop
from .blocks import EXIF, XMP_IN_JPEG, Blocks, of_photoshop

_MORE_XMP_IN_JPEG = b"http://ns.adobe.com/xmp/extension/\0"
_DIGEST = re.compile(rb"[0-9A-Fa-f]{32}")
_XMP_IN_GIF = b"XMP DataXMP"
_GIF_TRAILER = 258  # bytes that lead readers of sub-blocks from the packet to its end
_MOST = 200_000  # segments, chunks or blocks of one file


def blocks(data: bytes) -> Blocks:
    """What is in `data`, a whole file of any format that may be uploaded; else nothing."""
    if data.startswith(b"\xff\xd8"):
        return _in_jpeg(data)
    if data.startswith(in_png.SIGNATURE):
        return in_png.read(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _in_webp(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Blocks(xmp=_xmp_in_gif(data))
    return _in_avif(data) if data[4:8] == b"ftyp" else Blocks()


def segments(jpeg: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, and where it begins and ends, of each segment before the picture's own data."""
    place = 2
    for _count in range(_MOST):
        if jpeg[place : place + 2] == b"\xff\xff":  # a fill byte
            place += 1
            continue
        marker, size = jpeg[place + 1 : place + 2], int.from_bytes(jpeg[place + 2 : place + 4])
        end = place + 2 + size
        if (
            jpeg[place : place + 1] != b"\xff"
            or marker in b"\xd9\xda"
            or size < 2
            or end > len(jpeg)
        ):
            return
        yield marker[0], place, end
        place = end


def _in_jpeg(data):
    xmp = exif = b""
    more_xmp, resources = [], []
    for marker, start, end in segments(data):
        body = data[start + 4 : end]
        if marker == 0xED and body.startswith(photoshop.MARK):
            resources.append(body[len(photoshop.MARK) :])
        elif marker == 0xE1 and body.startswith(XMP_IN_JPEG):
            xmp = xmp or body[len(XMP_IN_JPEG) :]
        elif marker == 0xE1 and body.startswith(_MORE_XMP_IN_JPEG):
            more_xmp.append(body[len(_MORE_XMP_IN_JPEG) :])
        elif marker == 0xE1 and body.startswith(EXIF):
            exif = exif or body
    found = Blocks(xmp=xmp, extended=_extended(more_xmp, xmp), exif=exif)
    return found.or_else(of_photoshop(b"".join(resources)))


def _extended(pieces, xmp):
    """The pieces that `xmp` names by their digest, in their order (XMP part 3, 1.1.3.1)."""
    named = set(_DIGEST.findall(xmp)) if pieces else ()
    own = {piece[36:40]: piece[40:] for piece in pieces if piece[:32] in named}
    return b"".join(own[offset] for offset in sorted(own))


def _in_webp(data):
    found: dict[bytes, bytes] = {}
    place = 12
    for _count in range(_MOST):
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        if len(kind) < 4:
            break
        if kind in (b"XMP ", b"XMP\0", b"EXIF"):
            found.setdefault(kind[:3], data[place + 8 : place + 8 + size])
        place += 8 + (size + 1) // 2 * 2
    return Blocks(xmp=found.get(b"XMP", b""), exif=found.get(b"EXI", b""))


def _xmp_in_gif(data):
    place = 13 + _colours(data[10:11])
    for _count in range(_MOST):
        kind = data[place : place + 1]
        if kind == b"\x21":  # an extension
            body = place + 2
            place = _after_sub_blocks(data, body)
            if data[body + 1 : body + 12] == _XMP_IN_GIF:
                return data[body + 12 : max(body + 12, place - _GIF_TRAILER)]
        elif kind == b"\x2c":  # a picture
            place = _after_sub_blocks(data, place + 11 + _colours(data[place + 9 : place + 10]))
        else:
            break
    return b""


def _colours(flags):
    """Bytes of the colour table that `flags` announce."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _after_sub_blocks(data, place):
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1


def _in_avif(data):
    try:
        with Image.open(io.BytesIO(data), formats=["AVIF"]) as picture:
            return Blocks(xmp=picture.info.get("xmp") or b"", exif=picture.info.get("exif") or b"")
    except Exception:  # Pillow has many for broken files
        return Blocks()
