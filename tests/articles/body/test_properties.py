"""What holds for any input: found by hypothesis, judged by a parser that is not ours to bend."""

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.body import (
    Break,
    Embed,
    Emphasis,
    Gallery,
    ImageBlock,
    KeyPoint,
    KeyPoints,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    ReadMore,
    Strong,
    Subhead,
    canonical,
    parse,
    render_pieces,
    serialise,
    to_text,
)

STORED = {
    "p": set(),
    "h2": set(),
    "h3": set(),
    "ul": set(),
    "ol": set(),
    "li": set(),
    "blockquote": {"data-pull"},
    "dl": {"data-key-points"},
    "div": {"data-embed"},
    "dt": set(),
    "dd": set(),
    "figure": {"data-image", "data-alt"},
    "figcaption": set(),
    "section": {"data-gallery"},
    "aside": {"data-read-more", "data-wanted"},
    "strong": set(),
    "em": set(),
    "a": {"href", "rel"},
    "br": set(),
}
SHOWN = {
    **{tag: {"dir"} for tag in ("p", "h2", "h3", "li")},
    **{tag: set() for tag in ("ul", "ol", "strong", "em", "br", "span")},
    "blockquote": {"class", "dir"},
    "a": {"href", "rel"},
}
SHOWN["p"] = {"dir", "class"}
SHOWN["ul"] = {"class"}


class Markup(HTMLParser):
    """The tags and attributes of some HTML, and whether each tag is closed where it should be."""

    def __init__(self, html):
        super().__init__()
        self.found, self.open, self.balanced = [], [], True
        self.feed(html)
        self.close()
        self.balanced = self.balanced and not self.open

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag

    def handle_decl(self, decl):
        self.found.append(("!", {}))

    handle_comment = handle_pi = unknown_decl = handle_decl


def outside(html, allowed):
    """What in `html` is not allowed, by a walk of its tags."""
    markup = Markup(html)
    wrong = [(tag, attrs) for tag, attrs in markup.found if set(attrs) - allowed.get(tag, {"?"})]
    wrong += [(tag, attrs) for tag, attrs in markup.found if tag not in allowed]
    for _tag, attrs in markup.found:
        if not re.match(r"(https?://|mailto:|/(?!/)|#|$)", attrs.get("href", "")):
            wrong.append(attrs)
        if not attrs.get("data-embed", "https://").startswith("https://"):
            wrong.append(attrs)
    return wrong if markup.balanced else [*wrong, "unbalanced"]


FOREIGN = [
    "b",
    "i",
    "u",
    "span",
    "table",
    "tr",
    "td",
    "script",
    "style",
    "svg",
    "math",
    "img",
    "h1",
]
TAGS = sorted({*STORED, *FOREIGN})
VALUES = st.sampled_from(
    [
        "",
        "7",
        "0",
        "javascript:alert(1)",
        "https://youtu.be/x",
        "https://a.org/",
        "/x",
        '"><b',
        "\u202e",
    ]
)
NAMES = ["data-read-more", "data-wanted", "data-image", "data-alt", "data-embed", "data-pull"]
NAMES += ["data-key-points", "data-gallery", "href", "rel", "onclick", "style", "src"]
ATTRIBUTE = st.builds("{}='{}'".format, st.sampled_from(NAMES), VALUES)
START = st.builds(
    lambda tag, attributes: f"<{tag} {' '.join(attributes)}>",
    st.sampled_from(TAGS),
    st.lists(ATTRIBUTE, max_size=2),
)
END = st.sampled_from(TAGS).map("</{}>".format)
WORD = st.sampled_from(
    ["a", " b ", "\u00a0", "\n", "&amp;", "&lt;b", "שלום", "\u200f", "\u202e", "\0"]
)
# Rarely put together by chance.
GALLERY = st.sampled_from(
    [
        "<section data-gallery=''>",
        "</section>",
        "<figure data-image='7' data-alt='a'>",
        "<figure data-image='8'><figcaption>b</figcaption></figure>",
    ]
)
SOUP = st.lists(st.one_of(START, END, WORD, GALLERY, st.text(max_size=4)), max_size=25).map("".join)

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)


def mark(content):
    return st.one_of(
        content.map(Strong),
        content.map(Emphasis),
        st.builds(
            Link,
            st.sampled_from(["https://a.org/?b&c", "/x", "#y", "mailto:a@b.c"]),
            content,
            st.booleans(),
        ),
    )


INLINE = st.recursive(
    st.lists(TEXT | st.just(Break()), max_size=3).map(tuple),
    lambda content: st.lists(TEXT | mark(content), max_size=3).map(tuple),
    max_leaves=5,
)
PARAGRAPH = INLINE.map(Paragraph)
LIST = st.recursive(
    st.builds(
        ListBlock, st.lists(st.builds(ListItem, st.tuples(PARAGRAPH))).map(tuple), st.booleans()
    ),
    lambda inner: st.builds(
        ListBlock,
        st.lists(
            st.builds(ListItem, st.lists(PARAGRAPH | inner, max_size=3).map(tuple)), max_size=3
        ).map(tuple),
        st.booleans(),
    ),
    max_leaves=6,
)
KEY = st.integers(1, 10**18 - 1)
PICTURE = st.builds(ImageBlock, KEY, TEXT, INLINE)
HEADLINE = TEXT.filter(lambda text: re.search("[a-z]", text))
BLOCK = st.one_of(
    PARAGRAPH,
    st.builds(Subhead, INLINE, st.sampled_from([2, 3])),
    LIST,
    st.builds(Quote, st.lists(PARAGRAPH | LIST, max_size=3).map(tuple)),
    st.builds(PullQuote, INLINE),
    st.builds(KeyPoints, st.lists(st.builds(KeyPoint, TEXT, INLINE), max_size=3).map(tuple)),
    PICTURE,
    st.lists(PICTURE, min_size=2, max_size=3, unique_by=lambda picture: picture.image_id)
    .map(tuple)
    .map(Gallery),
    st.builds(ReadMore, KEY),
    st.builds(ReadMore, wanted=HEADLINE),
    st.sampled_from(["https://youtu.be/a?b=1&c='2'", "https://x.com/a/status/1"]).map(Embed),
)


@given(SOUP)
@settings(max_examples=400, deadline=None)
def test_canonical_html_stays_as_it_is(html):
    assert canonical(canonical(html)) == canonical(html)


@given(SOUP)
@settings(max_examples=400, deadline=None)
def test_only_the_grammar_s_markup_comes_out(html):
    assert outside(canonical(html), STORED) == []
    shown = [piece for piece in render_pieces(parse(html), {}, "en") if isinstance(piece, str)]
    assert outside("\n".join(shown), SHOWN) == []


@given(st.lists(BLOCK, max_size=5).map(tuple))
@settings(max_examples=200, deadline=None)
def test_blocks_are_read_back_as_they_were_written(blocks):
    kept = tuple(block for block in blocks if not block.is_empty)
    assert parse(serialise(blocks)) == kept


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"])), max_size=4))
@settings(max_examples=200, deadline=None)
def test_no_letter_is_lost(texts):
    def letters(text):
        return re.sub(r"[^\w]", "", text)

    tags = ["p", "td", "h4", "blockquote", "li", "font", "aside", "strong"]
    html = "".join(
        f"<{tag}>{text.replace('&', '&amp;').replace('<', '&lt;')}</{tag}>"
        for tag, text in zip(tags, texts, strict=False)
    )
    assert letters(to_text(parse(html))) == letters("".join(texts))
    assert letters(unescape(re.sub("<[^>]*>", "", canonical(html)))) == letters("".join(texts))
