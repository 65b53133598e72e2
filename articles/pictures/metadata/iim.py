"""IPTC-IIM 4.2, the older form that wires and picture desks still send."""

import codecs
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, tzinfo

from . import clean, dates
from .code_page import guessed
from .record import Metadata

CHARACTER_SET = (1, 90)
VERSION = (2, 0)
UTF_8 = b"\x1b%G"
BYLINE, CREDIT, COPYRIGHT = (2, 80), (2, 110), (2, 116)
_HEADLINE, _OBJECT_NAME = (2, 105), (2, 5)
_KEYWORDS, _INSTRUCTIONS, _SOURCE, _CAPTION = (2, 25), (2, 40), (2, 115), (2, 120)
_TEXTS = (
    *(BYLINE, CREDIT, COPYRIGHT, _HEADLINE, _OBJECT_NAME),
    *(_KEYWORDS, _INSTRUCTIONS, _SOURCE, _CAPTION),
)
_DATE, _TIME = (2, 55), (2, 60)
# How many bytes the standard allows.
_ROOM = {
    "caption": (_CAPTION, 2000),
    "headline": (_HEADLINE, 256),
    "credit": (CREDIT, 32),
    "creator": (BYLINE, 32),
    "source": (_SOURCE, 32),
    "copyright_notice": (COPYRIGHT, 128),
    "instructions": (_INSTRUCTIONS, 256),
}
MARK = b"\x1c"
_MOST = 10_000  # datasets

Dataset = tuple[tuple[int, int], bytes]


def read(data: bytes, zone: tzinfo = UTC) -> Metadata:
    """What `data` says, as far as it can be followed."""
    found = _Found(data)
    date, time = found.text(_DATE), found.text(_TIME)
    return Metadata(
        caption=clean.caption(found.text(_CAPTION)),
        headline=clean.caption(found.text(_HEADLINE) or found.text(_OBJECT_NAME)),
        credit=found.text(CREDIT),
        creator=", ".join(found.texts(BYLINE)),
        source=found.text(_SOURCE),
        copyright_notice=found.text(COPYRIGHT),
        keywords=tuple(found.texts(_KEYWORDS)),
        created_at=dates.moment(f"{date} {time}", zone) or dates.moment(date, zone),
        instructions=found.text(_INSTRUCTIONS),
    )


def full(data: bytes) -> set[str]:
    """The fields of which `data` holds as much as there is room for: there may have been more."""
    found = _Found(data)
    return {name for name, (number, room) in _ROOM.items() if found.fills(number, room)}


class _Found:
    def __init__(self, data):
        self._values: dict[tuple[int, int], list[bytes]] = {}
        for number, value in datasets(data):
            self._values.setdefault(number, []).append(value)
        self._in_utf_8 = UTF_8 in self._values.get(CHARACTER_SET, ())
        self._code_page = guessed(value for number in _TEXTS for value in self._all(number))

    def texts(self, number: tuple[int, int]) -> list[str]:
        values = map(self._decoded, self._all(number))
        return [value for value in values if value.strip(" \0\t\r\n")]

    def text(self, number: tuple[int, int]) -> str:
        return next(iter(self.texts(number)), "")

    def fills(self, number: tuple[int, int], room: int) -> bool:
        """Whether one more character, of any width, might not have fitted into `room` bytes."""
        widest = 4 if self._in_utf_8 else 1
        return any(len(value) > room - widest for value in self._all(number))

    def _all(self, number):
        return self._values.get(number, [])

    def _decoded(self, value):
        if self._in_utf_8:
            # Programs cut at the bytes that the standard allows, in the midst of a character.
            with suppress(UnicodeDecodeError):
                return codecs.getincrementaldecoder("utf-8")().decode(value)
        return clean.decoded(value, self._code_page)


def datasets(data: bytes) -> Iterator[Dataset]:
    """Record and number, and the value, of each dataset until one makes no sense."""
    place = 0
    for _count in range(_MOST):
        head = data[place : place + 5]
        if len(head) < 5 or head[:1] != MARK:
            return
        size, place = int.from_bytes(head[3:]), place + 5
        if size & 0x8000:  # an extended dataset: the length of its length
            width = size & 0x7FFF
            if width > 4:
                return
            size, place = int.from_bytes(data[place : place + width]), place + width
        if place + size > len(data):
            return
        yield (head[1], head[2]), data[place : place + size]
        place += size


def dataset(number: tuple[int, int], value: bytes) -> bytes:
    """One dataset; `value` is shorter than 32768 bytes."""
    return MARK + bytes(number) + len(value).to_bytes(2) + value
