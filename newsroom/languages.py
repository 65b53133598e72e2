"""The languages that the interface has words in: those with a catalogue."""

from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import to_language


def with_catalogue(folder: Path, source: str) -> list[tuple[str, str]]:
    """Tag and English name of the language ``source``, which words are written in, and of each that
    has a catalogue in ``folder``.
    """
    found = {to_language(path.parts[-3]) for path in folder.glob("*/LC_MESSAGES/django.po")}
    tags = [source, *sorted(found - {source})]
    return [(tag, LANG_INFO.get(tag, {}).get("name", tag)) for tag in tags]
