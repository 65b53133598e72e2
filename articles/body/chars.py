"""Which characters a body may hold, and how its white space is written."""

import re

# Controls, lone surrogates, the byte order mark, non-characters, and the bidi embeddings and
# overrides that make text read other than it is. Marks and isolates (U+200E, U+200F, U+061C,
# U+2066-2069) stay: Arabic and Hebrew writers need them, and they end with the paragraph.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_SPACE = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
_VISIBLE = re.compile("[^\\s\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u2069\u3164\ufe0f]")
EDGE = " \u00a0"


def wanted(text: str) -> str:
    """`text` without the characters that no body may hold."""
    return _UNWANTED.sub("", text)


def collapse(text: str) -> str:
    """`text` cleaned, with each run of white space as one space; no-break spaces stay."""
    return _SPACE.sub(" ", _UNWANTED.sub("", text))


def line(text: str) -> str:
    """`text` as one tidy line, or "" where nothing in it would be seen."""
    return "" if is_blank(text) else collapse(text).strip(EDGE)


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: only white space, or invisible marks."""
    return not _VISIBLE.search(_UNWANTED.sub("", text))
