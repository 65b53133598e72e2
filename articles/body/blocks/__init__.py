"""The blocks of the grammar, in the order in which an element is offered to them."""

from articles.body.blocks.embed import Embed
from articles.body.blocks.gallery import Gallery, gathered
from articles.body.blocks.image import ImageBlock
from articles.body.blocks.keypoints import KeyPoint, KeyPoints
from articles.body.blocks.lists import ListBlock, ListItem
from articles.body.blocks.quotes import PullQuote, Quote
from articles.body.blocks.readmore import ReadMore
from articles.body.blocks.text import Paragraph, Subhead

__all__ = [
    "Embed",
    "Gallery",
    "ImageBlock",
    "KeyPoint",
    "KeyPoints",
    "ListBlock",
    "ListItem",
    "Paragraph",
    "PullQuote",
    "Quote",
    "ReadMore",
    "Subhead",
    "gathered",
]
