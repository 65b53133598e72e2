"""What a file is and how large its picture, by walking its parts; nothing is decoded.

Each format has its module. They read no more than they must, and count what could be endless.
"""

from collections.abc import Callable

from ..refusal import NotAPicture
from . import avif, gif, jpeg, png, webp
from .foreign import foreign
from .found import Checked

__all__ = ["FORMATS", "Checked", "read"]

_BY_FORMAT: dict[str, tuple[Callable[[bytes], bool], Callable[[bytes], Checked]]] = {
    "JPEG": (jpeg.is_one, jpeg.read),
    "PNG": (png.is_one, png.read),
    "WEBP": (webp.is_one, webp.read),
    "AVIF": (avif.is_one, avif.read),
    "GIF": (gif.is_one, gif.read),
}
FORMATS = tuple(_BY_FORMAT)


def read(data: bytes) -> Checked:
    """Raises NotAPicture for what is none of FORMATS, moves, is too large or not whole."""
    for is_one, read_one in _BY_FORMAT.values():
        if is_one(data):
            return read_one(data)
    what = foreign(data)
    if what is not None:
        raise NotAPicture("foreign", what=what)
    raise NotAPicture("not_a_picture")
