"""The article body: a closed grammar of blocks, and all that is done with it.

Any HTML goes in; only what the grammar writes comes out, for storing (`canonical`) and for readers
(`render_pieces`). Knows no model.
"""

from articles.body.blocks import (
    Embed,
    Gallery,
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
from articles.body.document import canonical, parse, serialise, to_text, word_count
from articles.body.inline import Break, Emphasis, Inline, Link, Strong
from articles.body.references import References, bind, pictures, references
from articles.body.registry import Block, Cut, ImageData
from articles.body.rendering import render_gallery, render_pieces, render_read_more

__all__ = [
    "Block",
    "Break",
    "Cut",
    "Embed",
    "Emphasis",
    "Gallery",
    "ImageBlock",
    "ImageData",
    "Inline",
    "KeyPoint",
    "KeyPoints",
    "Link",
    "ListBlock",
    "ListItem",
    "Paragraph",
    "PullQuote",
    "Quote",
    "ReadMore",
    "References",
    "Strong",
    "Subhead",
    "bind",
    "canonical",
    "gathered",
    "parse",
    "pictures",
    "references",
    "render_gallery",
    "render_pieces",
    "render_read_more",
    "serialise",
    "to_text",
    "word_count",
]
