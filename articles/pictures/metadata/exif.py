"""EXIF 2.32: what a camera knows, and the little that photographers set in it."""

from datetime import UTC, tzinfo

from PIL import ExifTags, Image

from . import clean, dates
from .record import Metadata

Base = ExifTags.Base
LONGEST = 1024 * 1024  # bytes


def read(data: bytes, zone: tzinfo = UTC) -> Metadata:
    """What `data`, with or without its "Exif" mark, says; nothing where it is broken."""
    if not 0 < len(data) <= LONGEST:
        return Metadata()
    try:
        tags = Image.Exif()
        tags.load(data)
        first, camera = dict(tags), tags.get_ifd(ExifTags.IFD.Exif)
    except Exception:  # Pillow has many for broken files
        return Metadata()
    caption = clean.caption(_text(first.get(Base.ImageDescription)))
    creator = _text(first.get(Base.Artist)) or _wide(first.get(Base.XPAuthor))
    return Metadata(
        caption=caption or clean.caption(_wide(first.get(Base.XPComment))),
        headline=clean.caption(_wide(first.get(Base.XPTitle))),
        creator=", ".join(part.strip() for part in creator.split(";")),
        copyright_notice=_copyright(_text(first.get(Base.Copyright))),
        keywords=tuple(_wide(first.get(Base.XPKeywords)).split(";")),
        created_at=_taken_at(camera, zone),
    )


def _text(value):
    """ASCII by the standard; by habit UTF-8, which Pillow hands over as if it were Latin-1."""
    if isinstance(value, str):
        value = value.encode("latin-1", "ignore")
    return clean.decoded(value).strip("\0 \t\r\n") if isinstance(value, bytes) else ""


def _wide(value):
    """As Windows writes it: UTF-16 with an end."""
    return value.decode("utf-16-le", "ignore").split("\0")[0] if isinstance(value, bytes) else ""


def _copyright(value):
    """Photographer's and editor's notices are parted by NUL; one of them may be a space."""
    return ", ".join(part.strip() for part in value.split("\0") if part.strip())


def _taken_at(camera, zone):
    taken = _text(camera.get(Base.DateTimeOriginal))
    offset = _text(camera.get(Base.OffsetTimeOriginal))
    return dates.moment(f"{taken} {offset}", zone) or dates.moment(taken, zone)
