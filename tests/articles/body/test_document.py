"""Exact canonical HTML for exact input, the hostile kind included."""

import time

import pytest

from articles.body import (
    Break,
    Embed,
    Emphasis,
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
    serialise,
    to_text,
    word_count,
)

EVERY_BLOCK = (
    Paragraph(("Two planes ", Strong(("landed",)), " on ", Emphasis(("Saturday",)), ".")),
    Subhead(("The count",)),
    Subhead(("In the north",), level=3),
    Paragraph(
        (Link("https://example.org/?a=1&b=2", ("the report",), sponsored=True), Break(), "x")
    ),
    ListBlock(
        (
            ListItem((Paragraph(("one",)), ListBlock((ListItem((Paragraph(("deep",)),)),), True))),
            ListItem((Paragraph(("two",)), Paragraph(("more of two",)))),
        )
    ),
    Quote((Paragraph(("“We are ready.”",)), ListBlock((ListItem((Paragraph(("so",)),)),)))),
    PullQuote(
        (
            "Nobody ",
            Emphasis(("asked",)),
            " us",
        )
    ),
    KeyPoints((KeyPoint("Key ally", ("Russia helps",)), KeyPoint("", ("No label",)))),
    ImageBlock(7, 'A "harbour" & more', ("At ", Strong(("dusk",)))),
    ReadMore(12),
    ReadMore(wanted='What "else" happened?'),
    Embed("https://www.youtube.com/watch?v=abc&t=1"),
)
EVERY_BLOCK_HTML = """\
<p>Two planes <strong>landed</strong> on <em>Saturday</em>.</p>
<h2>The count</h2>
<h3>In the north</h3>
<p><a href="https://example.org/?a=1&amp;b=2" rel="sponsored nofollow">the report</a><br>x</p>
<ul><li><p>one</p><ol><li><p>deep</p></li></ol></li><li><p>two</p><p>more of two</p></li></ul>
<blockquote><p>“We are ready.”</p><ul><li><p>so</p></li></ul></blockquote>
<blockquote data-pull="">Nobody <em>asked</em> us</blockquote>
<dl data-key-points=""><div><dt>Key ally</dt><dd>Russia helps</dd></div>\
<div><dt></dt><dd>No label</dd></div></dl>
<figure data-image="7" data-alt="A &quot;harbour&quot; &amp; more">\
<figcaption>At <strong>dusk</strong></figcaption></figure>
<aside data-read-more="12"></aside>
<aside data-wanted="What &quot;else&quot; happened?"></aside>
<div data-embed="https://www.youtube.com/watch?v=abc&amp;t=1"></div>"""


def test_every_block_is_written_and_read_back():
    assert serialise(EVERY_BLOCK) == EVERY_BLOCK_HTML
    assert parse(EVERY_BLOCK_HTML) == EVERY_BLOCK


def test_text_has_a_line_for_each_paragraph_item_point_and_caption():
    assert to_text(EVERY_BLOCK).split("\n") == [
        "Two planes landed on Saturday.",
        "The count",
        "In the north",
        "the report x",
        "one",
        "deep",
        "two",
        "more of two",
        "“We are ready.”",
        "so",
        "Nobody asked us",
        "Key ally: Russia helps",
        "No label",
        "At dusk",
    ]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", 0),
        ("<p>It’s a well-known fact: 4.5% rise.</p>", 6),
        ("<p>one<strong>two</strong> three</p>", 2),
        ("<p>one<br>two</p><ul><li>three</li></ul>", 3),
        ('<aside data-wanted="Not a word of the text"></aside>', 0),
        ("<p>قال الوزير</p>", 2),
    ],
)
def test_words_are_counted(html, words):
    assert word_count(parse(html)) == words


