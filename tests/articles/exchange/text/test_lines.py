from articles.exchange.text.lines import Line, lines_of, width, without_blank_ends


def test_every_kind_of_newline():
    text = "a\nb\r\nc\rd\u2028e\u2029f\x85g\x0bh\x0ci"
    assert [line.text for line in lines_of(text)] == list("abcdefghi")


def test_numbers_indents_and_spaces():
    assert lines_of("  a  b\t c \n\n\td") == [
        Line(1, "a b c", 2),
        Line(2, "", 0),
        Line(3, "d", 8),
    ]


def test_what_no_page_can_hold_is_left_out():
    assert [line.text for line in lines_of("\ufeffa\x00b\ud800c\n\u200b\u200e")] == ["abc", ""]


def test_blank_ends():
    lines = lines_of("\n\na\n\nb\n\n")
    assert [line.text for line in without_blank_ends(lines)] == ["a", "", "b"]
    assert without_blank_ends(lines_of("\n\n")) == []


def test_width():
    assert (width("abc"), width("日本"), width("é")) == (3, 4, 1)
