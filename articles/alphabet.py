"""The order of names in lists that readers get: that of a dictionary in their language.

Not PostgreSQL's: it knows languages only where it was built with ICU, and the embedded one was not.
Such lists are short. The order is that of the Unicode collation algorithm as far as names go:
letters first, then accents, then capitals.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar
from unicodedata import category, combining, normalize
from unicodedata import name as unicode_name

Row = TypeVar("Row")

# Where letters with marks are letters of their own, or stand where code points do not put them.
_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
_CYRILLIC = "а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"


def _with(alphabet: str, *letters: str) -> str:
    """``alphabet`` with more letters: "ñ after n" is "n ñ"."""
    for after in letters:
        first, _space, others = after.partition(" ")
        alphabet = f" {alphabet} ".replace(f" {first} ", f" {first} {others} ").strip()
    return alphabet


_CZECH = _with(_LATIN, "c č", "h ch", "r ř", "s š", "z ž")
_DANISH = _with(_LATIN, "z æ ø å")
_CROATIAN = _with(_LATIN, "c č ć", "d dž đ", "l lj", "n nj", "s š", "z ž")
_SWEDISH = _with(_LATIN, "z å ä ö")
_TURKISH = _with(_LATIN, "c ç", "g ğ", "h ı", "o ö", "s ş", "u ü")
_ALPHABETS = {
    "bg": _with(_CYRILLIC, "и й"),
    "bs": _CROATIAN,
    "cs": _CZECH,
    "da": _DANISH,
    "es": _with(_LATIN, "n ñ"),
    "et": "a b c d e f g h i j k l m n o p q r s š z ž t u v w õ ä ö ü x y",
    "fa": "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
    "fi": _SWEDISH,
    "hr": _CROATIAN,
    "hu": _with(_LATIN, "c cs", "d dz dzs", "g gy", "l ly", "n ny", "o ö", "s sz", "t ty", "u ü"),
    "lt": _with(_LATIN, "c č", "s š", "z ž"),
    "lv": _with(
        _LATIN.replace(" y", ""),
        *("a ā", "c č", "e ē", "g ģ", "i y ī", "k ķ", "l ļ", "n ņ", "r ŗ", "s š", "u ū", "z ž"),
    ),
    "mk": "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
    "nb": _DANISH,
    "nn": _DANISH,
    "no": _DANISH,
    "pl": _with(_LATIN, "a ą", "c ć", "e ę", "l ł", "n ń", "o ó", "s ś", "z ź ż"),
    "ro": _with(_LATIN, "a ă â", "i î", "s ș", "t ț"),
    "ru": _with(_CYRILLIC, "и й"),
    "sk": _with(_CZECH, "a ä", "o ô"),
    "sl": _with(_LATIN, "c č", "s š", "z ž"),
    "sq": _with(
        _LATIN, "c ç", "d dh", "e ë", "g gj", "l ll", "n nj", "r rr", "s sh", "t th", "x xh", "z zh"
    ),
    "sr": "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
    "sv": _SWEDISH,
    "tr": _TURKISH,
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
    "ur": "ا آ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ہ ھ ۃ ء ی ے",
    "vi": _with(_LATIN, "a ă â", "d đ", "e ê", "o ô ơ", "u ư"),
}
_PLACES = {
    code: {letter: f"{letters[0]}{place:03}" for place, letter in enumerate(letters.split())}
    for code, letters in _ALPHABETS.items()
}
# Letters and pairs that are looked for where another letter is, and stand behind it.
_SWEDES = {"æ": "ä\u0335", "ø": "ö\u0335", "ü": "y\u0308"}
_DANES = {"ä": "æ\u0308", "ö": "ø\u0308", "ü": "y\u0308", "aa": "å\u030a"}
_SPELT = dict.fromkeys(("fi", "sv"), _SWEDES) | dict.fromkeys(("da", "nb", "nn", "no"), _DANES)
_SPELT |= {"hu": {"ő": "ö\u030b", "ű": "ü\u030b"}, "lt": {"y": "i\u0335"}}
# Letters that Unicode does not take apart, and the forms of alif.
_LIKE = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ħ": "h", "ð": "d"}
_LIKE |= dict.fromkeys("ءؤئ", "ا") | {"ى": "ي", "ة": "ت"}
_LAST = "\U0010ffff"
_LONGEST = 3  # characters of one letter
# Languages that have the words of their own script before Latin ones.
_LATIN_LAST = frozenset(
    {"am", "ar", "be", "bg", "bn", "el", "fa", "he", "hi", "hy", "ka", "kk", "ko", "mk", "ml"}
    | {"mr", "ne", "pa", "ps", "ru", "si", "sr", "ta", "te", "th", "uk", "ur", "zh"}
)
# The order of accents, where it is not that of their code points.
_ACUTE_FIRST = {0x301: 0x2FF}
_TONES = {"vi": {0x309: 0x301, 0x303: 0x302, 0x301: 0x303, 0x323: 0x304}}
_CAPITALS_FIRST = frozenset({"da", "mt"})
_TURKISH_CAPITALS = {ord("I"): "ı", ord("İ"): "i"}
_TURKISH_SMALL = {ord("i"): "İ"}


def in_order(rows: Iterable[Row], language: str, *, name: Callable[[Row], str] = str) -> list[Row]:
    """``rows`` by what ``name`` gives of each, as readers of ``language`` look for it."""
    return sorted(rows, key=lambda row: sort_key(name(row), language))


def sort_key(text: str, language: str) -> tuple[list[str], list[str], str]:
    """What ``text`` is sorted by: its letters, their accents, its small letters and capitals."""
    tag = language if language in _PLACES else language.split("-")[0]
    places = _PLACES.get(tag, {})
    letters: list[str] = []
    accents: list[str] = []
    for part in _parts(_folded(text, tag), places):
        if part in places or not combining(part):
            letters.append(places.get(part) or _place(part, latin_last=tag in _LATIN_LAST))
            accents.append("")
        elif accents:
            accents[-1] += part.translate(_TONES.get(tag, _ACUTE_FIRST))
    return letters, accents, text if tag in _CAPITALS_FIRST else text.swapcase()


def initial(text: str, language: str) -> str:
    """The letter under which readers of ``language`` look for ``text``, as a capital; "#" of a
    digit or sign, "" in a script that has no letters.
    """
    tag = language if language in _PLACES else language.split("-")[0]
    places = _PLACES.get(tag, {})
    first = next(_parts(_folded(text, tag), places), "#")
    if not first[0].isalpha():
        return "#"
    if category(first[0]) == "Lo" and unicode_name(first[0], "").startswith("CJK"):
        return ""
    return first.translate(_TURKISH_SMALL if tag == "tr" else {}).title()


def _folded(text: str, tag: str) -> str:
    """In small letters, each in one piece and in the spelling that it is sorted by."""
    small = text.translate(_TURKISH_CAPITALS if tag == "tr" else {}).casefold()
    folded = normalize("NFC", small)
    for letter, other in _SPELT.get(tag, {}).items():
        folded = folded.replace(letter, other)
    return folded


def _parts(text: str, places: Mapping[str, str]) -> Iterator[str]:
    """The letters of an alphabet in ``text``; of all else base letters and their accents."""
    start = 0
    while start < len(text):
        ends = (start + length for length in range(_LONGEST, 1, -1))
        end = next((end for end in ends if text[start:end] in places), start + 1)
        letter = text[start:end]
        if letter in places:
            yield letter
        else:
            yield from _apart(normalize("NFD", _LIKE.get(letter, letter)), places)
        start = end


def _apart(pieces: str, places: Mapping[str, str]) -> Iterator[str]:
    """A base letter and its accents; those that make it a letter of the alphabet stay with it."""
    for accent in pieces[1:]:
        letter = normalize("NFC", pieces[0] + accent)
        if letter in places:
            yield letter
            yield from pieces[1:].replace(accent, "", 1)
            return
    yield from pieces


def _place(letter: str, *, latin_last: bool) -> str:
    """Signs stand before digits, and digits before letters."""
    if category(letter)[0] in "PSZ":
        return f"\x01{letter}"
    return f"{_LAST}{letter}" if latin_last and "a" <= letter <= "z" else letter
