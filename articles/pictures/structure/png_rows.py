"""The rows of a PNG: whether all are there, in little memory, however much they unpack to."""

import zlib
from collections.abc import Iterable, Iterator

# Number of rows and bytes in each, the filter's included.
Passes = list[tuple[int, int]]

_ADAM7 = [
    # first column and row, every so many columns and rows
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
]
_FILTERS = 5
_FED, _GOT = 2**16, 2**20  # bytes at a time


def passes_of(width: int, height: int, bits: int, *, is_interlaced: bool) -> Passes:
    """``bits`` is per pixel."""
    steps = _ADAM7 if is_interlaced else [(0, 0, 1, 1)]
    sizes = [
        (-(-(height - upper) // down), -(-(width - left) // across))
        for left, upper, across, down in steps
        if width > left and height > upper
    ]
    return [(rows, (columns * bits + 7) // 8 + 1) for rows, columns in sizes]


def are_whole(packed: Iterable[memoryview], passes: Passes) -> bool:
    """Whether ``packed`` unpacks to all rows of ``passes``, each with a filter that exists."""
    waiting = iter(passes)
    rows, stride = next(waiting)
    done = 0
    for block in _unpacked(packed):
        at = 0
        while at < len(block):
            part = block[at : at + rows * stride - done]
            if max(part[-done % stride :: stride], default=0) >= _FILTERS:
                return False
            at, done = at + len(part), done + len(part)
            if done == rows * stride:
                following = next(waiting, None)
                if following is None:
                    return True
                (rows, stride), done = following, 0
    return False


def _unpacked(packed: Iterable[memoryview]) -> Iterator[bytes]:
    """Ends where it is cut off or damaged."""
    inflater = zlib.decompressobj()
    try:
        for chunk in packed:
            for start in range(0, len(chunk), _FED):
                rest: bytes | memoryview = chunk[start : start + _FED]
                while block := inflater.decompress(rest, _GOT):
                    yield block
                    rest = inflater.unconsumed_tail
                if inflater.eof:
                    return
    except zlib.error:
        return
