"""The units of AV1 data, and the size that they are decoded to (AV1 specification, 5.3 to 5.9)."""

from collections.abc import Iterator
from dataclasses import dataclass

from .. import limits
from ..refusal import NotAPicture
from .found import Reader

_SEQUENCE, _FRAME_HEADER, _FRAME = 1, 3, 6
_FREE = 2  # each frame chooses
_KEY_FRAME, _SWITCH_FRAME = 0, 3


def size(content: bytes) -> tuple[int, int]:
    """Width and height of the frames; raises NotAPicture where they differ or are not whole."""
    sequence: _Sequence | None = None
    for kind, body in units(content):
        if kind == _SEQUENCE:
            found = _Sequence.read(_Bits(body))
            if sequence not in (None, found):
                raise NotAPicture("unusual")
            sequence = found
        elif kind in (_FRAME_HEADER, _FRAME):
            if sequence is None:
                raise NotAPicture("damaged")
            if sequence.has_own_size(_Bits(body)):
                raise NotAPicture("unusual")
    if sequence is None:
        raise NotAPicture("damaged")
    return sequence.width, sequence.height


def units(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The kind of each unit, and how what it holds begins."""
    reader = Reader(content)
    for _count in range(limits.AV1_UNITS):
        if not reader.left:
            return
        head = reader.number(1)
        if head & 0x80:
            raise NotAPicture("damaged")
        reader.skip(head >> 2 & 1)
        length = _leb128(reader) if head & 2 else reader.left
        start = reader.skip(length)
        yield head >> 3 & 15, content[start : start + min(length, 1024)]
    raise NotAPicture("too_many_parts")


def _leb128(reader: Reader) -> int:
    value = 0
    for place in range(8):
        byte = reader.number(1)
        value |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            return value
    raise NotAPicture("damaged")


class _Bits:
    def __init__(self, data: bytes) -> None:
        self.left = len(data) * 8
        self.value = int.from_bytes(data, "big")

    def take(self, count: int = 1) -> int:
        if count > self.left:
            raise NotAPicture("damaged")
        self.left -= count
        return self.value >> self.left & (1 << count) - 1

    def skip_uvlc(self) -> None:
        zeros = 0
        while not self.take():
            zeros += 1
        self.take(min(zeros, 32) % 32)


@dataclass
class _Sequence:
    """What the head of a sequence says that the beginning of a frame's is read by."""

    width: int = 0
    height: int = 0
    is_reduced: bool = False
    delay_bits: int = 0
    time_bits: int = 0
    has_equal_intervals: bool = False
    id_bits: int = 0
    screen_content: int = _FREE
    integer_motion: int = _FREE

    @classmethod
    def read(cls, bits: _Bits) -> "_Sequence":
        found = cls()
        bits.take(3 + 1)  # profile, whether still
        found.is_reduced = bool(bits.take())
        if found.is_reduced:
            bits.take(5)
        else:
            found._read_times(bits)
        wide, high = bits.take(4) + 1, bits.take(4) + 1
        found.width, found.height = bits.take(wide) + 1, bits.take(high) + 1
        if not found.is_reduced:
            found._read_tools(bits)
        return found

    def _read_times(self, bits: _Bits) -> None:
        if bits.take():  # timing
            bits.take(32 + 32)
            self.has_equal_intervals = bool(bits.take())
            if self.has_equal_intervals:
                bits.skip_uvlc()
            if bits.take():  # model of a decoder
                self.delay_bits = bits.take(5) + 1
                bits.take(32 + 5)
                self.time_bits = bits.take(5) + 1
        has_delay = bits.take()
        for _point in range(bits.take(5) + 1):
            bits.take(12)
            if bits.take(5) > 7:  # level
                bits.take()
            if self.delay_bits and bits.take():
                bits.take(2 * self.delay_bits + 1)
            if has_delay and bits.take():
                bits.take(4)

    def _read_tools(self, bits: _Bits) -> None:
        if bits.take():
            delta = bits.take(4) + 2
            self.id_bits = delta + bits.take(3) + 1
        bits.take(3 + 4)
        if bits.take():  # order hints
            bits.take(2)
        self.screen_content = _FREE if bits.take() else bits.take()
        if self.screen_content:
            self.integer_motion = _FREE if bits.take() else bits.take()

    def has_own_size(self, bits: _Bits) -> bool:
        """Whether the frame whose head this is has another size than the sequence."""
        if self.is_reduced or bits.take():  # or shows one that there was
            return False
        kind, is_shown = bits.take(2), bits.take()
        if not is_shown:
            bits.take()
        elif self.time_bits and not self.has_equal_intervals:
            bits.take(self.time_bits)
        if not (kind == _SWITCH_FRAME or (kind == _KEY_FRAME and is_shown)):
            bits.take()
        bits.take()
        has_screen = bits.take() if self.screen_content == _FREE else self.screen_content
        if has_screen and self.integer_motion == _FREE:
            bits.take()
        bits.take(self.id_bits)
        return kind == _SWITCH_FRAME or bool(bits.take())
