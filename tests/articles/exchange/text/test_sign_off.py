import pytest

from articles.exchange.text.lines import lines_of
from articles.exchange.text.sign_off import SignOff, read_sign_off, split_sign_off


@pytest.mark.parametrize(
    ("text", "writers", "editors", "agencies"),
    [
        ("tj, aw/ng (AP, Reuters, AFP)", ("tj", "aw"), ("ng",), ("AP", "Reuters", "AFP")),
        ("tj/aw/ng, kl (dpa)", ("tj",), ("aw", "ng", "kl"), ("dpa",)),
        ("aw / ng, kl", ("aw",), ("ng", "kl"), ()),
        ("tj (AP)", ("tj",), (), ("AP",)),
        ("tj, aw", ("tj", "aw"), (), ()),
        ("tj", ("tj",), (), ()),
        ("/ng (AP)", (), ("ng",), ("AP",)),
        ("TJ/NG", ("TJ",), ("NG",), ()),
        ("TJ, AW/NG (AP)", ("TJ", "AW"), ("NG",), ("AP",)),
        ("öä/ßé (Reuters)", ("öä",), ("ßé",), ("Reuters",)),
        ("tj/ng (NYT, Le Monde)", ("tj",), ("ng",), ("NYT", "Le Monde")),
        ("tj/ng (AP,Reuters;AFP / dpa)", ("tj",), ("ng",), ("AP", "Reuters", "AFP", "dpa")),
        ("tj/ng (AP, AFP).", ("tj",), ("ng",), ("AP", "AFP")),
        ("(Reuters)", (), (), ("Reuters",)),
        ("(AP, NPR)", (), (), ("AP", "NPR")),
        ("AP, Reuters", (), (), ("AP", "Reuters")),
        ("aw/ng (mit dpa, AFP)", ("aw",), ("ng",), ("dpa", "AFP")),
        ("aw/ng (mit Material von dpa und AFP)", ("aw",), ("ng",), ("dpa", "AFP")),
        ("aw/ng mit dpa", ("aw",), ("ng",), ("dpa",)),
        ("with AP, Reuters", (), (), ("AP", "Reuters")),
        ("م.ح/ن.ع (رويترز، أ ف ب)", ("م.ح",), ("ن.ع",), ("رويترز", "أ ف ب")),
        ("ع.ج.م (د ب أ)", ("ع.ج.م",), (), ("د ب أ",)),
        ("مح/نع (رويترز)", ("مح",), ("نع",), ("رويترز",)),
        ("tj, tj/ng, ng (AP, AP)", ("tj",), ("ng",), ("AP",)),
    ],
)
def test_reads(text, writers, editors, agencies):
    assert read_sign_off(text) == SignOff(writers, editors, agencies, text=text)


@pytest.mark.parametrize(
    "text",
    [
        "(The writer was in Berlin.)",
        "(Berlin)",
        "(NPR)",
        "(This story was updated on Monday, AP said.)",
        "He thanked the agency (AP)",
        "EU (Brussels)",
        "US/UK",
        "USA, UK",
        "NATO",
        "END",
        "ends",
        "and/or",
        "Ende",
        "We, us (all)",
        "tj (also known as the boss)",
        "tj with friends",
        "km/h",
        "tj/",
        "tj//ng",
        "/",
        "()",
        "tj, aw/ng (AP",
        "من",
        "مح/نع",
        "tj, aw/ng (AP) (Reuters)",
        "12/34",
        "tj" + ", aw" * 100,
        "",
    ],
)
def test_leaves_in_the_text(text):
    assert read_sign_off(text) is None


def test_only_the_last_line_that_is_not_blank():
    sign_off, rest = split_sign_off(lines_of("tj/ng (AP)\nA text.\naw/kl (dpa)\n\n \n"))
    assert sign_off == SignOff(("aw",), ("kl",), ("dpa",), text="aw/kl (dpa)")
    assert [line.text for line in rest] == ["tj/ng (AP)", "A text."]


def test_without_one_all_lines_stay():
    lines = lines_of("A text.\n\n")
    assert split_sign_off(lines) == (SignOff(), lines)
