"""The credit line under a text: "tj, aw/ng (AP, Reuters, AFP)".

Writers' initials, editors' after the slash, agencies in brackets; each part may be missing. What
might as well be a sentence, a place or an abbreviation is left in the text.
"""

import re
from dataclasses import dataclass

from articles.body.headline import headline_key

LENGTH = 200
AGENCY_LENGTH, AGENCY_WORDS = 40, 4

_AGENCIES = (
    "AA|AAP|AFP|AGI|AMNA|ANA|Anadolu|ANI|ANP|ANSA|AP|APA|APTN|ATS|Belga|Bloomberg|CNA|CP|ČTK|"
    "dapd|DPA|EFE|epd|GNA|IANS|Interfax|IRNA|IRIB|Itar-Tass|JTA|Jiji|KCNA|Keystone-SDA|KNA|"
    "Kyodo|Lusa|MAP|MENA|MTI|NAN|NTB|PA|PA Media|PAP|PTI|Reuters|RIA|RIA Novosti|Ritzau|SAPA|"
    "SDA|SID|SPA|STT|Tanjug|TASS|TT|UNIAN|UNI|UPI|Ukrinform|VNA|WAM|Xinhua|Yonhap|"
    "رويترز|أ ف ب|أ.ف.ب|ا ف ب|د ب أ|د.ب.أ|أ ب|أ.ب|أ ش أ|واس|وام|فرانس برس|الأناضول|"
    "新华社|路透社|法新社|美联社|共同社|ロイター|共同|時事|연합뉴스"
)
AGENCIES = frozenset(headline_key(name) for name in _AGENCIES.split("|"))
LOWER_AGENCIES = ("dpa", "epd", "dapd")
INITIALS = re.compile(r"[^\W\d_]{2,4}|[^\W\d_](?:\.[^\W\d_]){1,3}\.?")
# Short words that end a text more often than anybody's initials do.
_WORDS = (
    "and or end ends ende fin more mehr the no yes ok ja nein on in of to by for but not von mit "
    "und oder via eof stop usa uk eu un us nato who"
)
WORDS = frozenset(_WORDS.split())
LINE = re.compile(r"(?P<names>[^()（）]*?) ?(?:[(（] ?(?P<agencies>[^()（）]+?) ?[)）]\.?)?")
WITH = re.compile(
    r"(?<!\S)(?:mit material von|mit|unter verwendung von|with material from|with|avec|con|مع) ",
    re.I,
)
COMMA = re.compile(r" ?[,،、;] ?")
AGENCY_COMMA = re.compile(r" ?[,،、;/] ?| (?:und|and|et|y) ")


@dataclass(frozen=True, slots=True)
class SignOff:
    """Initials and agencies as written, in order; ``text`` is the whole line."""

    writers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    text: str = ""


def split_sign_off(lines):
    """``(sign_off, rest)``: the sign-off in the last line that is not blank, if it is one."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].is_blank:
            continue
        if sign_off := read_sign_off(lines[index].text):
            return sign_off, lines[:index]
        break
    return SignOff(), lines


def read_sign_off(text):
    """The SignOff that ``text`` is, or None."""
    if len(text) > LENGTH:
        return None
    names, agencies = _parts(text)
    groups = [_split(COMMA, group) for group in names.split("/")] if names else [()]
    tokens = [token for group in groups for token in group]
    if not all(INITIALS.fullmatch(token) for token in tokens) or not all(groups[1:]):
        return None
    if not _is_safe(tokens, agencies, has_slash=len(groups) > 1):
        return None
    editors = dict.fromkeys(token for group in groups[1:] for token in group)
    return SignOff(_once(groups[0]), tuple(editors), _once(agencies), text=text)


def _parts(text):
    """Names, and agencies from brackets or after "mit"; agencies are empty if there are none."""
    found = LINE.fullmatch(text)
    if not found:
        return text, ()
    names, inside = found["names"], found["agencies"] or ""
    if inside:
        return names, tuple(WITH.sub("", part, count=1) for part in _split(AGENCY_COMMA, inside))
    before, *after = WITH.split(names, maxsplit=1)
    agencies = _split(AGENCY_COMMA, after[0] if after else names)
    if agencies and all(_is_written_as_agency(agency) for agency in agencies):
        return before.rstrip() if after else "", agencies
    return names, ()


def _split(pattern, text):
    return tuple(part for part in pattern.split(text.strip()) if part)


def _once(parts):
    return tuple(dict.fromkeys(parts))


def _is_safe(tokens, agencies, *, has_slash):
    known = [agency for agency in agencies if headline_key(agency) in AGENCIES]
    if not all(_could_be_agency(agency) for agency in agencies):
        return False
    if not tokens:
        return bool(known)
    if any(token.casefold() in WORDS for token in tokens):
        return False
    if known:
        return True
    if all(_is_signed_low(token) for token in tokens):
        return has_slash or not agencies or _are_names(agencies)
    return has_slash and all(token.isupper() for token in tokens)


def _is_signed_low(token):
    """Initials in lower case, or with dots: nothing else is written so."""
    return token.islower() or "." in token


def _is_written_as_agency(text):
    """A known agency in its own spelling: "pa" and "tt" are initials, "dpa" and "PA" are not."""
    is_known = headline_key(text) in AGENCIES
    return is_known and (not text.islower() or text in LOWER_AGENCIES)


def _could_be_agency(text):
    return (
        len(text) <= AGENCY_LENGTH and len(text.split()) <= AGENCY_WORDS and text[-1] not in ".!?؟"
    )


def _are_names(agencies):
    return all(not agency[0].islower() for agency in agencies)
