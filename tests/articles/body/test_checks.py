from articles.body import registry
from articles.body.blocks import Paragraph
from articles.body.checks import check_blocks
from articles.body.registry import Block


def found(monkeypatch, *more):
    monkeypatch.setattr(registry, "_blocks", [*registry.registered(), *more])
    return [(error.id, error.obj) for error in check_blocks(None)]


def test_the_grammar_is_complete(monkeypatch):
    assert found(monkeypatch) == []


def test_a_block_without_a_template_is_an_error(monkeypatch):
    class Ticker(Block):
        name = "ticker"

    assert found(monkeypatch, Ticker) == [("articles.E001", Ticker)]


def test_two_blocks_of_one_name_are_an_error(monkeypatch):
    class Another(Block):
        name = "paragraph"

    assert found(monkeypatch, Another) == [("articles.E002", Paragraph), ("articles.E002", Another)]
