"""Text inside a block: its marks, and the one way in which any marked text is written.

`tidy` takes marked text apart into runs (a text and its style) and builds it up again, so that two
ways of writing the same thing come out equal: marks nest link, strong, emphasis; neighbours merge;
empty marks vanish; white space is single, and none stands at an edge or beside a break.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, Union

from django.utils.safestring import SafeString, mark_safe

from articles.body.links import safe_href
from articles.body.tree import MARKS, Element, Node
from articles.chars import EDGE, collapse, is_blank

Inline = tuple[Union[str, "Break", "Strong", "Emphasis", "Link"], ...]


@dataclass(frozen=True)
class Break:
    pass


@dataclass(frozen=True)
class Strong:
    content: Inline


@dataclass(frozen=True)
class Emphasis:
    content: Inline


@dataclass(frozen=True)
class Link:
    """ValueError where `href` is no address a body may link to."""

    href: str
    content: Inline
    sponsored: bool = False

    def __post_init__(self) -> None:
        href = safe_href(self.href)
        if href is None:
            raise ValueError(f"Not an address a body may link to: {self.href!r}")
        object.__setattr__(self, "href", href)


class _Style(NamedTuple):
    link: tuple[str, bool] | None = None
    strong: bool = False
    emphasis: bool = False


class _Run(NamedTuple):
    text: str
    style: _Style


_PLAIN = _Style()
_BREAK = "\n"  # no collapsed text holds one


def tidy(content: Inline) -> Inline:
    """`content` in its one normal form; () where a reader would see nothing."""
    runs = _trim(_space_once(_runs(content, _PLAIN)))
    if all(is_blank(run.text) for run in runs):
        return ()
    return tuple(_build(_merge(_restyle_gaps(runs))))


def join(lines: Iterable[Inline]) -> Inline:
    """Several lines of text as one, parted by breaks."""
    joined: list = []
    for content in lines:
        joined.extend((Break(), *content) if joined else content)
    return tuple(joined)


def _runs(content: Inline, style: _Style) -> Iterator[_Run]:
    for part in content:
        match part:
            case str():
                yield _Run(collapse(part), style)
            case Break():
                yield _Run(_BREAK, style)
            case Strong():
                yield from _runs(part.content, style._replace(strong=True))
            case Emphasis():
                yield from _runs(part.content, style._replace(emphasis=True))
            case Link():
                link = style.link or (part.href, part.sponsored)
                yield from _runs(part.content, style._replace(link=link))


def _space_once(runs: Iterable[_Run]) -> list[_Run]:
    spaced: list[_Run] = []
    after_space = True
    for text, style in runs:
        if text == _BREAK:
            if spaced and spaced[-1].text.endswith(" "):
                _shorten(spaced, spaced[-1].text[:-1])
            after_space = True
        else:
            text = text.lstrip(" ") if after_space else text
            if not text:
                continue
            after_space = text.endswith(" ")
        spaced.append(_Run(text, style))
    return spaced


def _shorten(runs: list[_Run], text: str) -> None:
    last = runs.pop()
    if text:
        runs.append(last._replace(text=text))


def _trim(runs: list[_Run]) -> list[_Run]:
    edge = EDGE + _BREAK
    while runs and runs[-1].text[-1] in edge:
        _shorten(runs, runs[-1].text.rstrip(edge))
    start = 0
    while start < len(runs) and not runs[start].text.strip(edge):
        start += 1
    if start < len(runs):
        runs[start] = runs[start]._replace(text=runs[start].text.lstrip(edge))
    return runs[start:]


def _restyle_gaps(runs: list[_Run]) -> Iterator[_Run]:
    """A space or break between two styles has what both have, whoever's tag held it."""
    solid = [run for run in runs if run.text.strip(" \n")]
    seen = 0
    for run in runs:
        if run.text.strip(" \n"):
            seen += 1
            yield run
        else:
            before, after = solid[seen - 1].style, solid[seen].style
            yield run._replace(
                style=_Style(
                    before.link if before.link == after.link else None,
                    before.strong and after.strong,
                    before.emphasis and after.emphasis,
                )
            )


def _merge(runs: Iterable[_Run]) -> Iterator[_Run]:
    for style, group in groupby(runs, key=lambda run: run.style):
        yield _Run("".join(run.text for run in group), style)


def _build(runs: Iterable[_Run]) -> Iterator:
    for link, group in groupby(runs, key=lambda run: run.style.link):
        content = _build_strong(group)
        if link is None:
            yield from content
        else:
            yield Link(link[0], tuple(content), link[1])


def _build_strong(runs: Iterable[_Run]) -> Iterator:
    for strong, group in groupby(runs, key=lambda run: run.style.strong):
        content = _build_emphasis(group)
        if strong:
            yield Strong(tuple(content))
        else:
            yield from content


def _build_emphasis(runs: Iterable[_Run]) -> Iterator:
    for run in runs:
        content = _split_breaks(run.text)
        if run.style.emphasis:
            yield Emphasis(tuple(content))
        else:
            yield from content


def _split_breaks(text: str) -> Iterator[str | Break]:
    for number, part in enumerate(text.split(_BREAK)):
        if number:
            yield Break()
        if part:
            yield part


def read_inline(nodes: Iterable[Node]) -> Inline:
    """The marked text of `nodes`, which hold no block. Unknown tags give up their text."""
    return tuple(_read(nodes))


def _read(nodes: Iterable[Node]) -> Iterator:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.tag == "br":
            yield Break()
        elif node.tag in MARKS:
            yield from _read_mark(node)
        else:
            yield from _read(node.children)


def _read_mark(element: Element) -> Iterator:
    content = tuple(_read(element.children))
    if element.tag in ("strong", "b"):
        yield Strong(content)
    elif element.tag in ("em", "i"):
        yield Emphasis(content)
    elif href := safe_href(element.attrs.get("href", "")):
        yield Link(href, content, "sponsored" in element.attrs.get("rel", "").lower().split())
    else:
        yield from content


def plain(content: Inline) -> str:
    """The text alone, breaks as spaces."""
    return "".join(
        part if isinstance(part, str) else " " if isinstance(part, Break) else plain(part.content)
        for part in content
    )


def escape(text: str) -> str:
    """For text, where quotation marks stay as they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    return escape(text).replace('"', "&quot;")


def inline_html(content: Inline) -> SafeString:
    """`content` as HTML; the same for storing and for readers."""
    return mark_safe("".join(_html(part) for part in content))


def _html(part: "str | Break | Strong | Emphasis | Link") -> str:
    match part:
        case str():
            return escape(part)
        case Break():
            return "<br>"
        case Strong():
            return f"<strong>{inline_html(part.content)}</strong>"
        case Emphasis():
            return f"<em>{inline_html(part.content)}</em>"
        case Link():
            rel = ' rel="sponsored nofollow"' if part.sponsored else ""
            return f'<a href="{escape_attribute(part.href)}"{rel}>{inline_html(part.content)}</a>'
