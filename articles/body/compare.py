"""What changed between two bodies: block by block, and word by word inside a block.

    for change in compare(parse(old_html), parse(new_html)):
        change.kind      # "same", "changed", "added" or "removed"
        change.moved     # stands elsewhere among the others than before (and may be changed, too)
        change.old, change.new                 # the blocks; None where there is none
        change.runs                            # the words: see `Run`
        change_html(change.runs)               # the same as safe HTML with <ins> and <del>

The changes come in the order of the new body; what was removed stands where it stood. The HTML is
inline text with `<br>`: put it into one element for each change, with `lang` and `dir`. What a
picture or a read-more is called is looked up by whoever shows it (`change.block`): the HTML holds
its number only.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.body.alignment import Pair, align, rising
from articles.body.blocks import Embed, ImageBlock, ReadMore
from articles.body.registry import Block
from articles.body.words import (
    ADDED,
    REMOVED,
    SAME,
    Run,
    Token,
    all_as,
    compare_words,
    kind_of,
    text_tokens,
    tokens,
)

CHANGED = "changed"
# From this share of common words on, two blocks are the same one with changes.
ALIKE = 0.45
# A block that changed much and stands elsewhere is told as one removed and one added.
ALIKE_ELSEWHERE = 0.65
# A word that more blocks than this have says little about which of them is meant.
TELLING = 6
CANDIDATES = 4


@dataclass(frozen=True)
class BlockChange:
    """``old_at`` and ``new_at`` are places in the two bodies, from 0."""

    kind: str
    old: Block | None = None
    new: Block | None = None
    old_at: int | None = None
    new_at: int | None = None
    moved: bool = False

    @property
    def block(self) -> Block:
        """The new block, or the one that was removed."""
        return self.new or self.old  # type: ignore[return-value]  # one of them is there

    @property
    def was(self) -> str:
        """Which kind of block it was before, such as "paragraph", where it is another now."""
        if self.old is None or self.new is None or kind_of(self.old) == kind_of(self.new):
            return ""
        return kind_of(self.old)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Those not added make up the old block, those not removed the new one."""
        if self.old is not None and self.new is not None and self.kind == CHANGED:
            return compare_words(tokens(self.old), tokens(self.new))
        return all_as(self.kind, tokens(self.block))


def compare(old: Sequence[Block], new: Sequence[Block]) -> list[BlockChange]:
    """Every block of both, in the order of the new body; see the top of this module."""
    partner = _partners(old, new)
    placed = set(rising(sorted(partner.items())))
    mates = {j: i for i, j in partner.items()}
    ends = iter([*sorted(i for i, _j in placed), len(old)])
    changes = _removed(old, partner, 0, next(ends))
    for j, block in enumerate(new):
        i = mates.get(j)
        if i is None:
            changes.append(BlockChange(ADDED, new=block, new_at=j))
            continue
        kind = SAME if old[i] == block else CHANGED
        stays = (i, j) in placed
        changes.append(BlockChange(kind, old[i], block, i, j, moved=not stays))
        if stays:
            changes += _removed(old, partner, i, next(ends))
    return changes


def _removed(old, partner, start, end):
    """What is gone of this part of the old body."""
    return [
        BlockChange(REMOVED, old=old[i], old_at=i) for i in range(start, end) if i not in partner
    ]


