"""What readers type: made storable, and counted as they would count it."""

import re
import unicodedata

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_FLAG = re.compile(r"[\U0001f1e6-\U0001f1ff]{2}")
# Zero width joiner, with what it joins on.
_JOINED = re.compile(r"\u200d.", re.DOTALL)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_ATTACHED = {"Mn", "Me", "Cf"}


def clean_text(text):
    """``text`` without control characters, with ``\\n`` ends of line and no blanks around it.

    Half characters (lone surrogates), which UTF-8 cannot hold, become U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATE.sub("\ufffd", _UNPRINTABLE.sub("", text))
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text):
    """``text`` on one line: any run of white space is one blank."""
    return " ".join(clean_text(text).split())


def character_count(text):
    """How many characters a person sees: accents, joined emoji and flags count once.

    Close to the grapheme clusters of UAX #29 for what people type; not the full algorithm.
    """
    text = _FLAG.sub("x", _JOINED.sub("", text.replace("\r\n", "\n")))
    return sum(
        unicodedata.category(character) not in _ATTACHED and ord(character) not in _SKIN_TONES
        for character in text
    )
