"""What published files say: whose the picture is, under which terms, and how it was made.

Nothing else goes out: no place, no serial number, no thumbnail, no comment, no words of the desk.
"""

from html import escape
from typing import Any

from PIL import ExifTags, Image

from . import iim, photoshop, xmp
from .containers import segments
from .record import Metadata

FORMATS = ("JPEG", "WEBP", "AVIF")
_APP0, _APP1, _APP13 = 0xE0, 0xE1, 0xED

_PACKET = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{xmp.RDF}"><rdf:Description rdf:about=""
 xmlns:dc="{xmp.DC}" xmlns:photoshop="{xmp.PHOTOSHOP}" xmlns:xmpRights="{xmp.RIGHTS}"
 xmlns:Iptc4xmpExt="{xmp.IPTC_EXT}" xmlns:plus="{xmp.PLUS}">
%s</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_IN_LANGUAGES = '<rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt>'
_LICENSOR = (
    '<rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<plus:LicensorURL>%s</plus:LicensorURL></rdf:li></rdf:Seq>"
)
# Field, property, and the form that IPTC and PLUS give its value.
_PROPERTIES = (
    ("creator", "dc:creator", "<rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq>"),
    ("credit", "photoshop:Credit", "%s"),
    ("copyright_notice", "dc:rights", _IN_LANGUAGES),
    ("usage_terms", "xmpRights:UsageTerms", _IN_LANGUAGES),
    ("license_url", "xmpRights:WebStatement", "%s"),
    ("acquire_license_page", "plus:Licensor", _LICENSOR),
    ("digital_source_type", "Iptc4xmpExt:DigitalSourceType", "%s"),
)
_DATASETS = (
    (iim.BYLINE, "creator"),
    (iim.CREDIT, "credit"),
    (iim.COPYRIGHT, "copyright_notice"),
)


def stamped(format: str, metadata: Metadata) -> dict[str, Any]:
    """What to give Pillow's ``save()`` in `format`, one of FORMATS, so that the file says whose
    the picture is and nothing that the opened picture has said. Raises ValueError for others.
    """
    if format.upper() not in FORMATS:
        raise ValueError(f"No metadata can be written into {format}.")
    marks = {"exif": _exif(metadata), "xmp": _xmp(metadata), "icc_profile": b""}
    return marks | {"comment": b""} if format.upper() == "JPEG" else marks


def _xmp(metadata):
    lines = [
        f"<{name}>{form % escape(value)}</{name}>\n"
        for field, name, form in _PROPERTIES
        if (value := getattr(metadata, field))
    ]
    return (_PACKET % "".join(lines)).encode() if lines else b""


def _exif(metadata):
    """As UTF-8: the standard knows only ASCII, and programs have long agreed on that."""
    tags = Image.Exif()
    if metadata.creator:
        tags[ExifTags.Base.Artist] = metadata.creator.encode()
    if metadata.copyright_notice:
        tags[ExifTags.Base.Copyright] = metadata.copyright_notice.encode()
    return tags.tobytes() if tags else b""


def stamp_iim(jpeg: bytes, metadata: Metadata) -> bytes:
    """`jpeg` with by-line, credit and copyright notice in IPTC-IIM too, for older programs.

    Longer than IIM's limits of 32 and 128 bytes if need be: half a credit line would be a wrong
    one, and programs read on. Raises ValueError where `jpeg` is none.
    """
    if not jpeg.startswith(b"\xff\xd8"):
        raise ValueError("This is not a JPEG.")
    values = [
        iim.dataset(number, getattr(metadata, field).encode())
        for number, field in _DATASETS
        if getattr(metadata, field)
    ]
    if not values:
        return jpeg
    head = iim.dataset(iim.CHARACTER_SET, iim.UTF_8) + iim.dataset(iim.VERSION, b"\0\4")
    place = _behind_the_first_segments(jpeg)
    return jpeg[:place] + _app13(head + b"".join(values)) + jpeg[place:]


def _behind_the_first_segments(jpeg):
    """JFIF, EXIF and XMP come first, as programs expect them to."""
    place = 2
    for marker, _start, end in segments(jpeg):
        if marker not in (_APP0, _APP1):
            break
        place = end
    return place


def _app13(data):
    body = photoshop.MARK + photoshop.with_iim(data)
    return bytes([0xFF, _APP13]) + (len(body) + 2).to_bytes(2) + body
