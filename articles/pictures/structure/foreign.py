"""What people choose by mistake, or dress up as a picture."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_BY_START = [
    (b"%PDF", _("a PDF document")),
    (b"II*\0", _("a TIFF or raw camera picture")),
    (b"MM\0*", _("a TIFF or raw camera picture")),
    (b"8BPS", _("a Photoshop document")),
    (b"BM", _("a BMP picture")),
    (b"PK\x03\x04", _("a ZIP archive or an office document")),
    (b"\xff\x0a", _("a JPEG XL picture")),
    (b"\0\0\0\x0cJXL ", _("a JPEG XL picture")),
]
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_VIDEO = {b"isom", b"mp41", b"mp42", b"qt  ", b"M4V "}
_MARKUP = re.compile(rb"\s*<[?!a-zA-Z]")
_START = 4096


def foreign(data: bytes) -> Promise | None:
    """What the file is, with its article; None where it is nothing that we know."""
    for start, what in _BY_START:
        if data.startswith(start):
            return what
    if data[4:8] == b"ftyp":
        brands = {data[at : at + 4] for at in range(8, 64, 4)}
        if brands & _HEIC:
            return _("a HEIC picture, as phones make them")
        if brands & _VIDEO:
            return _("a video")
    text = data[:_START].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    if _MARKUP.match(text):
        return _("an SVG drawing") if b"<svg" in text.lower() else _("a web page or XML")
    return None
