"""A plain text that is pasted into a body: read as an imported one, but all of it is body.

Headline, teaser and credits have fields of their own, which the writer fills: nothing is taken for
them, and lines that would be headers are text.
"""

from articles.body import Block, Paragraph

from .furniture import split_furniture
from .lines import lines_of
from .paragraphs import pieces_of
from .sign_off import split_sign_off
from .structure import blocks_of


def read_pasted(text: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """``(blocks, furniture)``; never raises. The sign-off line is the last paragraph."""
    furniture, lines = split_furniture(lines_of(text))
    sign_off, lines = split_sign_off(lines)
    blocks, _remarks = blocks_of(pieces_of(lines), {})
    if sign_off.text:
        blocks += (Paragraph((sign_off.text,)),)
    return blocks, furniture
