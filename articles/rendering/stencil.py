"""A template rendered once for many pages, with gaps where each page's own words go.

Most of a reader's page is the same on every page of its kind, and rendering it costs more than
all the rest of a request. A stencil is the page that a template gives for stand-ins of its words,
cut where they stand. It is kept only if, filled with the words of the first page, it is the very
page that the template gives. So templates stay ordinary ones: one that does more with a word than
print it or ask whether there is any is rendered each time.
"""

import re
from collections.abc import Callable, MutableMapping
from dataclasses import is_dataclass
from typing import Any

from django.conf import settings
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

# How many stencils are kept beside the state of a site that they belong to.
KEPT = 300
_MARK = "\ue000"
# Something for each filter to stumble over: none leaves all of this as it is.
_BEFORE, _AFTER = f"gap{_MARK} Gap <b> & \"'\\ https://gap.example/\n\n", "\ue001"
_GAP = re.compile(f"{re.escape(_BEFORE)}(\\d+){_AFTER}")


class _Gap(SafeString):
    """The stand-in for a text that is not empty: altered by any filter, and aware of a glance."""

    looks: list

    def __bool__(self) -> bool:
        return True

    def _look(self, *_: object) -> bool:
        self.looks.append(self)
        return False

    __hash__ = str.__hash__
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _look  # type: ignore

    def __len__(self) -> int:
        self._look()
        return super().__len__()

    def __getitem__(self, place: Any) -> str:
        self._look()
        return super().__getitem__(place)

    def split(self, *separators: Any) -> list[str]:  # type: ignore
        self._look()
        return super().split(*separators)


class Stencil:
    """The text between gaps, and the number of the word that goes into each."""

    def __init__(self, cut: list[str]) -> None:
        self.parts = cut
        self.gaps = [(place, int(cut[place])) for place in range(1, len(cut), 2)]

    def fill(self, words: list[str]) -> str:
        parts = self.parts.copy()
        for place, number in self.gaps:
            parts[place] = conditional_escape(words[number])
        return "".join(parts)


def render(
    template: Callable[[dict], str],
    name: object,
    own: dict[str, Any],
    *,
    kept: MutableMapping,
) -> str:
    """What ``template`` gives for the context ``own``, whose words differ from page to page.

    ``own`` is of dicts, lists and dataclasses; what is not a text in it (a number, a flag, None,
    an empty text) may decide what a page looks like. Everything else that the template prints
    must hold for as long as ``kept`` does. ``name`` tells templates apart, and any other thing
    that pages of ``kept`` differ by. Thread-safe.
    """
    if settings.DEBUG:
        return template(own)
    words: list[str] = []
    shape: list = [name]
    _read(own, words, shape)
    key = tuple(shape)
    if key not in kept:
        if len(kept) >= KEPT:
            kept.clear()
        kept[key] = _cut(template, own, words)
    stencil = kept[key]
    return stencil.fill(words) if stencil else template(own)


def _cut(template: Callable[[dict], str], own: dict, words: list[str]) -> Stencil | None:
    looks: list = []
    cut = _GAP.split(template(_with_gaps(own, iter(range(len(words))), looks)))
    stencil = Stencil(cut)
    if looks or any(_MARK in text for text in cut[::2]) or stencil.fill(words) != template(own):
        return None
    return stencil


def _read(value: Any, words: list[str], shape: list) -> None:
    """Collect the words of ``value`` and, in ``shape``, all else."""
    if isinstance(value, str):
        if value:
            words.append(value)
        shape.append("text" if value else "")
    elif isinstance(value, list):
        shape.append(len(value))
        for entry in value:
            _read(entry, words, shape)
    elif (fields := _fields(value)) is not None:
        shape.extend(fields)
        for entry in fields.values():
            _read(entry, words, shape)
    else:
        shape.append((type(value), value))


def _with_gaps(value: Any, numbers: Any, looks: list) -> Any:
    """``value`` with a gap for each of its words, numbered in the order of ``_read``."""
    if isinstance(value, str):
        return _gap(next(numbers), looks) if value else value
    if isinstance(value, list):
        return [_with_gaps(entry, numbers, looks) for entry in value]
    if (fields := _fields(value)) is not None:
        return {name: _with_gaps(entry, numbers, looks) for name, entry in fields.items()}
    return value


def _gap(number: int, looks: list) -> _Gap:
    gap = _Gap(f"{_BEFORE}{number}{_AFTER}")
    gap.looks = looks
    return gap


def _fields(value: Any) -> dict[str, Any] | None:
    if isinstance(value, dict):
        return value
    return vars(value) if is_dataclass(value) else None