REBUILT = {
    # What people paste and type
    "nothing": ("", ""),
    "white space only": (" \r\n\t<p> </p><p>&nbsp;</p><p><br></p>", ""),
    "bare text": ("Just text", "<p>Just text</p>"),
    "lines end as on Windows": ("<p>a\r\nb</p>\r\n<p>c</p>", "<p>a b</p>\n<p>c</p>"),
    "neighbouring marks merge": (
        "<p><strong>a</strong><b>b</b></p>",
        "<p><strong>ab</strong></p>",
    ),
    "a mark in itself": (
        "<p><strong>a<strong>b</strong></strong></p>",
        "<p><strong>ab</strong></p>",
    ),
    "marks in one order": (
        '<p><em><strong><a href="/x">y</a></strong></em></p>',
        '<p><a href="/x"><strong><em>y</em></strong></a></p>',
    ),
    "empty marks": ("<p>a<strong></strong><em><br></em>b</p>", "<p>a<br>b</p>"),
    "a space keeps what both sides have": (
        "<p><strong>a</strong> <strong>b</strong><em> </em>c</p>",
        "<p><strong>a b</strong> c</p>",
    ),
    "no-break space stays inside": ("<p>&nbsp;12&nbsp;km&nbsp;</p>", "<p>12\u00a0km</p>"),
    "spaces round a break": ("<p>a <br> b<br></p>", "<p>a<br>b</p>"),
    "headings": (
        "<h1>a</h1><h3>b</h3><h6>c</h6>",
        "<h2>a</h2>\n<h3>b</h3>\n<h3>c</h3>",
    ),
    "a wrapper round paragraphs": (
        "<section><b><p>a</p><div>b</div></b></section>",
        "<p>a</p>\n<p>b</p>",
    ),
    "a table": (
        "<table><tr><td>a</td><td>b</td></tr></table>",
        "<p>a</p>\n<p>b</p>",
    ),
    "a list without items": ("<ul>a<p>b</p></ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    "a list straight in a list": (
        "<ul><li>a</li><ol><li>b</li></ol></ul>",
        "<ul><li><p>a</p><ol><li><p>b</p></li></ol></li></ul>",
    ),
    "an item that begins with a list": (
        "<ul><li><ul><li>a</li></ul></li></ul>",
        "<ul><li><p>a</p></li></ul>",
    ),
    "a subhead in a list": ("<ul><li><h2>a</h2></li></ul>", "<ul><li><p>a</p></li></ul>"),
    "a read-more in a list comes out of it": (
        '<ul><li>a<aside data-read-more="3"></aside></li><li>b</li></ul>',
        '<ul><li><p>a</p></li><li><p>b</p></li></ul>\n<aside data-read-more="3"></aside>',
    ),
    "a quote in a quote": (
        "<blockquote>a<blockquote>b</blockquote></blockquote>",
        "<blockquote><p>a</p><p>b</p></blockquote>",
    ),
    "an image in a subhead comes out of it": (
        '<h2>a<figure data-image="5"></figure>b</h2>',
        '<h2>a</h2>\n<figure data-image="5"><figcaption></figcaption></figure>\n<h2>b</h2>',
    ),
    "a pull quote of two paragraphs": (
        "<blockquote data-pull><p>a</p><p>b</p></blockquote>",
        '<blockquote data-pull="">a<br>b</blockquote>',
    ),
    "a label's colon": (
        '<dl data-key-points=""><div><dt>Ally: </dt><dd>x</dd></div></dl>',
        '<dl data-key-points=""><div><dt>Ally</dt><dd>x</dd></div></dl>',
    ),
    "key points without order": (
        "<dl data-key-points><dd>a</dd><dt>L</dt>stray<dt></dt></dl>",
        '<dl data-key-points=""><div><dt></dt><dd>a</dd></div>'
        "<div><dt>L</dt><dd></dd></div><div><dt></dt><dd>stray</dd></div></dl>",
    ),
    "a definition list": ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p>\n<p>b</p>"),
    "text in a read-more": (
        '<aside data-read-more="3">a</aside>',
        '<aside data-read-more="3"></aside>\n<p>a</p>',
    ),
    "a figure of nobody's": ("<figure><figcaption>a</figcaption></figure>", "<p>a</p>"),
    "a host that may not be embedded": (
        '<div data-embed="https://video.example/1"></div>',
        '<p><a href="https://video.example/1">https://video.example/1</a></p>',
    ),
    "a wanted headline that is too long": (
        f'<aside data-wanted="{"x" * 301}"></aside>',
        f"<p>{'x' * 301}</p>",
    ),
    "a wanted headline in a mess": (
        '<aside data-wanted=" What \n now? "></aside>',
        '<aside data-wanted="What now?"></aside>',
    ),
    "a nested link": (
        '<p><a href="/a">x<a href="/b">y</a></a></p>',
        '<p><a href="/a">x</a><a href="/b">y</a></p>',
    ),
    # Links
    "scheme in capitals": (
        '<a href="HTTPS://Example.org/A b">x</a>',
        '<p><a href="https://Example.org/A%20b">x</a></p>',
    ),
    "mail": ('<a href="mailto:a@b.org">x</a>', '<p><a href="mailto:a@b.org">x</a></p>'),
    "fragment": ('<a href="#x">x</a>', '<p><a href="#x">x</a></p>'),
    "rel of their own": (
        '<a href="/x" rel="opener sponsored" target="_blank">x</a>',
        '<p><a href="/x" rel="sponsored nofollow">x</a></p>',
    ),
    # What must not come through
    "script": ("<script>alert(1)</script><p>x</p>", "<p>x</p>"),
    "style": ("<style>p{}</style><p style='color:red'>x</p>", "<p>x</p>"),
    "comment": ("<p>a<!-- <b>secret</b> -->b</p>", "<p>ab</p>"),
    "handlers": ("<p onclick=alert(1) id=x class=y>x</p>", "<p>x</p>"),
    "img": ("<p>a<img src=x onerror=alert(1)>b</p>", "<p>ab</p>"),
    "svg": ("<svg onload=alert(1)><g>x</g></svg><p>y</p>", "<p>y</p>"),
    "svg style breakout": ("<svg><style><img src=x onerror=alert(1)></style></svg>x", "<p>x</p>"),
    "iframe": ("<iframe src=javascript:alert(1)></iframe>x", "<p>x</p>"),
    "broken tag": ("<p>a<scr<script>ipt>alert(1)", "<p>aipt&gt;alert(1)</p>"),
    "nul in a tag": ("<scr\0ipt>alert(1)</scr\0ipt>x", "<p>x</p>"),
    "javascript": ('<a href="javascript:alert(1)">x</a>', "<p>x</p>"),
    "javascript in disguise": ('<a href=" jAvA\tscript&colon;alert(1)">x</a>', "<p>x</p>"),
    "data address": ('<a href="data:text/html,<script>">x</a>', "<p>x</p>"),
    "protocol-relative": ('<a href="//evil.example">x</a>', "<p>x</p>"),
    "backslash for slash": ('<a href="/\\evil.example">x</a>', "<p>x</p>"),
    "credentials": ('<a href="https://bank.example@evil.example/">x</a>', "<p>x</p>"),
    "a host that is none": ('<a href="https://a b/">x</a>', "<p>x</p>"),
    "a port that is none": ('<a href="https://a:99999/">x</a>', "<p>x</p>"),
    "bidi in an address": (
        '<a href="https://a.example/\u202ecod">x</a>',
        '<p><a href="https://a.example/cod">x</a></p>',
    ),
    "embed of javascript": ('<div data-embed="javascript:alert(1)"></div>', ""),
    "embed without encryption": ('<div data-embed="http://youtu.be/1">a</div>', "<p>a</p>"),
    "embed with credentials": ('<div data-embed="https://youtu.be@evil.example/1"></div>', ""),
    "embed with a port": (
        '<div data-embed="https://youtu.be:8443/1"></div>',
        '<p><a href="https://youtu.be:8443/1">https://youtu.be:8443/1</a></p>',
    ),
    "embed with quotes": ("<div data-embed='https://youtu.be/\"onload=1'></div>", ""),
    "embed of a host's front": (
        '<div data-embed="https://youtu.be/"></div>',
        '<p><a href="https://youtu.be/">https://youtu.be/</a></p>',
    ),
    "image id zero": ('<figure data-image="0">a</figure>', "<p>a</p>"),
    "image id with letters": ('<figure data-image="7 or 1=1"></figure>', ""),
    "image id in Arabic digits": ('<figure data-image="٣"></figure>', ""),
    "image id too long": (f'<figure data-image="{"9" * 19}"></figure>', ""),
    "read-more id below zero": ('<aside data-read-more="-1"></aside>', ""),
    "wanted nothing": ('<aside data-wanted=" \u200b "></aside>', ""),
    "alt that breaks out": (
        '<figure data-image="7" data-alt=\'"><script>\'></figure>',
        '<figure data-image="7" data-alt="&quot;&gt;&lt;script&gt;">'
        "<figcaption></figcaption></figure>",
    ),
    "escaped markup stays text": (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    ),
    "twice escaped stays twice escaped": ("<p>&amp;lt;b&amp;gt;</p>", "<p>&amp;lt;b&amp;gt;</p>"),
    "controls": ("<p>a\0\x01\x7f\x9fb&#1;c</p>", "<p>abc</p>"),
    "lone surrogate": ("<p>a\ud800b</p>", "<p>ab</p>"),
    "bidi override": ("<p>a\u202eb\u202cc &#x202e;d</p>", "<p>abc d</p>"),
    "bidi isolates and marks stay": (
        "<p>a\u2067ב\u2069\u200f b</p>",
        "<p>a\u2067ב\u2069\u200f b</p>",
    ),
    "byte order mark": ("\ufeff<p>a\ufeff</p>", "<p>a</p>"),
    "line separator": ("<p>a\u2028b\u0085c</p>", "<p>a b c</p>"),
}


