"""What the beginning of a line says about it: a list item, "Read more: …", "Label: text" …"""

import re
from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    PLAIN = auto()
    BULLET = auto()
    NUMBER = auto()
    QUOTE = auto()
    PULL_QUOTE = auto()
    READ_MORE = auto()
    PICTURE = auto()
    EMBED = auto()
    LABELLED = auto()


class Mark(NamedTuple):
    """``text`` is what follows the mark; ``label`` the number, label or picture's key."""

    kind: Kind
    text: str
    label: str = ""


READ_MORE = {
    "en": ["read more", "read also", "also read", "see also", "more on this"],
    "de": ["mehr dazu", "mehr zum thema", "lesen sie auch", "lesen sie mehr", "weiterlesen"],
    "es": ["leer más", "lea más", "lea también", "lee también"],
    "fr": ["lire aussi", "lire la suite", "à lire aussi", "en savoir plus"],
    "pt": ["leia mais", "leia também"],
    "ar": ["اقرأ أيضا", "اقرأ أيضاً", "اقرأ المزيد", "إقرأ أيضا", "المزيد", "للمزيد"],
}
READ_MORE_LENGTH = 300
LABEL_LENGTH, LABEL_WORDS = 60, 6

_PHRASES = "|".join(phrase for phrases in READ_MORE.values() for phrase in phrases)
_PATTERNS = [
    (Kind.PULL_QUOTE, re.compile(r">>(?:\s|$)\s*(?P<text>.*)")),
    (Kind.QUOTE, re.compile(r">(?:\s|$)\s*(?P<text>.*)")),
    (Kind.BULLET, re.compile(r"[-*•·‣]\s+(?P<text>\S.*)")),
    (Kind.NUMBER, re.compile(r"(?P<label>[0-9]{1,2}|[٠-٩]{1,2})[.)]\s+(?P<text>\S.*)")),
    (Kind.PICTURE, re.compile(r"\[picture: ?(?P<label>[^\]]+)\]\s*(?P<text>.*)", re.I)),
    (Kind.EMBED, re.compile(r"\[embed: ?(?P<text>[^\]\s]+) ?\]", re.I)),
    (
        Kind.READ_MORE,
        re.compile(rf"(?:{_PHRASES}) ?[:：]\s*(?P<text>\S.{{0,{READ_MORE_LENGTH - 1}}})", re.I),
    ),
]
_LABEL = re.compile(
    rf"(?P<label>[^\W_][^:：\"“”„«»()\[\]]{{0,{LABEL_LENGTH - 1}}}?)(?: ?:\s+|：\s*)(?P<text>\S.*)"
)
_SENTENCE_INSIDE = re.compile(r"(?<!\b\w)[.!?…。؟۔]\s")
_SPEECH = tuple('"“„«‘‚「『')


def read_mark(text):
    for kind, pattern in _PATTERNS:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            return Mark(kind, parts["text"], parts.get("label") or "")
    return _labelled(text) or Mark(Kind.PLAIN, text)


def _labelled(text):
    """A short label, and a text that is not what somebody is quoted as saying."""
    found = _LABEL.fullmatch(text)
    if not found:
        return None
    label = found["label"].strip()
    fits = (
        len(label.split()) <= LABEL_WORDS
        and not label[0].islower()
        and not label.isdigit()
        and not _SENTENCE_INSIDE.search(label)
        and not found["text"].startswith(_SPEECH)
    )
    return Mark(Kind.LABELLED, found["text"], label) if fits else None
