"""What the chunks of a PNG hold: XMP and EXIF of their own, or any of it as hexadecimal text.

"Raw profile type …" is how ImageMagick and ExifTool keep what PNG has no chunk for.
"""

import zlib
from contextlib import suppress

from . import iim, photoshop
from .blocks import EXIF, XMP_IN_JPEG, Blocks, of_photoshop

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XMP, _RAW = b"XML:com.adobe.xmp\0", b"Raw profile type "
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_MOST = 200_000  # chunks
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
_LONGEST = 2 * 1024 * 1024  # bytes of a chunk, and of a text that is unpacked


def read(data: bytes) -> Blocks:
    found = Blocks()
    place = len(SIGNATURE)
    for _count in range(_MOST):
        size, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        if len(kind) < 4:
            break
        start, end = place + 8, place + 8 + min(size, _LONGEST)
        if kind == b"eXIf":
            found = found.or_else(Blocks(exif=data[start:end]))
        elif kind == b"iTXt" and data.startswith(_XMP, start):
            found = found.or_else(Blocks(xmp=_text(kind, data[start:end])))
        elif kind in _TEXTS and data.startswith(_RAW, start):
            found = found.or_else(_of_profile(_bytes_in(_text(kind, data[start:end]))))
        place += 12 + size
    return found


def _text(kind, body):
    """Behind the keyword, unpacked; nothing where it is damaged."""
    rest = body.partition(b"\0")[2]
    is_packed = kind == b"zTXt" or (kind == b"iTXt" and rest[:1] == b"\1")
    if kind == b"iTXt":  # two marks for packing, a language, a translated keyword
        rest = b"".join(rest[2:].split(b"\0", 2)[2:])
    elif kind == b"zTXt":
        rest = rest[1:]  # the method of packing
    if not is_packed:
        return rest
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(rest, _LONGEST)
    return b""


def _bytes_in(text):
    """Hexadecimal lines; before them stand an empty one, a name and the length in bytes."""
    with suppress(ValueError):
        return bytes.fromhex(b"".join(text.split(b"\n", 3)[3:]).decode())
    return b""


def _of_profile(raw):
    """By what it is: programs give one thing several names."""
    if raw.startswith(photoshop.SIGNATURES):
        return of_photoshop(raw)
    if raw.startswith(EXIF):
        return Blocks(exif=raw)
    if raw.startswith(iim.MARK):
        return Blocks(iim=raw)
    xmp = raw.removeprefix(XMP_IN_JPEG).lstrip(_BEFORE_XML)
    return Blocks(xmp=xmp) if xmp.startswith(b"<") else Blocks()
