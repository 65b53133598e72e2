"""Which elements of two sequences belong together, in a time that long texts cannot blow up."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Pair = tuple[int, int]

# difflib's time grows with the product of two lengths where elements repeat: it gets small pieces.
SMALL = 10_000
CHUNK = 50
# How many elements in a row must be found once on each side to be taken for the same place.
GRAMS = (4, 2, 1)
MAX_DEPTH = 30


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Pairs of places with equal elements, rising on both sides; what is alike at the ends first.

    Not always the most pairs there could be: long stretches are parted where a few elements in a
    row occur once on each side, and only what is left between such places is searched fully.
    """
    start = _shared_start(old, new)
    end = _shared_start(old[start:][::-1], new[start:][::-1])
    pairs = [(at, at) for at in range(start)]
    middle = _align_known(old[start : len(old) - end], new[start : len(new) - end])
    pairs += [(i + start, j + start) for i, j in middle]
    pairs += [(len(old) - at, len(new) - at) for at in range(end, 0, -1)]
    return pairs


def rising(pairs: Iterable[Pair]) -> list[Pair]:
    """The longest part of ``pairs``, which rise on the left, that rises on the right, too."""
    pairs = list(pairs)
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_i, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(last[length - 1] if length else -1)
        tails[length : length + 1] = [j]
        last[length : length + 1] = [at]
    found: list[Pair] = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _align_known(old, new):
    """Aligns without the elements that only one side has: they can have no partner."""
    shared = set(old) & set(new)
    ids = {element: number for number, element in enumerate(shared)}
    left = [at for at, element in enumerate(old) if element in shared]
    right = [at for at, element in enumerate(new) if element in shared]
    found = _search([ids[old[at]] for at in left], [ids[new[at]] for at in right])
    return sorted((left[i], right[j]) for i, j in found)


def _search(old: list[int], new: list[int]) -> Iterator[Pair]:
    waiting = [(0, len(old), 0, len(new), 0)]
    while waiting:
        i, i_end, j, j_end, depth = waiting.pop()
        start = _shared_start(old[i:i_end], new[j:j_end])
        yield from ((i + at, j + at) for at in range(start))
        i, j = i + start, j + start
        end = _shared_start(old[i:i_end][::-1], new[j:j_end][::-1])
        yield from ((i_end - at, j_end - at) for at in range(1, end + 1))
        i_end, j_end = i_end - end, j_end - end
        a, b = old[i:i_end], new[j:j_end]
        if not a or not b:
            continue
        anchors = _anchors(a, b) if len(a) * len(b) > SMALL and depth < MAX_DEPTH else []
        if not anchors:
            yield from ((i + x, j + y) for x, y in _in_chunks(a, b))
            continue
        yield from ((i + x, j + y) for x, y in anchors)
        edges = [(-1, -1), *anchors, (len(a), len(b))]
        for (x, y), (x_end, y_end) in pairwise(edges):
            waiting.append((i + x + 1, i + x_end, j + y + 1, j + y_end, depth + 1))


def _shared_start(old, new):
    length = 0
    for left, right in zip(old, new, strict=False):
        if left != right:
            break
        length += 1
    return length


def _anchors(old, new):
    for size in GRAMS:
        left, right = _once(old, size), _once(new, size)
        if found := rising((i, right[gram]) for gram, i in left.items() if gram in right):
            return found
    return []


def _once(elements, size):
    """Where each run of ``size`` elements stands that occurs once, in order."""
    grams = list(zip(*(elements[at:] for at in range(size)), strict=False))
    counts = Counter(grams)
    return {gram: at for at, gram in enumerate(grams) if counts[gram] == 1}


def _in_chunks(old, new):
    """difflib's answer; for what is too much for it, piece by piece."""
    pieces = max(1, -(-max(len(old), len(new)) // CHUNK)) if len(old) * len(new) > SMALL else 1
    for piece in range(pieces):
        i, i_end = len(old) * piece // pieces, len(old) * (piece + 1) // pieces
        j, j_end = len(new) * piece // pieces, len(new) * (piece + 1) // pieces
        matcher = SequenceMatcher(None, old[i:i_end], new[j:j_end], autojunk=False)
        for block in matcher.get_matching_blocks():
            for at in range(block.size):
                yield i + block.a + at, j + block.b + at
