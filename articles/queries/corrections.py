"""Corrections as readers see them: of live articles alone, and never the minor ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from articles import addresses
from articles.enums import ChangeKind
from articles.models import Correction, Publication, Version
from articles.models.correction import NEEDS_WORDS

from .cursor import Cursor
from .keyset import Keyset


@dataclass(frozen=True)
class Entry:
    """A correction in the list of all."""

    pk: int
    kind: ChangeKind
    words: str
    at: datetime
    headline: str
    url: str


@dataclass(frozen=True)
class EntryList:
    """One page of it, newest first."""

    entries: list[Entry]
    following: Cursor | None
    site_revision: UUID | None


@dataclass(frozen=True)
class Remark:
    """What readers were told at one moment."""

    kind: ChangeKind
    words: str
    at: datetime


@dataclass(frozen=True)
class Step:
    """What readers were told of one pair of live versions, the newest first.

    ``before`` and ``after`` are the versions' ``data``; both are None where the text stayed as it
    was. ``changed_at`` is when one took the other's place.
    """

    remarks: list[Remark]
    changed_at: datetime
    before: dict | None
    after: dict | None


_entries = Keyset(
    lambda language, at: Correction.objects.filter(
        language=language,
        kind__in=NEEDS_WORDS,
        article__publication__in=Publication.objects.live(at),
    ),
    columns=[
        "pk",
        "kind",
        "words",
        "at",
        "article__publication__headline",
        "article__publication__slug",
        "article_id",
    ],
    time="at",
    key="pk",
    language=str,
    at=datetime,
)


def newest(language: str, *, at: datetime, after: Cursor | None = None) -> EntryList:
    """Clarifications, corrections and retractions in ``language``; one query."""
    page = _entries.page(after, language=language, at=at)
    entries = [
        Entry(
            number,
            ChangeKind(kind),
            words,
            moment,
            headline,
            addresses.address(addresses.ARTICLE, language, slug, pk),
        )
        for number, kind, words, moment, headline, slug, pk in page.rows
    ]
    return EntryList(entries, page.following, page.site_revision)


def steps(pk: int) -> list[Step]:
    """What readers were told of the article ``pk``, the newest first; at most two queries.

    Whether it is live is for the caller to ask.
    """
    rows = Correction.objects.filter(article=pk).order_by("-at", "-pk")
    pairs: dict[tuple[int, int], list[Remark]] = {}
    for kind, words, at, *pair in rows.values_list("kind", "words", "at", "before", "after"):
        pairs.setdefault((pair[0], pair[1]), []).append(Remark(ChangeKind(kind), words, at))
    told = {pair: remarks for pair, remarks in pairs.items() if _told(remarks)}
    differing = {key for pair in told for key in pair if pair[0] != pair[1]}
    texts = Version.objects.in_bulk(differing) if differing else {}
    found = [_step(pair, remarks, texts) for pair, remarks in told.items()]
    return sorted(found, key=lambda step: step.remarks[0].at, reverse=True)


def _told(remarks: list[Remark]) -> list[Remark]:
    return [remark for remark in remarks if remark.kind != ChangeKind.MINOR]


def _step(pair: tuple[int, int], remarks: list[Remark], texts: Mapping[int, Version]) -> Step:
    before, after = (texts[key].data for key in pair) if pair[0] != pair[1] else (None, None)
    return Step(_told(remarks), remarks[-1].at, before, after)
