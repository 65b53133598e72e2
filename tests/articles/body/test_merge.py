"""Two texts made from one, put together: nobody's work is dropped without a question."""

import pytest
from hypothesis import given, settings

from articles.body import parse, serialise
from articles.body.merge import merge, put_together

from .test_compare import BODIES


def every(pieces, choice):
    return dict.fromkeys(range(len(pieces)), choice)


@given(BODIES, BODIES, BODIES)
@settings(deadline=None, max_examples=200)
def test_either_side_can_be_had_whole(base, mine, theirs):
    pieces = merge(base, mine, theirs)
    for name, body in (("base", base), ("mine", mine), ("theirs", theirs)):
        assert sum((getattr(piece, name) for piece in pieces), ()) == tuple(body)
    merged = put_together(pieces, every(pieces, "both"))
    for piece in pieces:
        assert not piece.is_clash or {*piece.mine, *piece.theirs} <= set(merged)


@given(BODIES, BODIES)
@settings(deadline=None, max_examples=200)
def test_what_one_alone_did_is_taken(base, other):
    for texts in ((base, other, base), (base, base, other), (base, other, other)):
        pieces = merge(*texts)
        assert put_together(pieces, {}) == tuple(other)


def paragraphs(*texts):
    return parse("".join(f"<p>{text}</p>" for text in texts))


ONE, TWO, THREE = "The first ship left.", "Nobody saw the second.", "A third one stayed."


def merged(mine, theirs, choices=None):
    pieces = merge(paragraphs(ONE, TWO, THREE), paragraphs(*mine), paragraphs(*theirs))
    html = serialise(put_together(pieces, choices or {}))
    return [piece.by for piece in pieces], html.replace("</p>", "").split("\n")


def test_changes_of_different_blocks_go_together():
    mine, theirs = [ONE + " Late.", TWO, THREE], [ONE, TWO, "New!", THREE.upper()]
    assert merged(mine, theirs) == (
        ["mine", "", "theirs", "theirs"],
        ["<p>The first ship left. Late.", f"<p>{TWO}", "<p>New!", f"<p>{THREE.upper()}"],
    )


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_block_that_both_changed_is_asked_about(choice):
    mine = [ONE, "Nobody saw the second, mine.", THREE]
    theirs = [ONE, "Nobody saw the last.", THREE]
    pieces = merge(paragraphs(ONE, TWO, THREE), paragraphs(*mine), paragraphs(*theirs))
    assert [piece.by for piece in pieces] == ["", "clash", ""]
    with pytest.raises(KeyError):
        put_together(pieces, {})
    with pytest.raises(KeyError):
        put_together(pieces, {1: "neither"})
    chosen = {"mine": mine, "theirs": theirs}[choice]
    assert put_together(pieces, {1: choice}) == paragraphs(*chosen)
    both = put_together(pieces, {1: "both"})
    assert both == paragraphs(ONE, mine[1], theirs[1], THREE)


def test_removed_by_one_and_changed_by_the_other_is_asked_about():
    texts = ([ONE, TWO], [ONE], [ONE, TWO + " x"])
    assert [piece.by for piece in merge(*(paragraphs(*text) for text in texts))] == ["", "clash"]
