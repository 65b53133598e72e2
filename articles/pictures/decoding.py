"""From a file to the pixels that all renditions are made of."""

import io
import struct
from collections.abc import Sequence
from typing import BinaryIO

from PIL import Image, ImageCms
from PIL.Image import Transpose

from .crops import CROPS, Crop

ORIENTATION = 0x0112  # EXIF
TURNED = 5  # and more: width and height change places
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
# How much more than the largest rendition is kept, so that it is made smaller and not just copied.
ROOM = 1.5
SRGB = ImageCms.createProfile("sRGB")

Size = tuple[int, int]


def decode(
    file: BinaryIO, *, formats: Sequence[str], crops: Sequence[Crop] = tuple(CROPS.values())
) -> tuple[Image.Image, Size]:
    """The picture in ``file`` and the size that it has there, both upright.

    It is in sRGB, RGB or (where something shines through) RGBA, not larger than ``crops`` need,
    and says nothing of itself any more: no metadata. Raises what Pillow raises for a file that is
    none of ``formats``, or is damaged.
    """
    file.seek(0)
    with Image.open(file, formats=list(formats)) as picture:
        orientation, icc = _orientation(picture), picture.info.get("icc_profile")
        width, height = stored = picture.size
        size = (height, width) if orientation >= TURNED else stored
        spare = _spare(size, crops)
        # A JPEG can be read smaller, in less time and memory.
        picture.draft(None, (int(width / spare), int(height / spare)))
        picture.load()
        plain = _in_eight_bits(picture)
    spare *= plain.width / width
    if spare >= 2:
        plain = plain.reduce(int(spare))
    upright = _turned(_in_srgb(plain, icc), orientation)
    upright.info.clear()
    return upright, size


def _orientation(picture):
    """As EXIF says, where Pillow also puts what the boxes of an AVIF say: browsers heed nothing
    else. EXIF that cannot be read is as good as none.
    """
    if picture.format == "PNG":
        picture.load()  # there it may stand behind the rows
    exif = Image.Exif()
    try:
        exif.load(picture.info.get("exif", b""))
        value = exif.get(ORIENTATION)
    except (SyntaxError, ValueError, struct.error):
        return 1
    return value if value in range(1, 9) else 1


def _spare(size, crops):
    """By how much the picture may be made smaller before anything is cut out of it."""
    factors = []
    for crop in crops:
        left, _upper, right, _lower = crop.box(*size)
        factors.append((right - left) / (crop.widths[-1] * ROOM))
    return max(1.0, min(factors))


def _in_eight_bits(picture):
    if picture.mode in ("RGB", "L", "CMYK", "RGBA", "LA"):
        return _with_alpha(picture) if picture.has_transparency_data else picture
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return _with_alpha(picture) if picture.has_transparency_data else picture.convert("RGB")


def _with_alpha(picture):
    """In RGBA, unless nothing shines through."""
    full = _in(picture, "RGBA")
    return full if full.getextrema()[3][0] < 255 else full.convert("RGB")


def _in_srgb(picture, icc):
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha else picture
    if icc:
        colours = _by_profile(colours, icc)
    colours = _in(colours, "RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _in(picture, mode):
    """Not a copy of one that is in ``mode``: a copy takes as much memory again."""
    return picture if picture.mode == mode else picture.convert(mode)


def _by_profile(picture, icc):
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        return ImageCms.profileToProfile(picture, profile, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a profile that cannot be used is as good as none


def _turned(picture, orientation):
    return picture.transpose(TURNS[orientation]) if orientation in TURNS else picture
