"""Pieces to the blocks of a body."""

from itertools import groupby

from articles.body import (
    Embed,
    ImageBlock,
    KeyPoint,
    KeyPoints,
    ListBlock,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    ReadMore,
    Subhead,
    gathered,
)
from articles.exchange.problems import Remark

from .marks import Kind
from .subheads import subhead_places


def blocks_of(pieces, pictures):
    """``(blocks, remarks)``. ``pictures`` are image ids by the key that a text calls them by."""
    blocks, remarks = [], []
    for kind, run in _runs(pieces):
        block, remark = _BLOCKS[kind](run, pictures)
        blocks.append(block)
        if remark:
            remarks.append(Remark(remark, run[0].line))
    kept = [block for block in blocks if not block.is_empty]
    return tuple(_with_galleries(kept)), tuple(remarks)


def _with_galleries(blocks):
    """Pictures that follow one another are a gallery."""
    for are_pictures, group in groupby(blocks, lambda block: isinstance(block, ImageBlock)):
        run = list(group)
        yield from gathered(run) if are_pictures else run


def _runs(pieces):
    """Pieces that make one block, with the kind of block ("subhead" among them)."""
    subheads = subhead_places(pieces)
    index = 0
    while index < len(pieces):
        end = index + 1
        while end < len(pieces) and end not in subheads and _follows(pieces[end], pieces[end - 1]):
            end += 1
        run = pieces[index:end]
        if index in subheads:
            yield "subhead", run
        elif _RUNS.get(run[0].kind, bool)(run):
            yield run[0].kind, run
        else:
            yield from ((Kind.PLAIN, [piece]) for piece in run)
        index = end


def _follows(piece, before):
    """Whether ``piece`` goes on with the run that ``before`` is in."""
    if piece.kind is not before.kind or piece.kind not in _RUNS:
        return False
    if piece.kind is Kind.NUMBER:
        return int(piece.mark.label) == int(before.mark.label) + 1
    return piece.kind is not Kind.QUOTE or not piece.after_gap


def _is_list(run):
    return len(run) >= 2


def _counts_from_one(run):
    return len(run) >= 2 and int(run[0].mark.label) == 1


def _are_key_points(run):
    """Labels that come again are speakers in an interview."""
    labels = {piece.mark.label.casefold() for piece in run}
    return len(run) >= 2 and len(labels) == len(run)


_RUNS = {
    Kind.BULLET: _is_list,
    Kind.NUMBER: _counts_from_one,
    Kind.LABELLED: _are_key_points,
    Kind.QUOTE: bool,
}


def _paragraph(run, pictures):
    return Paragraph((run[0].raw,)), None


def _subhead(run, pictures):
    return Subhead((run[0].raw,)), None


def _list(run, pictures):
    items = tuple(ListItem((Paragraph((piece.mark.text,)),)) for piece in run)
    return ListBlock(items, ordered=run[0].kind is Kind.NUMBER), None


def _quote(run, pictures):
    return Quote(tuple(Paragraph((piece.mark.text,)) for piece in run)), None


def _pull_quote(run, pictures):
    return PullQuote((run[0].mark.text,)), None


def _key_points(run, pictures):
    points = tuple(KeyPoint(piece.mark.label, (piece.mark.text,)) for piece in run)
    return KeyPoints(points), None


def _read_more(run, pictures):
    wanted = run[0].mark.text
    if "://" in wanted:
        return Paragraph((run[0].raw,)), "“Read more” names an address, not a headline"
    return ReadMore(wanted=wanted), None


def _picture(run, pictures):
    key = run[0].mark.label.strip()
    if key not in pictures:
        return Paragraph((run[0].raw,)), f"no picture is called “{key}”"
    return ImageBlock(pictures[key], caption=(run[0].mark.text,)), None


def _embed(run, pictures):
    try:
        return Embed(run[0].mark.text), None
    except ValueError:
        return Paragraph((run[0].raw,)), f"“{run[0].mark.text}” cannot be embedded"


_BLOCKS = {
    Kind.PLAIN: _paragraph,
    "subhead": _subhead,
    Kind.BULLET: _list,
    Kind.NUMBER: _list,
    Kind.QUOTE: _quote,
    Kind.PULL_QUOTE: _pull_quote,
    Kind.LABELLED: _key_points,
    Kind.READ_MORE: _read_more,
    Kind.PICTURE: _picture,
    Kind.EMBED: _embed,
}
