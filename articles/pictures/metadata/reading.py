"""What a picture's file says of it."""

from datetime import UTC, tzinfo
from typing import BinaryIO

from . import exif, iim, xmp
from .containers import blocks
from .record import Metadata

LONGEST = 64 * 1024 * 1024  # bytes; behind them nothing is looked for


def read(file: BinaryIO | bytes, *, zone: tzinfo = UTC) -> Metadata:
    """Field by field what `file`, from its beginning, says: in XMP, else in IIM, else in EXIF.

    Newest first, because programs that write XMP keep the older forms in step as far as these can
    hold the value, and others that know only those leave XMP alone where there is none. (The
    Metadata Working Group's guidelines of 2010 ask EXIF first for caption, creator and copyright;
    cameras fill it with their own names, and what a picture desk changes is in XMP and IIM.)

    `zone` is where a date without one was taken, unless EXIF says it. What is broken, too large or
    of no format that may be uploaded is empty; only `file` itself may raise, when it is read.
    """
    found = blocks(file if isinstance(file, bytes) else _content(file))
    camera = exif.read(found.exif, zone)
    if camera.created_at:
        zone = camera.created_at.tzinfo or zone
    return xmp.read(found.xmp, zone).or_else(iim.read(found.iim, zone)).or_else(camera)


def _content(file):
    file.seek(0)
    try:
        return file.read(LONGEST)
    finally:
        file.seek(0)
