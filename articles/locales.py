"""How a language writes what nobody wrote: words of the interface, dates, times and numbers."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Protocol

from django.conf.locale import LANG_INFO
from django.utils import timezone, translation
from django.utils.formats import date_format

from articles.enums import Numerals

# By their names in Language.numerals.
_TABLES = {kind: str.maketrans(Numerals.LATN.label, kind.label) for kind in Numerals}
_numerals: ContextVar[str] = ContextVar("numerals", default=Numerals.LATN)

# Tags that stand for another one, beside those that Django knows of.
_STANDS_FOR = {"zh": "zh-hans", "no": "nb"}
# Where Django writes zeros, abbreviates months, numbers them or names the day of the week.
ORDER = dict.fromkeys(("en-au", "en-gb", "id", "it", "ms", "sq", "tr"), "j F Y") | {
    "ar": "j E Y",
    "bg": "j F Y г.",
    "el": "j E Y",
    "es-ar": r"j \d\e F \d\e Y",
    "ka": "j F, Y",
    "mk": "j F Y г.",
    "sl": "j. F Y",
    "uk": "j E Y р.",
    "ur": "j F، Y",
}
# Django has the months of these as English has them.
MONTHS_IN_LOWER_CASE = frozenset(
    {"az", "bg", "bs", "es-ar", "es-co", "es-mx", "es-ve", "gl", "it"}
    | {"mk", "pt", "pt-br", "ro", "sq", "uz"}
)
FIRST_OF_MONTH = dict.fromkeys(("fr", "fr-be", "fr-ca", "fr-ch"), "1er") | {"pt-br": "1º"}
MARCH = "March"  # which is called otherwise in every language that Django knows


class Written(Protocol):
    """A language of the site: its row, or what a page's frame has of it."""

    @property
    def code(self) -> str: ...

    @property
    def numerals(self) -> str: ...


@contextmanager
def speaking(language: Written) -> Iterator[None]:
    """Inside, Django's gettext and the functions below write as ``language`` does."""
    before = _numerals.set(language.numerals)
    try:
        with translation.override(spoken(language.code)):
            yield
    finally:
        _numerals.reset(before)


def spoken(code: str) -> str:
    """The tag under which Django has the words of the language ``code``, if it has any."""
    if code in _STANDS_FOR:
        return _STANDS_FOR[code]
    return LANG_INFO.get(code, {}).get("fallback", [code])[0]


def digits(text: object) -> str:
    """``text`` with the digits of the language. It may hold no address and no reader's words."""
    return str(text).translate(_TABLES[Numerals(_numerals.get())])


def day(at: date) -> str:
    """The date; that of a moment (a datetime) in the newsroom's time zone."""
    return digits(_date(_local(at) if isinstance(at, datetime) else at))


def moment(at: datetime) -> str:
    """Date and time of ``at`` in the newsroom's time zone, which is named."""
    local = _local(at)
    return digits(f"{_date(local)} · {date_format(local, 'H:i T')}")


def _local(at: datetime) -> datetime:
    return timezone.localtime(at, timezone.get_default_timezone())


def _date(local: date) -> str:
    """In words, or in digits alone where Django has no names for the months."""
    code = translation.get_language() or ""
    has_months = code.split("-")[0] == "en" or translation.gettext(MARCH) != MARCH
    words = date_format(local, ORDER.get(code, "DATE_FORMAT") if has_months else "Y-m-d")
    if words.startswith("1 ") and code in FIRST_OF_MONTH:
        words = FIRST_OF_MONTH[code] + words[1:]
    return words.lower() if code in MONTHS_IN_LOWER_CASE else words
