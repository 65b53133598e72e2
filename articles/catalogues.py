"""Which words of the interface are translated, by the catalogues that lie in ``locale/``."""

from collections.abc import Iterable
from gettext import GNUTranslations, find
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from articles.locales import spoken

SHOWN = 10


def words_missing(code: str) -> list[str]:
    """The words that readers of the language ``code`` get in English, in order.

    All of them for a language without a catalogue; none for English itself.
    """
    if code.split("-")[0] == settings.LANGUAGE_CODE:
        return []
    every = _folder().glob("*/LC_MESSAGES/django.mo")
    return sorted(_words(every) - _words(_compiled(code)))


def in_words(code: str) -> str:
    """For staff: what the interface is in for readers of the language ``code``."""
    missing = words_missing(code)
    if not missing:
        return _("All words of the interface are in this language.")
    if not _compiled(code):
        if _is_written(code):
            return _("Its catalogue is not compiled: “make messages” does that.")
        return _("There is no catalogue: readers see English words around stories.")
    shown = ", ".join(f"“{word}”" for word in missing[:SHOWN])
    if len(missing) <= SHOWN:
        return _("Still in English: %s") % shown
    others = len(missing) - SHOWN
    return _("Still in English: %(words)s and %(count)d more") % {"words": shown, "count": others}


def _compiled(code: str) -> list[str]:
    """The files that the language gets its words from: pt-br has those of pt, too."""
    return find("django", str(_folder()), [to_locale(spoken(code))], all=True)


def _is_written(code: str) -> bool:
    return (_folder() / to_locale(spoken(code)) / "LC_MESSAGES" / "django.po").exists()


def _folder() -> Path:
    return Path(settings.LOCALE_PATHS[0])


def _words(catalogues: Iterable[Path | str]) -> set[str]:
    """The English words that these ``.mo`` files translate."""
    found: set[str] = set()
    for path in catalogues:
        with Path(path).open("rb") as file:
            found |= _Catalogue(file).words
    return found


class _Catalogue(GNUTranslations):
    @property
    def words(self) -> set[str]:
        """Words with a plural are kept under (word, number of the form)."""
        ids = (key[0] if isinstance(key, tuple) else key for key in self._catalog)  # type: ignore
        return {word for word in ids if word}
