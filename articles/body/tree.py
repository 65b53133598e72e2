"""HTML to a tree of elements: nh3 drops what no body may hold, and depth has an end."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from articles.chars import wanted

# Far deeper than the grammar nests, far shallower than Python's stack. Below it, tags give up
# their text.
MAX_DEPTH = 40
# nh3's time grows with the depth times the length: from here on, start tags only part paragraphs.
ABSURD_DEPTH = 200
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_ENDS_ITSELF = frozenset(["area", "br", "col", "dd", "dt", "hr", "img", "input", "li", "p"]) | {
    "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
}  # fmt: skip
MARKS = {"strong", "b", "em", "i", "a"}
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
# Elements that end a line of text. The grammar knows few of them; the others part paragraphs.
BOUNDARIES = frozenset(
    {
        "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav",
        "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul",
    }
)  # fmt: skip


@dataclass(slots=True)
class Element:
    """An element; `holds_block` says that some element inside it ends a line of text."""

    tag: str
    attrs: Mapping[str, str]
    children: list["Element | str"] = field(default_factory=list)
    holds_block: bool = False

    @property
    def is_inline(self) -> bool:
        return self.tag not in BOUNDARIES and not self.holds_block


Node = Element | str


class _Builder(HTMLParser):
    """nh3 writes balanced markup, so a depth counter is enough to know what an end tag ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body", {})
        self.stack = [self.root]
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag in BOUNDARIES:
            self._mark_holders()
        if tag in ("br", "hr"):
            return
        self.depth += 1
        if self.depth < MAX_DEPTH:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.depth < MAX_DEPTH:
            self.stack.pop()
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)

    def _mark_holders(self) -> None:
        for holder in reversed(self.stack):
            if holder.holds_block:
                return
            holder.holds_block = True


def make_cleaner(markup: Mapping[str, Iterable[str]]) -> Callable[[str], str]:
    """nh3's pass: `markup`'s tags and attributes stay, tags that part paragraphs stay bare."""
    attributes = {tag: set(names) for tag, names in markup.items()}
    attributes["a"] = {"href", "rel"}
    return nh3.Cleaner(
        tags=set(markup) | MARKS | BOUNDARIES | {"br"},
        attributes={tag: names for tag, names in attributes.items() if names},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    ).clean


def _without_absurd_depth(html: str) -> str:
    """`html` without the start tags that nest deeper than anyone writes, as far as one can tell."""
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        is_end, tag = match[1], match[2].lower()
        if tag in _ENDS_ITSELF:
            return match[0]
        depth = max(0, depth - 1) if is_end else depth + 1
        if is_end or depth <= ABSURD_DEPTH:
            return match[0]
        return "<p>" if tag in BOUNDARIES else ""

    return _TAG.sub(keep, html)


def read_tree(html: str, clean: Callable[[str], str]) -> Element:
    """The body element of `html`, whatever it holds."""
    builder = _Builder()
    builder.feed(clean(_without_absurd_depth(wanted(html))))
    builder.close()
    return builder.root
