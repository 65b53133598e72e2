"""What a picture's file says of it."""

from dataclasses import replace
from datetime import UTC, tzinfo
from typing import BinaryIO

from . import exif, iim, xmp
from .containers import blocks
from .record import Metadata

LONGEST = 64 * 1024 * 1024  # bytes; behind them nothing is looked for


def read(file: BinaryIO | bytes, *, zone: tzinfo = UTC) -> Metadata:
    """Field by field what `file`, from its beginning, says: in XMP, else in IIM, else in EXIF.

    Newest first, because programs that write XMP keep the older forms in step as far as these can
    hold the value, and others that know only those leave XMP alone where there is none. Where one
    of these has changed the IIM since, that comes first; what it has taken out is read from XMP, as
    what it never knew. (The Metadata Working Group's guidelines of 2010, which say so, ask EXIF
    first for caption, creator and copyright; cameras fill it with their own names, and what a
    picture desk changes is in XMP and IIM.)

    `zone` is where a date without one was taken, unless EXIF says it. What is broken, too large or
    of no format that may be uploaded is empty; only `file` itself may raise, when it is read.
    """
    found = blocks(file if isinstance(file, bytes) else _content(file))
    camera = exif.read(found.exif, zone)
    if camera.created_at:
        zone = camera.created_at.tzinfo or zone
    new = xmp.read(found.xmp, zone).or_else(xmp.read(found.extended, zone))
    old = iim.read(found.iim, zone)
    if found.is_iim_newer:
        both = _whole(old, new, iim.full(found.iim)).or_else(new)
    else:
        both = new.or_else(old)
    return both.or_else(camera)


def _whole(old, new, full):
    """`old`, and of the fields that are `full`, where it is the beginning, the whole from `new`."""
    texts = ((name, getattr(old, name), getattr(new, name)) for name in full)
    return replace(old, **{name: whole for name, cut, whole in texts if whole.startswith(cut)})


def _content(file):
    file.seek(0)
    try:
        return file.read(LONGEST)
    finally:
        file.seek(0)
