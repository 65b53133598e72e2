import re
import textwrap
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.body import (
    ImageBlock,
    KeyPoint,
    KeyPoints,
    Paragraph,
    ReadMore,
    Subhead,
    parse,
    serialise,
    to_text,
)
from articles.chars import collapse
from articles.exchange.problems import Remark
from articles.exchange.text import SignOff, parse_text, read_text_file

SEED = Path(__file__).parents[5] / "shared/data/seed/000_85d42271512aaf7d.txt"
TEXT = """\
Take a look at the beta version of example.com. We're not done yet!
The harbour of Port Ellis is to stay open all winter. Two ships came in on Monday.
The first ship left the harbour on Sunday, officials said.
What the ships had brought
The cargo was grain, mostly.
Read more: Who pays for the harbour?
'A good year'
The mayor spoke to reporters on Monday.
Read more: How the ice was broken
Old port: It was built in 1790.
Last winter: The harbour was closed for "nine weeks".
What is next: A third ship is due on Friday.
tj, aw/ng (AP, Reuters, AFP)"""


def p(text):
    return Paragraph((text,))


def test_a_text_as_it_comes():
    wire = parse_text(TEXT)
    assert wire.headline == "The harbour of Port Ellis is to stay open all winter"
    assert wire.headline_is_working is True
    assert wire.teaser == (
        "The harbour of Port Ellis is to stay open all winter. Two ships came in on Monday."
    )
    assert wire.blocks == (
        p("The first ship left the harbour on Sunday, officials said."),
        Subhead(("What the ships had brought",)),
        p("The cargo was grain, mostly."),
        ReadMore(wanted="Who pays for the harbour?"),
        Subhead(("'A good year'",)),
        p("The mayor spoke to reporters on Monday."),
        ReadMore(wanted="How the ice was broken"),
        KeyPoints(
            (
                KeyPoint("Old port", ("It was built in 1790.",)),
                KeyPoint("Last winter", ('The harbour was closed for "nine weeks".',)),
                KeyPoint("What is next", ("A third ship is due on Friday.",)),
            )
        ),
    )
    assert wire.sign_off == SignOff(
        ("tj", "aw"), ("ng",), ("AP", "Reuters", "AFP"), text="tj, aw/ng (AP, Reuters, AFP)"
    )
    assert (wire.language, wire.section, wire.date, wire.extra) == (None, None, None, {})
    assert len(wire.furniture) == 1
    assert wire.remarks == ()


@pytest.mark.skipif(not SEED.exists(), reason="the seed text is not here")
def test_the_seed_text():
    wire = parse_text(read_text_file(SEED))
    assert wire.furniture == (
        "Take a look at the beta version of dw.com. We're not done yet! "
        "Your opinion can help us make it better.",
    )
    assert wire.headline_is_working is True
    assert wire.headline == "Russia has emerged as a key ally of acting President Nicolas Maduro"
    assert wire.teaser == (
        "Russia has emerged as a key ally of acting President Nicolas Maduro. Two planes, "
        "reportedly carrying military supplies and troops, have landed in Caracas."
    )
    assert [type(block) for block in wire.blocks] == [
        Paragraph,
        Paragraph,
        Subhead,
        Paragraph,
        ReadMore,
        Subhead,
        Paragraph,
        Paragraph,
        Paragraph,
        ReadMore,
        KeyPoints,
    ]
    assert wire.blocks[2] == Subhead(("What the delivery consisted of",))
    assert wire.blocks[4] == ReadMore(wanted="What's at stake for Russia in Venezuela?")
    assert wire.blocks[5] == Subhead(("'Unconstructive behavior'",))
    assert wire.blocks[9] == ReadMore(wanted="How to resolve the Venezuelan debt conundrum")
    assert [point.label for point in wire.blocks[10].points] == [
        "Key ally",
        "Previous deliveries",
        "Holding on",
    ]
    assert wire.sign_off == SignOff(
        ("tj", "aw"), ("ng",), ("AP", "Reuters", "AFP"), text="tj, aw/ng (AP, Reuters, AFP)"
    )
    assert wire.guessed_language == "en"
    assert wire.remarks == ()


