"""May this file come in? By its content, before a decoder sets memory aside for it.

That the picture can be read to its end is proved by decoding it. What is let through here is of a
sane size, still, whole in its structure, and in one of FORMATS.
"""

import io
from typing import BinaryIO

from PIL import Image

from . import limits, structure
from .filenames import check_name
from .refusal import NotAPicture
from .structure import FORMATS, Checked

__all__ = ["FORMATS", "Checked", "NotAPicture", "check"]


def check(file: BinaryIO, *, name: str) -> Checked:
    """Format (Pillow's name for it) and size of the picture in ``file``, as stored: not turned.

    The file is left at its beginning. Raises NotAPicture.
    """
    check_name(name)
    file.seek(0)
    data = file.read(limits.BYTES + 1)
    file.seek(0)
    if not data:
        raise NotAPicture("empty")
    if len(data) > limits.BYTES:
        raise NotAPicture("too_large", most=limits.BYTES // 1024**2)
    found = structure.read(data)
    if _as_opened(data) != found:
        raise NotAPicture("damaged")
    return found


def _as_opened(data: bytes) -> Checked:
    """What Pillow finds before it decodes."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            # The pictures of some phones hold a second one: it is not looked at.
            kind = "JPEG" if picture.format == "MPO" else str(picture.format)
            return Checked(kind, *picture.size)
    except Exception as error:
        raise NotAPicture("damaged") from error
