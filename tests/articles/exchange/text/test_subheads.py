import pytest

from articles.exchange.text.lines import lines_of
from articles.exchange.text.paragraphs import pieces_of
from articles.exchange.text.subheads import reads_as_subhead, subhead_places

LONG = "A paragraph that ends as sentences do."


@pytest.mark.parametrize(
    "text",
    [
        "What the delivery consisted of",
        "'Unconstructive behavior'",
        "“Unconstructive behavior”",
        "Why now?",
        "„Nicht hilfreich“",
        "Größer als gedacht",
        "لماذا الآن؟",
        "ما الذي حملته الطائرتان",
        "輸送機の積み荷",
        "「建設的でない」",
        "2018 and after",
        "U.S. and Russia",
    ],
)
def test_subheads(text):
    assert reads_as_subhead(text)


@pytest.mark.parametrize(
    "text",
    [
        "The end.",
        "He left!",
        '"I will not go."',
        "He said:",
        "and so on",
        "First, second,",
        "انتهى الأمر.",
        "انتهى الأمر۔",
        "قال الوزير:",
        "أولا،",
        "終わった。",
        "彼は「終わった。」",
        "(with pictures)",
        "[acting President]",
        "https://example.org/page",
        "12,345",
        "***",
        "One two three four five six seven eight nine ten eleven twelve thirteen",
        "x" * 81,
    ],
)
def test_not_subheads(text):
    assert not reads_as_subhead(text)


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ([LONG, "A subhead", LONG], {1}),
        ([LONG, "A dangling line"], set()),
        ([LONG, "A dangling line", "Read more: Another story"], set()),
        ([LONG, "A subhead", "Read more: Another story", LONG], {1}),
        ([LONG, "A subhead", "- one", "- two"], {1}),
        ([LONG, "Bayern 3", "Dortmund 1", "Köln 0", LONG], set()),
        ([LONG, "A line", "A subhead", LONG], {2}),
        ([LONG, "1. The beginning", LONG, "2. The end", LONG], {1, 3}),
        ([LONG, "Label: text", LONG], set()),
        ([LONG, "- one", LONG], set()),
        ([], set()),
    ],
)
def test_places(lines, places):
    assert subhead_places(pieces_of(lines_of("\n".join(lines)))) == places
