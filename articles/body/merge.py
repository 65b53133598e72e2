"""Two bodies that were made from one: what each of the two did, and both of it together.

Blocks that only one of the two changed need no question. Where both changed the same place,
somebody must choose: see `Piece.is_clash`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.body.compare import compare
from articles.body.registry import Block

MINE, THEIRS, BOTH = "mine", "theirs", "both"
CHOICES = (MINE, THEIRS, BOTH)


@dataclass(frozen=True)
class Piece:
    """Some blocks in a row as they were, and what each of the two made of them; any may be ()."""

    base: tuple[Block, ...]
    mine: tuple[Block, ...]
    theirs: tuple[Block, ...]

    @property
    def by(self) -> str:
        """Who changed it: "mine", "theirs", "both" (in the same way), "clash", or "" for nobody."""
        if self.mine == self.theirs:
            return "" if self.base == self.mine else BOTH
        if self.base == self.theirs:
            return MINE
        return THEIRS if self.base == self.mine else "clash"

    @property
    def is_clash(self) -> bool:
        return self.by == "clash"

    def taken(self, choice: str = "") -> tuple[Block, ...]:
        """The blocks that are to stand there. Raises KeyError for a clash without a choice."""
        if self.is_clash:
            return {MINE: self.mine, THEIRS: self.theirs, BOTH: self.mine + self.theirs}[choice]
        return self.theirs if self.by == THEIRS else self.mine


def merge(base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]) -> list[Piece]:
    """The pieces of all three in order; put together, each side gives its whole body.

    A block that one of the two moved counts as removed there and added here.
    """
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    stay = sorted(in_mine.keys() & in_theirs.keys())
    anchors = [(i, in_mine[i], in_theirs[i]) for i in stay]
    pieces: list[Piece] = []
    start = (-1, -1, -1)
    for anchor in [*anchors, (len(base), len(mine), len(theirs))]:
        between = [
            tuple(body[begin + 1 : end])
            for body, begin, end in zip((base, mine, theirs), start, anchor, strict=True)
        ]
        if any(between):
            pieces.append(Piece(*between))
        i, m, t = anchor
        if i < len(base):
            pieces.append(Piece((base[i],), (mine[m],), (theirs[t],)))
        start = anchor
    return pieces


def put_together(pieces: Sequence[Piece], choices: Mapping[int, str]) -> tuple[Block, ...]:
    """The body that comes of the choices, by the pieces' places. KeyError where one is missing."""
    return tuple(
        block for at, piece in enumerate(pieces) for block in piece.taken(choices.get(at, ""))
    )


def _places(base, other):
    return {
        change.old_at: change.new_at
        for change in compare(base, other)
        if change.old is not None and change.new is not None and not change.moved
    }
