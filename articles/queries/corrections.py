"""Corrections as readers see them: of live articles alone, and never the minor ones."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from articles import addresses
from articles.enums import ChangeKind
from articles.models import Correction, Publication
from articles.models.correction import NEEDS_WORDS

from .cursor import Cursor
from .keyset import Keyset

TOLD = [kind for kind in ChangeKind if kind != ChangeKind.MINOR]


@dataclass(frozen=True)
class Entry:
    """A correction in the list of all."""

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
class Step:
    """How one live version became the next: both as a Version's ``data``."""

    kind: ChangeKind
    words: str
    at: datetime
    before: dict
    after: dict


_entries = Keyset(
    lambda language, at: Correction.objects.filter(
        language=language,
        kind__in=NEEDS_WORDS,
        article__publication__in=Publication.objects.live(at),
    ),
    columns=[
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
            ChangeKind(kind),
            words,
            moment,
            headline,
            addresses.address(addresses.ARTICLE, language, slug, pk),
        )
        for kind, words, moment, headline, slug, pk in page.rows
    ]
    return EntryList(entries, page.following, page.site_revision)


def steps(pk: int) -> list[Step]:
    """What readers were told of changes of the article ``pk``, the newest first; one query.

    Whether it is live is for the caller to ask.
    """
    rows = Correction.objects.filter(article=pk, kind__in=TOLD).order_by("-at", "-pk")
    found = rows.values_list("kind", "words", "at", "before__data", "after__data")
    return [Step(ChangeKind(kind), *rest) for kind, *rest in found]
