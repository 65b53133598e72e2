"""What a JPEG says of its frame, its tables and its scans (ITU-T T.81, annex B.2).

Whatever libjpeg would stop at is refused. Raises NotAPicture.
"""

from dataclasses import dataclass, field

from .. import limits
from ..refusal import NotAPicture
from .found import Reader

_LAYERS = (1, 3, 4)  # grey, colours, CMYK
_BLOCK = 8  # pixels
_BLOCKS_TOGETHER = 10
_MOST_SHIFT = 13
_DC_SYMBOLS = 16


@dataclass
class Component:
    key: int
    across: int
    down: int
    quantisation: int
    is_covered: bool = False


@dataclass
class Frame:
    width: int
    height: int
    is_progressive: bool
    components: list[Component]
    is_whole: bool = False  # in one scan: no other may follow

    @classmethod
    def read(cls, body: Reader, *, is_progressive: bool) -> "Frame":
        depth, height, width, layers = (body.number(length) for length in (1, 2, 2, 1))
        if depth != 8 or layers not in _LAYERS or body.left != 3 * layers:
            raise NotAPicture("unusual")
        components = [_component(*body.take(3)) for _layer in range(layers)]
        frame = cls(width, height, is_progressive, components)
        if any(frame.across % one.across or frame.down % one.down for one in components):
            raise NotAPicture("unusual")
        return frame

    @property
    def across(self) -> int:
        return max(component.across for component in self.components)

    @property
    def down(self) -> int:
        return max(component.down for component in self.components)

    def blocks(self, component: Component) -> int:
        """How many blocks of 8 × 8 the component has at the least."""
        wide = self.width * component.across / self.across
        high = self.height * component.down / self.down
        return -int(-wide // _BLOCK) * -int(-high // _BLOCK)

    def is_covered(self) -> bool:
        return all(component.is_covered for component in self.components)


def _component(key: int, sampling: int, quantisation: int) -> Component:
    across, down = divmod(sampling, 16)
    if not (1 <= across <= 4 and 1 <= down <= 4):
        raise NotAPicture("damaged")
    return Component(key, across, down, quantisation)


@dataclass
class Tables:
    """The keys of those that are there."""

    dc: set[int] = field(default_factory=set)
    ac: set[int] = field(default_factory=set)
    quantisation: set[int] = field(default_factory=set)
    count: int = 0

    def _count(self) -> None:
        self.count += 1
        if self.count > limits.JPEG_TABLES:
            raise NotAPicture("too_many_parts")

    def read_huffman(self, body: Reader) -> None:
        while body.left:
            self._count()
            kind, key = divmod(body.number(1), 16)
            counts = body.take(16)
            symbols = body.take(sum(counts))
            if kind > 1 or key > 3 or len(symbols) > 256 or not _has_codes(counts):
                raise NotAPicture("damaged")
            if kind == 0 and max(symbols, default=0) >= _DC_SYMBOLS:
                raise NotAPicture("damaged")
            (self.ac if kind else self.dc).add(key)

    def read_quantisation(self, body: Reader) -> None:
        while body.left:
            self._count()
            precision, key = divmod(body.number(1), 16)
            if key > 3:
                raise NotAPicture("damaged")
            body.skip(128 if precision else 64)
            self.quantisation.add(key)


def _has_codes(counts: bytes) -> bool:
    """Whether there are codes enough for so many symbols of each length, from 1 to 16 bits."""
    code = 0
    for bits, count in enumerate(counts, 1):
        code = code * 2 + count
        if code >= 1 << bits:
            return False
    return True


@dataclass
class Scan:
    frame: Frame
    components: list[Component]
    first: int = 0  # coefficient
    is_refining: bool = False

    @classmethod
    def read(cls, body: Reader, frame: Frame, tables: Tables) -> "Scan":
        count = body.number(1)
        if not 1 <= count <= len(frame.components) or body.left != 2 * count + 3:
            raise NotAPicture("damaged")
        scan = cls(frame, [])
        used = [scan._add(*body.take(2)) for _component in range(count)]
        first, last, shifts = body.take(3)
        if frame.is_progressive:
            scan.first, scan.is_refining = first, shifts > 0x0F
            scan._check_progress(last, *divmod(shifts, 16))
        scan._check_tables(used, tables)
        scan._check_layout()
        return scan

    def _add(self, key: int, tables: int) -> tuple[int, int]:
        for component in self.frame.components:
            if component.key == key and component not in self.components:
                self.components.append(component)
                return divmod(tables, 16)
        raise NotAPicture("damaged")

    def _check_progress(self, last: int, high: int, low: int) -> None:
        is_right = last == 0 if self.first == 0 else self.first <= last < 64
        if self.first and len(self.components) != 1:
            is_right = False
        if low > _MOST_SHIFT or (high and low != high - 1) or not is_right:
            raise NotAPicture("damaged")

    def _check_tables(self, used: list[tuple[int, int]], tables: Tables) -> None:
        # Frames of a video may leave out the tables that all have.
        usual = set() if self.frame.is_progressive else {0, 1}
        needs_dc = self.first == 0 and not self.is_refining
        needs_ac = self.first > 0 or not self.frame.is_progressive
        for dc, ac in used:
            lacks_dc = needs_dc and dc not in tables.dc | usual
            if lacks_dc or (needs_ac and ac not in tables.ac | usual):
                raise NotAPicture("damaged")
        for component in self.components:
            if component.quantisation not in tables.quantisation:
                raise NotAPicture("damaged")

    def _check_layout(self) -> None:
        if self.frame.is_whole:
            raise NotAPicture("damaged")
        together = sum(component.across * component.down for component in self.components)
        if len(self.components) > 1 and together > _BLOCKS_TOGETHER:
            raise NotAPicture("damaged")
        for component in self.components:
            component.is_covered |= self.first == 0
        everything = len(self.components) == len(self.frame.components)
        self.frame.is_whole = everything and not self.frame.is_progressive

    def least_bytes(self) -> int:
        """Fewer cannot hold the blocks: a code for the first coefficient, one for the others.

        What a scan adds to earlier ones can be said of many blocks at once.
        """
        if self.first or self.is_refining:
            return 0
        bits = 1 if self.frame.is_progressive else 2
        return sum(map(self.frame.blocks, self.components)) * bits // 8
