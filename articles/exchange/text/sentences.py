"""Where sentences end, in any script."""

import re

CLOSERS = "\"'”’»›“‘」』）)]】》*_"
OPENERS = "\"'“‘„‚«‹「『（([【《¿¡*_"
FULL_STOPS = ".!…۔。！"
QUESTION_MARKS = "?؟？"
PAUSES = ":,;،؛、，；：-–—"
_ABBREVIATED = (
    "mr mrs ms dr prof gen sen rep gov lt col sgt capt st jr sr vs no hon rev fr "
    "bzw ca evtl hr nr str usw vgl z.b u.a d.h"
)
ABBREVIATIONS = frozenset(_ABBREVIATED.split())
END = re.compile(r"(?<=[.!?…۔؟])[\"'”’»“)\]]*(?=\s+\S)|(?<=[。！？])[」』）]*(?=.)")


def ends_sentence(text):
    return text.rstrip(CLOSERS)[-1:] in tuple(FULL_STOPS + QUESTION_MARKS + ":;؛：")


def starts_lower(text):
    return text.lstrip(OPENERS)[:1].islower()


def first_sentence(text):
    """Up to the first full stop that ends a sentence: not one after "Dr", "U.S" or a day."""
    for found in END.finditer(text):
        before, after = text[: found.end()], text[found.end() :].lstrip()
        if not _is_abbreviation(before) and not starts_lower(after):
            return before
    return text


def _is_abbreviation(text):
    if not text.endswith("."):
        return False
    word = text.rsplit(maxsplit=1)[-1].rstrip(".").lstrip(OPENERS)
    short_number = word.isdigit() and len(word) <= 2
    return len(word) == 1 or short_number or "." in word or word.casefold() in ABBREVIATIONS
