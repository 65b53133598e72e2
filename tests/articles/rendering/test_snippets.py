"""Pieces of texts with the words marked that were looked for."""

from articles.queries.search_passages import Passage, plain
from articles.rendering import snippets


def passage(text):
    """``text``, in which what stands between brackets is marked."""
    bare, marks = "", []
    for part in text.split("["):
        marked, closed, rest = part.rpartition("]")
        if closed:
            marks.append((len(bare), len(bare) + len(marked)))
        bare += marked + rest
    return Passage(bare, marks)


def test_marked_texts_are_escaped():
    text = passage("A <b> [fer&ry] & <i>")
    assert snippets.marked(text) == "A &lt;b&gt; <mark>fer&amp;ry</mark> &amp; &lt;i&gt;"
    assert snippets.marked(passage("")) == ""


def test_a_short_text_is_whole():
    assert snippets.snippet(passage("The [ferry].")) == "The <mark>ferry</mark>."


def test_of_a_long_text_the_piece_is_shown_that_says_most():
    text = passage(f"{'word ' * 100}[ferry] {'word ' * 100}[ferry] and [harbour] {'word ' * 100}")
    shown = snippets.snippet(text)
    assert "<mark>ferry</mark> and <mark>harbour</mark>" in shown
    assert shown.startswith("… word ")
    assert shown.endswith("word …")
    assert len(shown) < snippets.LENGTH + 40


def test_a_text_without_marks_is_shown_from_its_beginning():
    shown = snippets.snippet(passage("first " + "word " * 100))
    assert shown.startswith("first word ")
    assert shown.endswith(" word …")


def test_without_spaces_it_is_cut_anywhere():
    shown = snippets.snippet(passage(f"{'東' * 300}[京]{'都' * 300}"))
    assert "<mark>京</mark>" in shown
    assert shown.startswith("… 東")
    assert shown.endswith("都 …")


def test_words_are_counted_once():
    assert snippets.words(passage("[Ferry] [ferry] [quay]")) == {"ferry", "quay"}


def test_plain_text_of_pieces():
    pieces = [
        "<h2>Sea</h2>\n<p>Cal<strong>m</strong> &amp; wide.</p>\n<ul><li>One</li><li>Two</li></ul>",
        {"read_more": 0},
        {"gallery": []},
        "<figure><img src=x><figcaption>Not this</figcaption></figure>\n<p>End.</p>",
    ]
    assert plain(pieces) == "Sea · Calm & wide. One Two End."