@pytest.mark.parametrize(("html", "expected"), REBUILT.values(), ids=REBUILT.keys())
def test_any_html_is_rebuilt(html, expected):
    assert canonical(html) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "tags",
    ["blockquote", "ul><li", "strong", "em><a href=/x", "div", "h2", "dl data-key-points><dt", "p"],
)
def test_absurd_nesting_neither_crashes_nor_takes_long(tags):
    began = time.perf_counter()
    html = canonical(f"<{tags}>a" * 3000 + "the end")
    assert time.perf_counter() - began < 3
    assert canonical(html) == html
    assert html.count("a") >= 3000
    assert "the end" in html


@pytest.mark.parametrize("tags", ["blockquote", "ul><li", "dl data-key-points><dt", "b><i"])
def test_a_long_text_of_nothing_but_nesting_does_not_take_for_ever(tags):
    began = time.perf_counter()
    text = canonical(f"<{tags}>a" * (300_000 // (len(tags) + 3)) + "the end")
    assert time.perf_counter() - began < 20
    assert "the end" in text


def test_lists_nest_four_levels_and_deeper_items_come_up():
    html = "".join(f"<ul><li>{n}" for n in range(1, 7))
    assert canonical(html) == (
        "<ul><li><p>1</p><ul><li><p>2</p><ul><li><p>3</p><ul><li><p>4</p></li><li><p>5</p></li>"
        "<li><p>6</p></li></ul></li></ul></li></ul></li></ul>"
    )


def test_blocks_without_content_are_not_written():
    empty = (Paragraph(("  ",)), Subhead(()), Quote((Paragraph(()),)), ListBlock(()), KeyPoints(()))
    assert serialise(empty) == ""


@pytest.mark.parametrize(
    "make",
    [
        lambda: Link("javascript:alert(1)", ("x",)),
        lambda: Embed("https://evil.example/1"),
        lambda: Embed("http://youtu.be/1"),
        lambda: ImageBlock(0),
        lambda: ImageBlock(10**18),
        lambda: ReadMore(),
        lambda: ReadMore(1, "both"),
        lambda: ReadMore(-1),
        lambda: ReadMore(wanted="x" * 301),
        lambda: Subhead(("x",), level=1),
    ],
)
def test_a_block_that_could_not_be_written_cannot_be_made(make):
    with pytest.raises(ValueError):
        make()


def test_twenty_thousand_words():
    html = "\n".join(f"<p>{'The <strong>minister</strong> said so. ' * 10}</p>" for _ in range(500))
    blocks = parse(html)
    assert len(blocks) == 500
    assert word_count(blocks) == 20_000
    assert parse(serialise(blocks)) == blocks
