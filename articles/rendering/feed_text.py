"""The whole text of a story for whoever reads it elsewhere.

Made of the pieces that the story's own page shows, without what only that page can do: choosing
among the files of a picture, leafing through a gallery, our classes. What this module does not know
stays here: a new block must be let out, and not kept in.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from html.parser import HTMLParser

from django.utils.safestring import SafeString, mark_safe

from articles.queries.feeds import Text

from .article import body

EVERYWHERE = {"lang", "dir"}
# What goes out, and the attributes that some of it has beside those.
ELEMENTS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "aside", "figure", "figcaption"}
ELEMENTS |= {"strong", "em", "span", "bdi", "br", "a", "img"}
OWN = {"a": {"href", "rel"}, "img": {"src", "width", "height", "alt"}}
# Elements that only hold others, which go out.
OPENED = {"picture"}
EMPTY = {"br", "img", "source", "input", "embed", "link", "meta", "area", "base", "col", "hr"}
EMPTY |= {"param", "track", "wbr"}
ADDRESSES = {"href", "src"}
# Of addresses as they are when they are full.
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def whole_text(text: Text, absolute: Callable[[str], str], *, kept: dict) -> SafeString:
    """HTML that stands by itself; ``absolute`` makes a full address of a path.

    ``kept`` is that of the site's frame in the language of the story, which is the active one.
    """
    html = body(list(_one_by_one(text.pieces)), text.read_more, kept=kept)
    if text.sign_off:
        html += f"\n<p>{text.sign_off}</p>"
    return mark_safe(plain(html, absolute))


def plain(html: str, absolute: Callable[[str], str]) -> str:
    """``html`` with nothing but ELEMENTS; what stands in others goes with them."""
    writer = _Writer(absolute)
    writer.feed(html)
    writer.close()
    return "".join(writer.written)


class _Writer(HTMLParser):
    def __init__(self, absolute: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self.absolute = absolute
        self.written: list[str] = []
        # The elements left out that are open now, the outermost first.
        self.left_out: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if self.left_out or tag not in ELEMENTS | OPENED:
            self.left_out += [] if tag in EMPTY else [tag]
        elif tag in ELEMENTS:
            self.written.append(f"<{tag}{''.join(self._kept(tag, attributes))}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.left_out:
            while self.left_out.pop() != tag:
                pass
        elif not self.left_out and tag in ELEMENTS:
            self.written.append(f"</{tag}>")

    def handle_data(self, text: str) -> None:
        self._write(escape(text, quote=False))

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def _write(self, text: str) -> None:
        if not self.left_out:
            self.written.append(text)

    def _kept(self, tag: str, attributes: list[tuple[str, str | None]]) -> Iterator[str]:
        for name, value in attributes:
            if name not in OWN.get(tag, set()) | EVERYWHERE or value is None:
                continue
            if name in ADDRESSES:
                value = self.absolute(value)
                if not _SAFE_ADDRESS.match(value):
                    continue
            yield f' {name}="{escape(value)}"'


def _one_by_one(pieces: list) -> Iterator[str | dict]:
    """``pieces`` with the pictures of each gallery one after the other."""
    for piece in pieces:
        if isinstance(piece, dict) and "gallery" in piece:
            yield from piece["gallery"]
        else:
            yield piece
