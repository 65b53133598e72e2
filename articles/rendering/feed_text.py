"""The whole text of a story for whoever reads it elsewhere.

Made of the pieces that the story's own page shows, without what only that page can do: choosing
among the files of a picture, leafing through a gallery, our classes.
"""

import re
from collections.abc import Callable, Iterator

from django.utils.safestring import SafeString, mark_safe

from articles.queries.feeds import Text

from .article import body

# What our templates write: attributes in double quotes, and no bare < in any text.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
LEFT_OUT = {"picture", "source"}
EVERYWHERE = {"lang", "dir"}
OWN = {"a": {"href", "rel"}, "img": {"src", "width", "height", "alt"}}
ADDRESSES = {"href", "src"}


def whole_text(text: Text, absolute: Callable[[str], str], *, kept: dict) -> SafeString:
    """HTML that stands by itself; ``absolute`` makes a full address of a path.

    ``kept`` is that of the site's frame in the language of the story, which is the active one.
    """
    html = body(list(_one_by_one(text.pieces)), text.read_more, kept=kept)
    if text.sign_off:
        html += f"\n<p>{text.sign_off}</p>"

    def plain(tag: re.Match) -> str:
        end, name, attributes = tag.groups()
        if name in LEFT_OUT:
            return ""
        wanted = OWN.get(name, set()) | EVERYWHERE
        kept_ones = [
            f' {key}="{absolute(value) if key in ADDRESSES else value}"'
            for key, value in _ATTRIBUTE.findall(attributes)
            if key in wanted
        ]
        return f"<{end}{name}{''.join(kept_ones)}>"

    return mark_safe(_TAG.sub(plain, html))


def _one_by_one(pieces: list) -> Iterator[str | dict]:
    """``pieces`` with the pictures of each gallery one after the other."""
    for piece in pieces:
        if isinstance(piece, dict) and "gallery" in piece:
            yield from piece["gallery"]
        else:
            yield piece