def test_the_same_text_wrapped_reads_the_same():
    lines = TEXT.split("\n")
    wrapped = "\n\n".join(textwrap.fill(line, 72) for line in lines)
    assert parse_text(wrapped) == parse_text("\n\n".join(lines))


HEADERS = """\
Headline: Zwei Schiffe im Hafen
Dachzeile: Winter
Date: 2026-11-20 10:30
Language: DE
Section: Welt
Topics: Häfen, Handel
Tags: Eis; Schiffe
Place: Port Ellis
Dateline: PORT ELLIS, 20. Nov.
Key: harbour-de
Translation of: harbour
Lead picture: harbour
Stage: draft
Translator: kl
SEO title: Schiffe
SEO description: Zwei davon
Note: Bitte prüfen.

Der Hafen bleibt offen.

[picture: harbour] Der Hafen
Ende gut.

tj/ng
"""


def test_headers():
    wire = parse_text(HEADERS, pictures={"harbour": 4})
    assert (wire.headline, wire.headline_is_working) == ("Zwei Schiffe im Hafen", False)
    assert (wire.kicker, wire.place) == ("Winter", "Port Ellis")
    assert wire.dateline == "PORT ELLIS, 20. Nov."
    assert wire.date == datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
    assert (wire.language, wire.section) == ("DE", "Welt")
    assert (wire.topics, wire.tags) == (("Häfen", "Handel"), ("Eis", "Schiffe"))
    assert (wire.seo_title, wire.seo_description) == ("Schiffe", "Zwei davon")
    assert wire.note == "Bitte prüfen."
    assert wire.extra == {
        "key": "harbour-de",
        "translation_of": "harbour",
        "lead_picture": "harbour",
        "stage": "draft",
    }
    assert wire.teaser == "Der Hafen bleibt offen."
    assert wire.blocks == (ImageBlock(4, caption=("Der Hafen",)), p("Ende gut."))
    assert wire.sign_off == SignOff(("tj",), ("ng",), translators=("kl",), text="tj/ng")


def test_a_date_that_cannot_be_read_is_kept_and_remarked():
    wire = parse_text("Headline: A\nDate: 01/04/2019\n\nText.")
    assert wire.date is None
    assert wire.extra == {"date": "01/04/2019"}
    assert wire.remarks == (Remark("“01/04/2019” is not a date we can read", 2),)


@pytest.mark.parametrize(
    ("text", "headline", "is_working", "teaser", "body"),
    [
        (
            "Two ships in port\n\nThey came in. So.\nB.",
            "Two ships in port",
            False,
            "They came in. So.",
            "B.",
        ),
        ("They came in. So.\nB.", "They came in", True, "They came in. So.", "B."),
        ("Headline: H\nTeaser: T\n\nA.\nB.", "H", False, "T", "A.\nB."),
        ("Headline: H\n\nA.\nB.", "H", False, "A.", "B."),
        (
            "Teaser: The port is open. So.\n\nA.",
            "The port is open",
            True,
            "The port is open. So.",
            "A.",
        ),
        (
            "Caracas: Two planes landed.\nB.",
            "Caracas: Two planes landed",
            True,
            "Caracas: Two planes landed.",
            "B.",
        ),
        ("- one\n- two\n\nB.", "one", True, "", "one\ntwo\nB."),
        ("A text.", "A text", True, "A text.", ""),
        ("A" * 1001 + ".\nB.", "A" * 79 + "…", True, "", "A" * 1001 + ".\nB."),
        ("", "", True, "", ""),
    ],
)
def test_headline_and_teaser(text, headline, is_working, teaser, body):
    wire = parse_text(text)
    assert (wire.headline, wire.headline_is_working) == (headline, is_working)
    assert (wire.teaser, to_text(wire.blocks)) == (teaser, body)