def _partners(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """For each old block the new one that it became, by their places."""
    partner = dict(align([block.html() for block in old], [block.html() for block in new]))
    for by in (_whole, _identity):
        _pair_equal(old, new, partner, by)
    _pair_alike(old, new, partner)
    _pair_in_gaps(old, new, partner)
    return partner


def _pair_equal(old, new, partner, by):
    """Blocks left over that say the same, or show the same thing, elsewhere."""
    there: dict = {}
    taken = set(partner.values())
    for j, block in enumerate(new):
        if j not in taken and (key := by(block)):
            there.setdefault(key, []).append(j)
    for places in there.values():
        places.reverse()
    for i, block in enumerate(old):
        if i not in partner and (places := there.get(by(block))):
            partner[i] = places.pop()


def _whole(block):
    return block.html()


def _identity(block):
    """What names the block whatever is said about it; None for text."""
    match block:
        case ImageBlock():
            return ("image", block.image_id)
        case ReadMore() | Embed():
            return block.html()
    return None


def _words(block: Block) -> Counter[str]:
    return Counter(token.text.casefold() for token in tokens(block) if token.text.strip())


def _likeness(left: Counter[str], right: Counter[str]) -> float:
    """From 0 to 1: how many of the words of both they share."""
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def _pair_alike(old, new, partner):
    """Blocks left over by their words, the most alike first; each is asked about few others."""
    taken = set(partner.values())
    left = {
        i: _words(block) for i, block in enumerate(old) if i not in partner and not _identity(block)
    }
    right = {
        j: _words(block) for j, block in enumerate(new) if j not in taken and not _identity(block)
    }
    found = sorted(_candidates(left, right), key=lambda one: (-one[0], abs(one[1] - one[2])))
    for likeness, i, j in found:
        if likeness >= ALIKE and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    placed = set(rising(sorted(partner.items())))
    for likeness, i, j in found:
        if likeness < ALIKE_ELSEWHERE and partner.get(i) == j and (i, j) not in placed:
            del partner[i]


def _candidates(
    left: dict[int, Counter[str]], right: dict[int, Counter[str]]
) -> Iterator[tuple[float, int, int]]:
    homes: dict[str, list[int]] = {}
    for i, words in left.items():
        for word in words:
            homes.setdefault(word, []).append(i)
    for j, words in right.items():
        votes: Counter[int] = Counter()
        for word in words:
            if len(home := homes.get(word, [])) <= TELLING:
                votes.update(home)
        for i, _votes in votes.most_common(CANDIDATES):
            yield _likeness(left[i], words), i, j


def _pair_in_gaps(old, new, partner):
    """Blocks left over between the same neighbours, one after the other, where they are alike."""
    placed: list[Pair] = rising(sorted(partner.items()))
    taken = set(partner.values())
    edges = [(-1, -1), *placed, (len(old), len(new))]
    for (i, j), (i_end, j_end) in pairwise(edges):
        left = [at for at in range(i + 1, i_end) if at not in partner and not _identity(old[at])]
        right = [at for at in range(j + 1, j_end) if at not in taken and not _identity(new[at])]
        for x, y in zip(left, right, strict=False):
            if _likeness(_words(old[x]), _words(new[y])) >= ALIKE:
                partner[x] = y


def compare_texts(old: str, new: str) -> tuple[Run, ...]:
    """Two plain texts word by word."""
    return compare_words(text_tokens(old), text_tokens(new))


def change_html(runs: Iterable[Run]) -> SafeString:
    """The runs as inline HTML: <ins>, <del>, marks, breaks, and the address of a changed link."""
    return mark_safe("".join(_run_html(run, first=not at) for at, run in enumerate(runs)))


def _run_html(run: Run, *, first: bool) -> str:
    text = _slot_html(run, first=first) if run.slot else _words_html(run)
    if run.op == SAME or not text:
        return text
    tag = "ins" if run.op == ADDED else "del"
    return format_html("<{0}>{1}</{0}>", mark_safe(tag), text)


def _words_html(run: Run) -> SafeString:
    lines = [format_html("{}", line) for line in run.text.split("\n")]
    text: SafeString = mark_safe("<br>".join(lines))
    if run.style.emphasis:
        text = format_html("<em>{}</em>", text)
    if run.style.strong:
        text = format_html("<strong>{}</strong>", text)
    if run.style.link and run.op == SAME:
        text = format_html('<a href="{}">{}</a>', run.style.link, text)
    elif run.style.link:
        paid = f" ({_('sponsored')})" if run.style.sponsored else ""
        text = format_html(
            '<a href="{0}">{1}</a> <bdi class="address">[{0}{2}]</bdi>', run.style.link, text, paid
        )
    return text


def _slot_html(run: Run, *, first: bool) -> SafeString:
    start = mark_safe("" if first else "<br>")
    inset = mark_safe("&emsp;" * max(0, run.depth - 1))
    names = {
        "bullet": "• ",
        "number": "# ",
        "line": "",
        "point": "• ",
        "text": ": ",
        "picture": _("Picture") + f" {run.text}",
        "alt": _("Alternative text:") + " ",
        "caption": _("Caption:") + " ",
        "article": "#",
        "wanted": "",
        "embed": "",
    }
    if run.slot == "text":
        return format_html("{}", names[run.slot])
    return format_html("{}{}{}", start, inset, names[run.slot])


__all__ = [
    "ADDED",
    "CHANGED",
    "REMOVED",
    "SAME",
    "BlockChange",
    "Run",
    "Token",
    "change_html",
    "compare",
    "compare_texts",
    "kind_of",
]
