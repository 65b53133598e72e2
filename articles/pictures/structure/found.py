"""What the modules for the formats return, and what they share."""

from dataclasses import dataclass
from typing import Literal

from .. import limits
from ..refusal import NotAPicture


@dataclass(frozen=True)
class Checked:
    """``format`` is Pillow's name; width and height are in pixels, as stored."""

    format: str
    width: int
    height: int


def check_size(width: int, height: int, *, pixels: int = limits.PIXELS) -> None:
    if not (width and height):
        raise NotAPicture("damaged")
    if max(width, height) > limits.SIDE:
        raise NotAPicture("too_long", most=limits.SIDE)
    if width * height > pixels:
        raise NotAPicture("too_many_pixels", most=pixels // 1_000_000)


class Reader:
    """Takes bytes one after the other, from ``at`` to before ``end``; raises NotAPicture there."""

    def __init__(self, data: bytes, at: int = 0, end: int | None = None) -> None:
        self.data = data
        self.at = at
        self.end = len(data) if end is None else end

    @property
    def left(self) -> int:
        return self.end - self.at

    def skip(self, length: int) -> int:
        """Where the skipped bytes begin."""
        if length > self.left:
            raise NotAPicture("cut_off")
        start = self.at
        self.at += length
        return start

    def take(self, length: int) -> bytes:
        start = self.skip(length)
        return self.data[start : self.at]

    def number(self, length: int, order: Literal["big", "little"] = "big") -> int:
        return int.from_bytes(self.take(length), order)
