"""What the box ``meta`` of an AVIF says of its items (ISO/IEC 14496-12, 8.11; 23008-12, 9.3)."""

from collections import defaultdict

from .. import limits
from ..refusal import NotAPicture
from .boxes import Box, boxes, only
from .found import Reader

Size = tuple[int, int]


class Items:
    def __init__(self, data: bytes, meta: Box) -> None:
        self.data = data
        parts = list(boxes(meta.full()[2]))
        version, _flags, body = only(parts, b"pitm").full()
        self.primary = body.number(4 if version else 2)
        self._kinds = _kinds(only(parts, b"iinf"))
        self._sizes = _sizes(only(parts, b"iprp"))
        inside = [box.body for box in parts if box.kind == b"idat"]
        self._places = _Places(only(parts, b"iloc"), Reader(data), inside)
        if self.primary not in self._kinds:
            raise NotAPicture("damaged")

    def coded(self) -> list[int]:
        """The keys of the items that hold AV1 data."""
        return [key for key, kind in self._kinds.items() if kind == b"av01"]

    def grids(self) -> list[int]:
        """The keys of the items that are put together from others."""
        return [key for key, kind in self._kinds.items() if kind == b"grid"]

    def size(self, key: int) -> Size:
        """Width and height as the boxes say."""
        if key not in self._sizes:
            raise NotAPicture("damaged")
        return self._sizes[key]

    def content(self, key: int) -> bytes:
        return self._places.content(key)


def _kinds(iinf: Box) -> dict[int, bytes]:
    version, _flags, body = iinf.full()
    body.skip(4 if version else 2)
    found = {}
    for box in boxes(body):
        version, _flags, entry = box.full()
        if box.kind != b"infe" or version not in (2, 3):
            raise NotAPicture("damaged")
        key = entry.number(2 if version == 2 else 4)
        entry.skip(2)  # protection
        found[key] = entry.take(4)
        if len(found) > limits.AVIF_ITEMS:
            raise NotAPicture("too_many_parts")
    return found


def _sizes(iprp: Box) -> dict[int, Size]:
    parts = list(boxes(iprp.body))
    by_index: dict[int, Size] = {}
    for index, box in enumerate(boxes(only(parts, b"ipco").body), 1):
        if box.kind == b"ispe":
            body = box.full()[2]
            by_index[index] = body.number(4), body.number(4)
    found: dict[int, Size] = {}
    for key, index in _associations(only(parts, b"ipma")):
        size = by_index.get(index)
        if size and found.setdefault(key, size) != size:
            raise NotAPicture("damaged")
    return found


def _associations(ipma: Box) -> list[tuple[int, int]]:
    version, flags, body = ipma.full()
    width = 2 if flags & 1 else 1
    found: list[tuple[int, int]] = []
    for _entry in range(body.number(4)):
        key = body.number(4 if version else 2)
        count = body.number(1)
        if len(found) + count > limits.AVIF_PIECES:
            raise NotAPicture("too_many_parts")
        for _one in range(count):
            found.append((key, body.number(width) & (0x7FFF if width == 2 else 0x7F)))
    return found


class _Places:
    """Where the contents are, in pieces; they are joined when they are asked for."""

    def __init__(self, iloc: Box, file: Reader, inside: list[Reader]) -> None:
        self._in = dict(enumerate([file, *inside[:1]]))
        self._pieces: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        self._asked = 0
        version, _flags, body = iloc.full()
        offset, length = divmod(body.number(1), 16)
        base, index = divmod(body.number(1), 16)
        count = 0
        for _item in range(body.number(4 if version == 2 else 2)):
            key = body.number(4 if version == 2 else 2)
            method = body.number(2) & 0x0F if version else 0
            body.skip(2)  # in this file
            start = body.number(base)
            pieces = body.number(2)
            count += pieces + 1
            if count > limits.AVIF_PIECES:
                raise NotAPicture("too_many_parts")
            for _piece in range(pieces):
                body.skip(index if version else 0)
                piece = start + body.number(offset), body.number(length)
                self._pieces[key].append((method, *piece))

    def content(self, key: int) -> bytes:
        found = []
        for method, start, length in self._pieces.get(key, ()):
            if method not in self._in:
                raise NotAPicture("unusual")
            whole = self._in[method]
            piece = Reader(whole.data, min(whole.at + start, whole.end), whole.end)
            length = length or piece.left
            self._asked += length
            if self._asked > 2 * limits.BYTES:  # the same bytes again and again
                raise NotAPicture("damaged")
            found.append(piece.take(length))
        return b"".join(found)
