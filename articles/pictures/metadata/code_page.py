"""In which code page an old program has written: those of IIM mostly do not say it."""

from collections.abc import Iterable

WESTERN, MACINTOSH = "cp1252", "mac_roman"
_WITHIN_WORDS = "’‘–—…·\xa0\xad"  # signs that may stand between two letters


def guessed(values: Iterable[bytes]) -> str:
    """That of Windows, unless the words make more sense in that of the old Macintosh.

    In one the letters of the other are signs and capitals in the midst of words.
    """
    raw = b" ".join(value for value in values if not _is_utf_8(value))
    return min((WESTERN, MACINTOSH), key=lambda page: _misfits(raw.decode(page, "replace")))


def _is_utf_8(value):
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def _misfits(text):
    return sum(
        char > "\x7f" and _is_misfit(before, char, after)
        for before, char, after in zip(f" {text}", text, f"{text[1:]} ", strict=False)
    )


def _is_misfit(before, char, after):
    if char.isupper():
        return before.isalpha() and (before.islower() or after.islower())
    is_sign = not (char.isalpha() and char.lower() != char.upper()) and char not in _WITHIN_WORDS
    return char == "\ufffd" or (is_sign and before.isalpha() and after.isalpha())
