"""What changed between two bodies: nothing is missed, nothing is made up, and it is soon known."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.body import alignment, parse
from articles.body.compare import change_html, compare, compare_texts
from articles.body.words import compare_words, kind_of, tokens

WORD = st.sampled_from(["port", "ship", "storm", "the", "a", ",", "ألم", "港"])
WORDS = st.lists(WORD, max_size=8)
LINE = WORDS.map(" ".join).flatmap(
    lambda text: st.sampled_from(
        [
            f"<p>{text}</p>",
            f"<p>x <strong>{text}</strong> <em>y</em></p>",
            f'<p><a href="/{len(text)}">link {text}</a></p>',
            f"<h2>{text}</h2>",
            f"<h3>{text}</h3>",
            f"<ul><li>{text}</li><li>two<ol><li>{text}</li></ol></li></ul>",
            f"<blockquote><p>{text}</p><p>said he</p></blockquote>",
            f'<blockquote data-pull="">{text}</blockquote>',
            f'<dl data-key-points=""><div><dt>{text[:4]}</dt><dd>{text}</dd></div></dl>',
            f'<figure data-image="{len(text) % 3 + 1}" data-alt="{text}">'
            f"<figcaption>{text[::2]}</figcaption></figure>",
            f'<section data-gallery=""><figure data-image="{len(text) % 3 + 1}" data-alt="{text}">'
            f'</figure><figure data-image="9"><figcaption>{text}</figcaption></figure></section>',
            f'<aside data-read-more="{len(text) + 1}"></aside>',
            f'<aside data-wanted="x{text}"></aside>',
            f'<div data-embed="https://youtu.be/{len(text)}"></div>',
        ]
    )
)
BODIES = st.lists(LINE, max_size=7).map(lambda lines: parse("".join(lines)))


def text_of(runs, without):
    return [run[1:] for run in runs if run.op != without]


def one_by_one(block):
    """The tokens as they come, so that runs of one style can be cut anywhere."""
    return [(letter, *token[1:]) for token in tokens(block) for letter in token.text or [""]]


def spelled(runs, without):
    return [(letter, *run[2:]) for run in runs if run.op != without for letter in run.text or [""]]


@given(BODIES, BODIES)
@settings(deadline=None, max_examples=300)
def test_the_changes_applied_to_the_old_body_give_the_new_one(old, new):
    changes = compare(old, new)
    assert [change.new for change in changes if change.new is not None] == list(new)
    there = [change for change in changes if change.old is not None]
    assert [change.old for change in sorted(there, key=lambda c: c.old_at)] == list(old)
    for change in changes:
        assert old[change.old_at] == change.old if change.old else change.old_at is None
        assert new[change.new_at] == change.new if change.new else change.new_at is None
        if change.old:
            assert spelled(change.runs, "added") == one_by_one(change.old)
        if change.new:
            assert spelled(change.runs, "removed") == one_by_one(change.new)
        assert (change.kind == "same") == (change.old == change.new)
    stay = [(c.old_at, c.new_at) for c in changes if c.old and c.new and not c.moved]
    assert stay == sorted(stay)


@given(BODIES)
@settings(deadline=None)
def test_a_body_has_not_changed_from_itself(body):
    assert {(change.kind, change.moved) for change in compare(body, body)} <= {("same", False)}


@given(LINE, LINE)
@settings(deadline=None, max_examples=300)
def test_other_blocks_have_other_words_or_another_kind(left, right):
    old, new = parse(left), parse(right)
    if len(old) == len(new) == 1 and getattr(old[0], "image_id", 0) == getattr(
        new[0], "image_id", 0
    ):
        said = [(kind_of(one), tokens(one)) for (one,) in (old, new)]
        assert (said[0] == said[1]) == (old == new)


def outline(old, new):
    return [
        (change.kind, change.moved, str(change_html(change.runs)))
        for change in compare(parse(old), parse(new))
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "<p>The old port is open.</p>",
            "<p>The new port is open!</p>",
            "The <del>old</del><ins>new</ins> port is open<del>.</del><ins>!</ins>",
            id="words and stops",
        ),
        pytest.param(
            "<p>The port is open today.</p>",
            "<p>The port is <strong>open</strong> today.</p>",
            "The port is <del>open</del><ins><strong>open</strong></ins> today.",
            id="marks",
        ),
        pytest.param(
            '<p>See <a href="/a">the report</a> of May.</p>',
            '<p>See <a href="/b?x=1&amp;y=2">the report</a> of May.</p>',
            'See <del><a href="/a">the report</a> <bdi class="address">[/a]</bdi></del>'
            '<ins><a href="/b?x=1&amp;y=2">the report</a>'
            ' <bdi class="address">[/b?x=1&amp;y=2]</bdi></ins> of May.',
            id="the address of a link",
        ),
        pytest.param(
            "<ul><li>One</li><li>Two</li></ul>",
            "<ul><li>One</li><li>One &amp; a half</li><li>Two</li></ul>",
            "• One<ins><br>• </ins><ins>One &amp; a half</ins><br>• Two",
            id="items",
        ),
        pytest.param(
            '<dl data-key-points=""><div><dt>Who</dt><dd>The port master</dd></div></dl>',
            '<dl data-key-points=""><div><dt>Whom</dt><dd>The port master</dd></div></dl>',
            "• <del><strong>Who</strong></del><ins><strong>Whom</strong></ins>: The port master",
            id="key points",
        ),
        pytest.param(
            '<figure data-image="4" data-alt="Ships"><figcaption>At dawn</figcaption></figure>',
            '<figure data-image="4" data-alt="Boats"><figcaption>At noon</figcaption></figure>',
            "Alternative text: <del>Ships</del><ins>Boats</ins>"
            "<br>Caption: At <del>dawn</del><ins>noon</ins>",
            id="pictures",
        ),
        pytest.param(
            "<p>هذا ميناء قديم في المدينة</p>",
            "<p>هذا ميناء جديد في المدينة</p>",
            "هذا ميناء <del>قديم</del><ins>جديد</ins> في المدينة",
            id="Arabic",
        ),
        pytest.param(
            "<p>旧港开放了</p>",
            "<p>新港开放了</p>",
            "<del>旧</del><ins>新</ins>港开放了",
            id="Chinese",
        ),
    ],
)
def test_inside_a_block(old, new, expected):
    assert outline(old, new) == [("changed", False, expected)]


def test_text_is_escaped():
    assert outline("<p>a &lt;b&gt; &amp; c d</p>", "<p>a &lt;i&gt; &amp; c d</p>") == [
        ("changed", False, "a &lt;<del>b</del><ins>i</ins>&gt; &amp; c d")
    ]


def test_blocks_added_removed_and_moved():
    one, two, three = "<p>First of all.</p>", "<p>Second to none.</p>", "<p>Third time lucky.</p>"
    assert outline(one + two + three, one + "<h2>Between us</h2>" + three) == [
        ("same", False, "First of all."),
        ("removed", False, "<del>Second to none.</del>"),
        ("added", False, "<ins>Between us</ins>"),
        ("same", False, "Third time lucky."),
    ]
    assert sorted(outline(one + two + three, three + one + two)) == [
        ("same", False, "First of all."),
        ("same", False, "Second to none."),
        ("same", True, "Third time lucky."),
    ]
    assert outline(one + two + three, three.replace("lucky", "happy") + one + two) == [
        ("changed", True, "Third time <del>lucky</del><ins>happy</ins>."),
        ("same", False, "First of all."),
        ("same", False, "Second to none."),
    ]


def test_a_paragraph_that_became_a_subhead_says_so():
    (change,) = compare(parse("<p>After the storm</p>"), parse("<h3>After the storm</h3>"))
    assert (change.kind, change.was) == ("changed", "paragraph")


def test_another_picture_is_no_changed_picture():
    old = '<figure data-image="4"><figcaption>At dawn</figcaption></figure>'
    new = '<figure data-image="5"><figcaption>At dawn</figcaption></figure>'
    assert [change.kind for change in compare(parse(old), parse(new))] == ["removed", "added"]


def test_little_that_stays_between_large_changes_is_not_pointed_out():
    runs = compare_texts(
        "Yesterday everybody waited a whole afternoon there",
        "Tomorrow nobody leaves a single harbour anywhere",
    )
    assert [run.op for run in runs] == ["removed", "added"]


def test_no_text_on_either_side():
    assert compare((), ()) == []
    assert compare_texts("", "") == ()
    (run,) = compare_words((), tokens(parse("<p>x</p>")[0]))
    assert (run.op, run.text, run.slot) == ("added", "x", "")


TALE = ["ship", "left", "port", "storm", "nobody", "knew", "where", "went", "day", "sea"]


def paragraphs(count, start=0, step=1):
    """Of forty words each; the same for the same numbers."""
    texts = (
        " ".join(TALE[(n * 7 + at * at) % len(TALE)] + str((n * at) % 13) for at in range(40))
        for n in range(start, start + count * step, step)
    )
    return "".join(f"<p>{text}</p>" for text in texts)


FIFTY = paragraphs(500)
HARD = {
    "each a little": (FIFTY, FIFTY.replace("ship", "boat")),
    "all others": (FIFTY, paragraphs(500, 9000, 3)),
    "backwards": (FIFTY, "".join(reversed(FIFTY.split("</p>")))),
    "in one": (
        "<p>" + FIFTY.replace("<p>", "").replace("</p>", " ") + "</p>",
        "<p>" + FIFTY.replace("<p>", "").replace("</p>", " ").replace("sea", "land ") + "</p>",
    ),
    "all the same": ("<p>Same.</p>" * 2000, ("<p>Same.</p>" * 7 + "<p>Other.</p>") * 250),
    "one word over and over": (f"<p>{'a ' * 20_000}</p>", f"<p>{'a a b ' * 6_500}</p>"),
}


@pytest.mark.parametrize("name", HARD)
def test_twenty_thousand_words_are_no_product_of_their_lengths(name, monkeypatch):
    """difflib, whose time is such a product, gets small pieces only, and not many of them."""
    work = []

    class Counting(SequenceMatcher):
        def __init__(self, isjunk, a, b, autojunk):
            work.append(len(a) * len(b))
            super().__init__(isjunk, a, b, autojunk)

    monkeypatch.setattr(alignment, "SequenceMatcher", Counting)
    old, new = (parse(html) for html in HARD[name])
    tokens.cache_clear()
    for change in compare(old, new):
        change_html(change.runs)
    assert max(work, default=0) <= alignment.SMALL
    assert sum(work) <= 2_000_000
