"""What a file's container gives up: the metadata in it, each still in its own form."""

from typing import NamedTuple

from . import photoshop

XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
EXIF = b"Exif\0"


class Blocks(NamedTuple):
    """`extended` is the rest of a packet that is too long for one segment. `is_iim_newer`: a
    program that knows no XMP has changed the IIM since.
    """

    xmp: bytes = b""
    extended: bytes = b""
    iim: bytes = b""
    exif: bytes = b""
    is_iim_newer: bool = False

    def or_else(self, other: "Blocks") -> "Blocks":
        """This, and from `other` what is empty here."""
        return Blocks._make(own or its for own, its in zip(self, other, strict=True))


def of_photoshop(data: bytes) -> Blocks:
    """From image resources."""
    iim, is_newer = photoshop.iim(data)
    return Blocks(iim=iim, is_iim_newer=is_newer)
