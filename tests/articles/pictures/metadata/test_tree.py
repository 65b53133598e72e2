"""XML from strangers: read if it is honest, and otherwise nothing happens."""

import pytest

from articles.pictures.metadata import tree
from articles.pictures.metadata.tree import Element, parsed

ENTITIES = "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>"
    for before, name in zip("bcdefghij", "cdefghijk", strict=True)
)
LAUGHS = f"<!DOCTYPE a [<!ENTITY b 'ha'>{ENTITIES}]><a>&k;</a>"


def test_names_carry_their_namespace_and_text_is_of_the_leaves():
    assert parsed('<a xmlns:n="urn:n" n:b="1"> <n:c>x &amp; &#252;</n:c> </a>') == Element(
        "a", {"urn:n b": "1"}, [Element("urn:n c", text="x & ü")]
    )


def test_what_is_left_behind_the_end_does_no_harm():
    assert parsed("<a/>\n\0\0 rest") == Element("a")


@pytest.mark.parametrize(
    "document",
    [
        "",
        "no xml",
        "<a><b>cut o",
        "<a><b></a>",
        "<n:a/>",
        "<a>&unknown;</a>",
        LAUGHS,
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/'> %x;]><a/>",
        "<!DOCTYPE a><a/>",
        "<a>" * (tree.DEEPEST + 1) + "</a>" * (tree.DEEPEST + 1),
        "<a>" + "<b/>" * tree.MOST + "</a>",
        "<a>" + " " * tree.LONGEST + "</a>",
        "<a>" * 500_000,
    ],
    ids=lambda document: document[:30],
)
def test_what_is_broken_or_hostile_is_nothing(document):
    assert parsed(document) is None


def test_as_deep_and_as_many_as_allowed():
    deep = parsed("<a>" * tree.DEEPEST + "</a>" * tree.DEEPEST)
    assert deep is not None
    assert len(parsed("<a>" + "<b/>" * (tree.MOST - 1) + "</a>").children) == tree.MOST - 1
