import textwrap

import pytest

from articles.exchange.text.lines import lines_of
from articles.exchange.text.marks import Kind
from articles.exchange.text.paragraphs import pieces_of, wrapped_at

FIRST = (
    "Two planes loaded with Russian soldiers and military equipment landed in Venezuela at the "
    "weekend, officials said. The delivery is part of ongoing cooperation."
)
SECOND = (
    "Pompeo warned his Russian counterpart in a phone call that the United States will not stand "
    "idly by as Russia exacerbates tensions in the region, the statement said."
)
GERMAN = (
    "Zwei Flugzeuge mit russischen Soldaten und militärischer Ausrüstung sind am Wochenende in "
    "Venezuela gelandet, wie Beamte sagten. Die Lieferung ist Teil der Zusammenarbeit."
)
ARABIC = (
    "هبطت طائرتان محملتان بجنود روس ومعدات عسكرية في فنزويلا نهاية الأسبوع كما قال مسؤولون في "
    "العاصمة كاراكاس أمس وأضافوا أن التسليم جزء من التعاون المستمر بين البلدين."
)


def texts(text):
    return [piece.raw for piece in pieces_of(lines_of(text))]


@pytest.mark.parametrize("columns", [65, 72, 80])
@pytest.mark.parametrize("paragraphs", [(FIRST, SECOND), (GERMAN, FIRST), (ARABIC, ARABIC)])
def test_wrapped_and_parted_by_blank_lines(columns, paragraphs):
    text = "\n\n".join(textwrap.fill(paragraph, columns) for paragraph in paragraphs)
    assert texts(text) == list(paragraphs)


@pytest.mark.parametrize("columns", [65, 72, 80])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("indent", ["   ", "\t"])
def test_wrapped_with_indented_first_lines(columns, gap, indent):
    paragraphs = [FIRST, "A short one.", "Another short one.", SECOND]
    text = gap.join(
        textwrap.fill(paragraph, columns, initial_indent=indent, expand_tabs=True)
        for paragraph in paragraphs
    )
    assert texts(text) == paragraphs


def test_wrapped_without_any_gap_ends_a_paragraph_at_a_short_line():
    text = f"{textwrap.fill(FIRST, 72)}\nWhat they brought\n{textwrap.fill(SECOND, 72)}"
    assert texts(text) == [FIRST, "What they brought", SECOND]


def test_one_line_a_paragraph():
    text = f"{FIRST}\nWhat they brought\n{SECOND}\nThe end."
    assert texts(text) == [FIRST, "What they brought", SECOND, "The end."]


@pytest.mark.parametrize(
    "lines",
    [
        ["Two planes landed in Caracas on Sunday at noon.", "The ministers will meet today."],
        [
            "Ministers meet in Brussels to talk about the budget of next year",
            "Parliament in London votes on a new law for the trains of the north",
            "Farmers in the south ask for help after a long summer without rain",
        ],
        ["A short line", "and another in lower case", "and a third"],
        ["Bayern 3", "Dortmund 1"],
    ],
)
def test_short_lines_are_not_wrapped_text(lines):
    assert wrapped_at(lines_of("\n".join(lines))) == 0
    assert texts("\n".join(lines)) == lines


def test_hyphens_and_soft_hyphens_at_line_ends():
    filler = "Die Minister der beiden Staaten sprechen heute im Hause des Kanzlers " + "x" * 3
    text = (
        f"{filler} Energie-\nversorgung und die Ein- und Ausfuhr von Gas, und auch die sehr "
        f"lange Ein-\nund Ausfuhr von Öl, wie alle wissen, und dann noch über die Sicher\u00ad\n"
        "heit der Häfen."
    )
    lines = text.split("\n")
    columns = max(map(len, lines))
    assert columns <= 100
    joined = texts(text)
    assert len(joined) == 1
    assert "Energie-versorgung" in joined[0]
    assert "Ein- und Ausfuhr von Öl" in joined[0]
    assert "Sicherheit" in joined[0]


def test_japanese_lines_join_without_a_space():
    line = "ロシア軍の兵士と装備を乗せた航空機二機が週末にベネズエラに到着したと当局が"
    assert texts(f"{line}\n{line}\n発表した。") == [f"{line}{line}発表した。"]


def test_list_items_hang_and_stay_apart():
    items = [f"- {FIRST}", f"- {SECOND}"]
    text = "\n".join(textwrap.fill(item, 72, subsequent_indent="  ") for item in items)
    assert texts(f"{textwrap.fill(FIRST, 72)}\n\n{text}") == [FIRST, *items]


def test_a_day_or_dash_at_a_line_start_is_no_list():
    first = "The ministers of the two states will meet again in the capital on the"
    text = f"{first}\n12. of May, and then they will travel on to see the parliament of the north\n"
    text += "- all of it, they said, and not only the half of it that was seen before today."
    assert len(texts(text)) == 1


def test_read_more_and_pictures_never_join():
    text = f"{textwrap.fill(FIRST, 72)}\nRead more: Another story\n[picture: a1] Planes"
    assert texts(text) == [FIRST, "Read more: Another story", "[picture: a1] Planes"]


def test_a_wrapped_quote():
    quoted = textwrap.fill(SECOND, 70, initial_indent="> ", subsequent_indent="> ")
    pieces = pieces_of(lines_of(f"{textwrap.fill(FIRST, 72)}\n\n{quoted}\n>\n> The end."))
    assert [(piece.kind, piece.mark.text) for piece in pieces] == [
        (Kind.PLAIN, FIRST),
        (Kind.QUOTE, SECOND),
        (Kind.QUOTE, ""),
        (Kind.QUOTE, "The end."),
    ]


def test_line_numbers_and_gaps():
    pieces = pieces_of(lines_of("\nOne.\n\nTwo.\nThree."))
    assert [(piece.line, piece.after_gap) for piece in pieces] == [
        (2, True),
        (4, True),
        (5, False),
    ]


def test_a_long_wrapped_paragraph_takes_no_time():
    text = textwrap.fill(" ".join([FIRST] * 3000), 72)
    assert texts(text) == [" ".join([FIRST] * 3000)]
