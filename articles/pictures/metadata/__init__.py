"""What a picture's file says of itself, and what the published files say: IPTC, XMP and EXIF."""

from .reading import read as read
from .record import Metadata as Metadata
from .stamping import stamp_iim as stamp_iim
from .stamping import stamped as stamped

__all__ = ["Metadata", "read", "stamp_iim", "stamped"]
