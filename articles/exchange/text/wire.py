from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo

from articles.body import Block, to_text
from articles.exchange.problems import Remark

from .dates import read_date
from .furniture import split_furniture
from .headers import split_headers
from .headline import working_headline
from .language import guess_language
from .lines import lines_of
from .marks import Kind
from .paragraphs import pieces_of
from .sign_off import SignOff, split_sign_off
from .structure import blocks_of
from .subheads import reads_as_subhead

TEASER_LENGTH = 1000
TEXTS = ("kicker", "place", "dateline", "seo_title", "seo_description", "note")


@dataclass(frozen=True, slots=True)
class WireText:
    """What a plain text says, in the newsroom's terms.

    ``language``, ``section`` and ``date`` are what its headers say, or None; ``guessed_language``
    is a guess from its words. ``extra`` holds further header lines as written. ``furniture`` is
    what was left out, ``remarks`` what somebody should look at.
    """

    headline: str = ""
    headline_is_working: bool = False
    kicker: str = ""
    teaser: str = ""
    language: str | None = None
    guessed_language: str | None = None
    section: str | None = None
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    place: str = ""
    dateline: str = ""
    date: datetime | None = None
    date_line: int | None = None
    blocks: tuple[Block, ...] = ()
    sign_off: SignOff = field(default_factory=SignOff)
    seo_title: str = ""
    seo_description: str = ""
    note: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    furniture: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def is_empty(self):
        return not (self.teaser or self.blocks)


def parse_text(
    text: str, *, pictures: Mapping[str, int] | None = None, zone: tzinfo = UTC
) -> WireText:
    """Read one plain text; never raises, and loses no word but furniture.

    ``pictures`` are image ids by the key of ``[picture: key]`` lines; ``zone`` is that of dates
    which name none.
    """
    furniture, lines = split_furniture(lines_of(text))
    headers, lines = split_headers(lines)
    more, lines = split_furniture(lines)
    sign_off, lines = split_sign_off(lines)
    pieces = pieces_of(lines)
    headline = headers.take("headline")
    if not headline:
        headline, pieces = _take_headline(pieces)
    teaser = headers.take("teaser")
    if not teaser:
        teaser, pieces = _take_teaser(pieces)
    blocks, remarks = blocks_of(pieces, pictures or {})
    return WireText(
        headline=headline or working_headline(teaser or _first_line(blocks)),
        headline_is_working=not headline,
        teaser=teaser,
        blocks=blocks,
        sign_off=replace(sign_off, translators=headers.take_list("translators")),
        guessed_language=guess_language(f"{teaser}\n{to_text(blocks)}"),
        furniture=(*furniture, *more),
        **_from_headers(headers, zone),
        remarks=(*headers.remarks, *remarks),
    )


def _from_headers(headers, zone):
    """The fields that only headers fill; adds a remark for a date that cannot be read."""
    values = {name: headers.take(name) for name in TEXTS}
    written = headers.take("date")
    date = read_date(written, zone) if written else None
    if written and not date:
        headers.values["date"] = written
        headers.remarks.append(
            Remark(f"“{written}” is not a date we can read", headers.lines["date"])
        )
    return {
        **values,
        "date": date,
        "date_line": headers.lines.get("date"),
        "language": headers.take("language") or None,
        "section": headers.take("section") or None,
        "topics": headers.take_list("topics"),
        "tags": headers.take_list("tags"),
        "extra": headers.values,
    }


def _take_headline(pieces):
    """A first line that reads like a headline, when a longer text follows it."""
    if len(pieces) < 2 or pieces[0].kind is not Kind.PLAIN:
        return "", pieces
    first, second = pieces[0].raw, pieces[1]
    follows = second.kind is Kind.PLAIN and not reads_as_subhead(second.raw)
    if " " in first and reads_as_subhead(first) and follows:
        return first, pieces[1:]
    return "", pieces


def _take_teaser(pieces):
    """The first paragraph, past pictures and embeds; none when something else stands there."""
    for index, piece in enumerate(pieces):
        if piece.kind in (Kind.PICTURE, Kind.EMBED):
            continue
        is_lone = index + 1 == len(pieces) or pieces[index + 1].kind is not piece.kind
        is_paragraph = piece.kind is Kind.PLAIN or (piece.kind is Kind.LABELLED and is_lone)
        if is_paragraph and len(piece.raw) <= TEASER_LENGTH:
            return piece.raw, pieces[:index] + pieces[index + 1 :]
        break
    return "", pieces


def _first_line(blocks):
    return to_text(blocks).strip().partition("\n")[0]
