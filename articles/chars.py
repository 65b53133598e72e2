"""Which characters a text may hold, and how its white space is written: the body and all fields."""

import re
import unicodedata

# Controls, lone surrogates, the byte order mark, non-characters, and the bidi embeddings and
# overrides that make text read other than it is. Marks and isolates (U+200E, U+200F, U+061C,
# U+2066-2069) stay: Arabic and Hebrew writers need them, and they end with the paragraph.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_SPACE = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
_NEWLINE = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# Joiners, marks, isolates, selectors of a glyph, fillers: they shape what stands beside them.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800"
    "\u3164\ufe00-\ufe0f\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_VISIBLE = re.compile(f"[^\\s{_INVISIBLE}]")
_ISOLATE = re.compile("[\u2066-\u2069]")
_END_OF_ISOLATE = "\u2069"
EDGE = " \u00a0"

# What shapes the letters of Persian or of Indic scripts, or an emoji: between two of them.
_SHAPING = "\u200c\u200d\ufe0e\ufe0f\U000e0020-\U000e007f"
_NOT_SHAPING = re.compile(
    f"(?<![\u0590-\u1fff\u2070-\U0010ffff])(?!\ufe0f\u20e3)[{_SHAPING}]|[\u200c\u200d]+(?=\\s|$)"
)
_IN_NO_NAME = re.compile(f"(?![{_SHAPING}])[{_INVISIBLE}]")


def wanted(text: str) -> str:
    """`text` without the characters that no body may hold."""
    return _UNWANTED.sub("", text)


def collapse(text: str) -> str:
    """`text` cleaned, with each run of white space as one space; no-break spaces stay."""
    return _SPACE.sub(" ", _UNWANTED.sub("", text))


def line(text: str) -> str:
    """`text` as one tidy line, or "" where nothing in it would be seen."""
    return "" if is_blank(text) else balanced(collapse(text)).strip(EDGE)


def paragraphs(text: str) -> str:
    """`text` cleaned, with its ends of line as "\\n", or "" where nothing in it would be seen."""
    if is_blank(text):
        return ""
    lines = _NEWLINE.sub("\n", wanted(text)).split("\n")
    return "\n".join(map(balanced, lines)).strip()


def name(text: str) -> str:
    """`text` as one line without what nobody sees, so that names that look alike are alike.

    Joiners stay where they shape letters (Persian, Indic scripts) and emoji.
    """
    bare, before = _IN_NO_NAME.sub("", collapse(text)), None
    while bare != before:  # what is taken away may be what the next one stood beside
        bare, before = _NOT_SHAPING.sub("", bare), bare
    return line(unicodedata.normalize("NFC", bare))


def balanced(text: str) -> str:
    """`text` without isolates that do not end, and without ends that end nothing."""
    if not _ISOLATE.search(text):
        return text
    opened: list[int] = []
    alone = set()
    for match in _ISOLATE.finditer(text):
        if match[0] != _END_OF_ISOLATE:
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            alone.add(match.start())
    alone.update(opened)
    return "".join(char for place, char in enumerate(text) if place not in alone)


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: only white space, or invisible marks."""
    return not _VISIBLE.search(_UNWANTED.sub("", text))


def is_clean(text: str) -> bool:
    """Whether `text` holds nothing that no text may hold; isolates have their ends."""
    return not _UNWANTED.search(text) and all(
        balanced(one) == one for one in _NEWLINE.sub("\n", text).split("\n")
    )
