import pytest

from articles.body import (
    Embed,
    Gallery,
    ImageBlock,
    KeyPoint,
    KeyPoints,
    ListBlock,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    ReadMore,
    Subhead,
)
from articles.exchange.problems import Remark
from articles.exchange.text.lines import lines_of
from articles.exchange.text.paragraphs import pieces_of
from articles.exchange.text.structure import blocks_of


def read(text, **pictures):
    return blocks_of(pieces_of(lines_of(text)), pictures)


def blocks(text, **pictures):
    return read(text, **pictures)[0]


def p(text):
    return Paragraph((text,))


def items(*texts):
    return tuple(ListItem((p(text),)) for text in texts)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Read more: What's at stake?", "What's at stake?"),
        ("READ MORE : A", "A"),
        ("Mehr dazu: Wie es weitergeht", "Wie es weitergeht"),
        ("Lesen Sie auch: A", "A"),
        ("Weiterlesen: A", "A"),
        ("Leer más: A", "A"),
        ("Lea también: A", "A"),
        ("Lire aussi : A", "A"),
        ("اقرأ أيضا: ماذا بعد؟", "ماذا بعد؟"),
        ("المزيد: ماذا بعد؟", "ماذا بعد؟"),
    ],
)
def test_read_more(line, wanted):
    assert blocks(f"One.\n{line}\nTwo.") == (p("One."), ReadMore(wanted=wanted), p("Two."))


@pytest.mark.parametrize(
    "line", ["Read more:", "Read more about it: here.", "Read more: " + "long " * 100]
)
def test_no_read_more(line):
    assert blocks(f"One.\n{line.strip()}\nTwo.") == (p("One."), p(line.strip()), p("Two."))


def test_a_read_more_with_an_address_stays_text():
    found, remarks = read("One.\nRead more: https://example.org/a")
    assert found == (p("One."), p("Read more: https://example.org/a"))
    assert remarks == (Remark("“Read more” names an address, not a headline", 2),)


def test_key_points():
    assert blocks("One.\nKey ally: Russia.\n\nHolding on: Maduro.\nTwo.") == (
        p("One."),
        KeyPoints((KeyPoint("Key ally", ("Russia.",)), KeyPoint("Holding on", ("Maduro.",)))),
        p("Two."),
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["Key ally: Russia."],
        ["DW: Why now?", "Smith: I cannot say.", "DW: And then?", "Smith: Then I go."],
        ['Pompeo said: "Go."', 'Lavrov answered: "No."'],
        ["at noon: they met.", "at one: they left."],
        ["https://a.example/", "http://b.example/"],
        ["10:30 it began.", "11:30 it ended."],
        ["He left. Then: nothing.", "She left. Then: nothing."],
        ["One two three four five six seven: a.", "One two three four five six eight: b."],
    ],
)
def test_no_key_points(lines):
    assert blocks("\n".join(lines)) == tuple(p(line) for line in lines)


def test_key_points_in_other_scripts():
    assert blocks("الحليف: روسيا.\nالموعد: الأحد.\n背景：不明。\n同盟：ロシア。") == (
        KeyPoints(
            (
                KeyPoint("الحليف", ("روسيا.",)),
                KeyPoint("الموعد", ("الأحد.",)),
                KeyPoint("背景", ("不明。",)),
                KeyPoint("同盟", ("ロシア。",)),
            )
        ),
    )


def test_lists():
    assert blocks("One:\n- a\n• b\n* c\n\n1. x\n2) y\nTwo.") == (
        p("One:"),
        ListBlock(items("a", "b", "c")),
        ListBlock(items("x", "y"), ordered=True),
        p("Two."),
    )


@pytest.mark.parametrize(
    "lines",
    [["- Albert Einstein"], ["1. the first."], ["2. x", "3. y"], ["1. x", "3. y"], ["-5 degrees"]],
)
def test_no_lists(lines):
    assert blocks("\n".join(lines)) == tuple(p(line) for line in lines)


def test_numbers_that_begin_again_are_two_lists():
    assert blocks("1. a\n2. b\n1. c\n2. d\n4. e.") == (
        ListBlock(items("a", "b"), ordered=True),
        ListBlock(items("c", "d"), ordered=True),
        p("4. e."),
    )


def test_many_marks_take_no_time():
    assert len(blocks("1. a.\n" * 30_000)) == 30_000
    assert len(blocks("A: b.\n" * 30_000)) == 30_000


def test_quotes():
    assert blocks("> One.\n>\n> Two.\n\n> Another.\n>> Pulled out\n>>x") == (
        Quote((p("One."), p("Two."))),
        Quote((p("Another."),)),
        PullQuote(("Pulled out",)),
        p(">>x"),
    )


def test_pictures():
    found, remarks = read("One.\n[picture: planes] Two planes\n[Picture:ship]\nTwo.", planes=7)
    assert found == (
        p("One."),
        ImageBlock(7, caption=("Two planes",)),
        p("[Picture:ship]"),
        p("Two."),
    )
    assert remarks == (Remark("no picture is called “ship”", 3),)


def test_pictures_in_a_row_are_a_gallery():
    text = "[picture: planes] Two\n\n[picture: ship]\nOne.\n[picture: ship] Another"
    assert read(text, planes=7, ship=8)[0] == (
        Gallery((ImageBlock(7, caption=("Two",)), ImageBlock(8))),
        p("One."),
        ImageBlock(8, caption=("Another",)),
    )


def test_embeds():
    found, remarks = read(
        "One.\n[embed: https://youtu.be/abc]\n"
        "[embed: https://evil.example/x]\n[embed: javascript:x]"
    )
    assert found == (
        p("One."),
        Embed("https://youtu.be/abc"),
        p("[embed: https://evil.example/x]"),
        p("[embed: javascript:x]"),
    )
    assert [remark.line for remark in remarks] == [3, 4]


def test_subheads_between_blocks():
    assert blocks("One.\nA subhead\n- a\n- b\nAnother\nTwo.") == (
        p("One."),
        Subhead(("A subhead",)),
        ListBlock(items("a", "b")),
        Subhead(("Another",)),
        p("Two."),
    )


def test_markup_is_text():
    assert blocks("<script>alert(1)</script> & <b>so</b>.") == (
        p("<script>alert(1)</script> & <b>so</b>."),
    )
