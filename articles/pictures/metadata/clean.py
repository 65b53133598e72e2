"""From what stands in a file to what may go on: bytes to text, length, junk, codes, addresses."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice
from urllib.parse import urlsplit

from articles import chars

KEYWORDS, KEYWORD_LENGTH = 50, 64
ADDRESS_LENGTH = 500
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# All codes of that vocabulary, retired ones too: pictures that were labelled once stay so.
_CODES = {
    code.lower(): code
    for code in (
        "algorithmicMedia",
        "algorithmicallyEnhanced",
        "composite",
        "compositeCapture",
        "compositeSynthetic",
        "compositeWithTrainedAlgorithmicMedia",
        "computationalCapture",
        "dataDrivenMedia",
        "digitalArt",
        "digitalCapture",
        "digitalCreation",
        "humanEdits",
        "minorHumanEdits",
        "multiFrameComputationalCapture",
        "negativeFilm",
        "positiveFilm",
        "print",
        "screenCapture",
        "softwareImage",
        "trainedAlgorithmicMedia",
        "virtualRecording",
    )
}
_SOURCE_TYPE = re.compile(
    r"(?:https?://cv\.iptc\.org/newscodes/digitalsourcetype/|digsrctype:)?(\w+)/?(?:[?#].*)?", re.I
)
# What cameras, scanners and programs write where a caption belongs, and names of their files.
_JUNK = re.compile(
    r"""(?:(?:olympus|(?:konica\ )?minolta|samsung|kodak|ricoh|vivitar|hp|nikon|casio|fujifilm
              |pentax|panasonic|sanyo|benq|polaroid)\ )?
        digital\ (?:still\ )?camera(?:\ pictures)?
      | sony\ dsc | samsung\ camera\ pictures | olympus\ imaging\ corp\.?
      | <?(?:kenox|digimax)[^<>]*>?
      | exif[_ ]jpeg(?:[_ ]picture)? | jpeg\ image | dcim(?:[\\/].*)?
      | cof | edf | dav | oznor | sdr | [rv]?hdr(?:pl)? | btf | bty | fbt | mde | nfd | ptr
      | default | untitled | image\ ?description | screenshot | my\ beautiful\ picture
      | processed\ with\ (?:vsco|moldiv|rni).* | created\ with\ (?:the\ )?gimp
      | (?:img|dsc[fn]?|pxl|dji|gopr|mvimg|imgp|sam|p|wp|image|untitled)?[-_ ]?\d[-_ \d]*
      | \S+\.(?:jpe?g|png|tiff?|psd|gif|webp|avif|heic|dng|nef|cr[23]|arw)""",
    re.I | re.X,
)
_LONGEST_JUNK = 100
_JOINER = "\u200d"
_OF_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # two letters of a country are its flag


def decoded(raw: bytes, code_page: str = "cp1252") -> str:
    """`raw` as text: UTF-8 if it is that, else in `code_page`, by default that of old Windows."""
    for encoding in ("utf-8", code_page):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def text(value: str, limit: int) -> str:
    """`value` as one tidy line of at most `limit` characters; what was cut ends in "…"."""
    tidy = chars.line(value)
    if len(tidy) <= limit:
        return tidy
    end = limit - 1
    while end and _inside_a_character(tidy, end):
        end -= 1
    kept = chars.line(tidy[: end or limit - 1])
    return f"{kept}…" if kept else ""


def _inside_a_character(value, place):
    """Whether `place` is in the midst of what readers take for one: accents, emoji, flags."""
    after = value[place]
    if value[place - 1] == _JOINER or after == _JOINER or unicodedata.category(after)[0] == "M":
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True  # a colour of skin; the letters of a region's flag
    before = value[:place]
    letters = len(before) - len(before.rstrip(_OF_FLAGS))
    return letters % 2 == 1 and after in _OF_FLAGS


def keywords(values: Iterable[str]) -> tuple[str, ...]:
    """The first KEYWORDS of `values`, each once, cut to KEYWORD_LENGTH."""
    tidy = (text(value, KEYWORD_LENGTH) for value in islice(values, 20 * KEYWORDS))
    return tuple(islice(dict.fromkeys(filter(None, tidy)), KEYWORDS))


def caption(value: str) -> str:
    """`value`, or "" where a machine has written it and it says nothing of the picture."""
    tidy = chars.line(value[: 2 * _LONGEST_JUNK])
    return "" if len(tidy) <= _LONGEST_JUNK and _JUNK.fullmatch(tidy) else value


def digital_source_type(value: str) -> str:
    """The IPTC NewsCode that `value` means, as the URI the standard gives; "" for none of them."""
    found = _SOURCE_TYPE.fullmatch(chars.line(value))
    code = _CODES.get(found[1].lower(), "") if found else ""
    return SOURCE_TYPES + code if code else ""


def web_address(value: str) -> str:
    """`value` if it is an address that a page may link to, http or https, else ""."""
    address = value.strip()
    if len(address) > ADDRESS_LENGTH or re.search(r"[\s\"'<>\\^`{|}]", address):
        return ""
    try:
        parts = urlsplit(address)
        bare = parts.hostname and not parts.username and parts.port != 0
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not bare or chars.name(address) != address:
        return ""
    return address