def test_arabic():
    wire = parse_text(
        "هبطت طائرتان في كاراكاس يوم الأحد كما قال مسؤولون. ولم تذكر تفاصيل.\n"
        "قال الوزير إن الأمر قانوني.\nماذا حملت الطائرتان\nحملت حبوبا.\n"
        "اقرأ أيضا: ماذا تريد روسيا؟\nم.ح/ن.ع (رويترز، أ ف ب)"
    )
    assert wire.headline == "هبطت طائرتان في كاراكاس يوم الأحد كما قال مسؤولون"
    assert wire.blocks == (
        p("قال الوزير إن الأمر قانوني."),
        Subhead(("ماذا حملت الطائرتان",)),
        p("حملت حبوبا."),
        ReadMore(wanted="ماذا تريد روسيا؟"),
    )
    assert wire.sign_off.agencies == ("رويترز", "أ ف ب")
    assert wire.guessed_language == "ar"


@pytest.mark.parametrize("text", ["", "\n\n", "\u200b\n\u200e", "\ufeff", TEXT.split("\n")[0]])
def test_empty(text):
    assert parse_text(text).is_empty is True


VOCABULARY = (
    'ships Port Ellis harbour, left. said: "Go" - • * 1. 2. > >> Read more: Key ally: '
    "[picture: x] [embed: https://youtu.be/a] tj/ng (AP) Ende. Ship? Größe هبطت طائرة 終わった。 "
    "Headline: Tags: a, b ... \u00ad - — … \t   \u00a0"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
LINES = st.lists(WORDS, max_size=12).map(" ".join)
TEXTS = st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=300)
MARKS = Counter("readmore")


def every_text(wire):
    """All that ``wire`` holds, a working headline and furniture left out."""
    out = [wire.teaser, to_text(wire.blocks), wire.sign_off.text, *wire.sign_off.translators]
    out += [] if wire.headline_is_working else [wire.headline]
    out += [block.wanted for block in wire.blocks if isinstance(block, ReadMore)]
    out += [wire.language or "", wire.section or "", *wire.topics, *wire.tags]
    out += [wire.kicker, wire.place, wire.dateline, wire.note, wire.seo_title, wire.seo_description]
    out += [*wire.extra.keys(), *wire.extra.values(), str(wire.date or ""), *wire.furniture]
    return "\n".join(out)


def letters(text):
    return Counter(char for char in collapse(text) if char.isalpha())


@settings(deadline=None)
@given(TEXTS)
@example("Read more: a\nRead more: a")
@example("Headline:\u2028a")
@example("Tags: ships, ships,")
def test_no_letter_is_lost(text):
    """Only the names of headers and the words of marks may be missing, and only so often.

    And what a list of tags or topics says twice.
    """
    wire = parse_text(text)
    missing = letters(text) - letters(every_text(wire))
    marks = re.findall(
        r"(?i)read more|picture|embed: ?https://\S+|[^\W\d_][^:\n]{0,39} ?[:：]", text
    )
    assert not missing - letters("".join([*marks, *repeated(text)]))


def repeated(text):
    """Entries of lists in headers that stand in one of them before."""
    lists = re.findall(r"(?i)(?:tags|topics) ?[:：](.*)", text)
    entries = [collapse(entry) for values in lists for entry in values.split(",")]
    names = [entry.casefold() for entry in entries]
    return [entry for n, entry in enumerate(entries) if names[n] in names[:n]]


@settings(deadline=None)
@given(st.text(alphabet="abAB éß.,!?'\"()\n\t日。ا؟", max_size=400))
def test_without_marks_every_letter_is_there_once(text):
    wire = parse_text(text)
    assert letters(every_text(wire)) == letters(text)


@settings(deadline=None)
@given(TEXTS)
def test_blocks_survive_storing(text):
    blocks = parse_text(text).blocks
    assert parse(serialise(blocks)) == blocks


@settings(deadline=None)
@given(TEXTS)
def test_a_headline_when_there_is_a_text(text):
    wire = parse_text(text)
    assert bool(wire.headline) or wire.is_empty or not to_text(wire.blocks).strip()
    assert len(wire.headline) <= 80 or not wire.headline_is_working
