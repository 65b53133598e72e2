"""Readers' search: the newest stories that match, of these the best first.

Words in a headline count more than words in a teaser, and these more than words in a text; a story
counts less with each day.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum

from django.db import OperationalError, transaction
from django.db.models import Case, Count, FloatField, Value, When
from django.db.models.expressions import RawSQL

from articles.models import Publication, PublicationTopic, PublicationWords
from articles.models.taxonomy import topic_name

from . import known_words, rights, search_matches, search_passages, search_query
from .deadline import Deadline
from .search_matches import MOST, Matches
from .search_passages import Passage
from .search_terms import Typed, corrected, read

PAGE_SIZE = 20
# So many of the newest matches are ranked; older ones follow by their time.
RANKED = 500
# So many topics are offered to narrow a search, and what finds so few is looked at for mistakes.
TOPICS, FEW = 10, 3
# No single query takes longer, nor do all of one search.
LIMIT_MS, SEARCH_MS = 200, 400
EVER = datetime(1, 1, 2, tzinfo=UTC)

# All words in the headline, in headline and teaser, somewhere; or a longer word than the last one.
# Fresh is worth up to three times as much as old; half of that is gone after six weeks.
SCORE = """
(
    CASE WHEN ts_filter(words, '{{a}}') @@ {exact} THEN 1.0
        WHEN ts_filter(words, '{{a,b}}') @@ {exact} THEN 0.5
        WHEN words @@ {exact} THEN 0.2 ELSE 0.1 END
    + 0.3 * ts_rank('{{0.1, 0.2, 0.4, 1.0}}', words, {exact}, 1)
) * (1 + 2 * exp(-extract(epoch FROM %s - articles_publicationwords.published_at) / 86400 / 60))
""".format(exact="%s::tsquery")


__all__ = ["MOST", "PAGE_SIZE", "Found", "Hit", "Question", "Trouble", "find"]


class Trouble(Enum):
    """Why nothing could be looked for."""

    NO_WORDS = "no words"
    COMMON_WORDS = "only common words"
    ONLY_EXCLUDED = "only what is not wanted"
    SLOW = "takes too long"


@dataclass(frozen=True)
class Question:
    """What a reader asks for; ``page`` is counted from 1."""

    language: str
    typed: Typed
    section: int | None = None
    topic: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    is_newest_first: bool = False
    page: int = 1


@dataclass(frozen=True)
class Hit:
    """A story that was found: its card, and the texts that are marked in it."""

    pk: int
    card: str
    headline: Passage
    teaser: Passage
    body: Passage


@dataclass(frozen=True)
class Found:
    """One page of what was found, and how much there is by section, topic and time.

    Where ``is_capped`` there is more than ``total``, and all numbers are of the newest stories.
    Where ``is_partial`` there may be more: there was no time to look through old stories.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    is_capped: bool = False
    is_partial: bool = False
    sections: Counter[int] = field(default_factory=Counter)
    # Key, name and number, the most frequent first.
    topics: list[tuple[int, str, int]] = field(default_factory=list)
    times: list[datetime] = field(default_factory=list)
    has_more: bool = False
    # What the reader may have meant, and what finds more.
    suggestion: str = ""
    trouble: Trouble | None = None


def find(question: Question, *, at: datetime) -> Found:
    """Some eight queries, however many stories there are, and a few more where hardly anything is
    found; none without a word to look for.
    """
    typed = question.typed
    if typed.is_empty:
        return Found(trouble=Trouble.NO_WORDS)
    if not typed.has_wanted:
        return Found(trouble=Trouble.ONLY_EXCLUDED)
    try:
        with transaction.atomic():
            found = _find(question, at)
            # Nothing was written: so the limits end here, within another transaction, too.
            transaction.set_rollback(True)
            return found
    except OperationalError as error:
        if not search_matches.is_cancelled(error):
            raise
        return Found(trouble=Trouble.SLOW)


def _find(question: Question, at: datetime) -> Found:
    deadline = Deadline(SEARCH_MS)
    query = search_query.make(question.typed, question.language, limit_ms=LIMIT_MS)
    if not query.finds:
        return Found(trouble=Trouble.COMMON_WORDS)
    matches = _matches(query, question, at)
    deadline.limit(LIMIT_MS)
    rows = _live(query, matches, question, at)
    deadline.limit(LIMIT_MS)
    first = (question.page - 1) * PAGE_SIZE
    shown = [pk for pk, *_rest in rows[first : first + PAGE_SIZE]]
    return Found(
        hits=_hits(shown, query, question.language, at),
        total=len(rows),
        is_capped=matches.are_capped,
        is_partial=matches.are_partial,
        sections=Counter(section for _pk, _time, section, _score in rows),
        topics=_topics([pk for pk, *_rest in rows], question.language),
        times=[time for _pk, time, _section, _score in rows],
        has_more=len(rows) > first + PAGE_SIZE,
        suggestion=_suggestion(question, len(rows), at, deadline) if len(rows) < FEW else "",
    )


def _matches(query: search_query.Query, question: Question, at: datetime) -> Matches:
    narrowed = search_query.within(query.all, section=question.section, topic=question.topic)
    since, until = question.since or EVER, min(question.until or at, at)
    return search_matches.newest(narrowed, question.language, since=since, until=until)


def _live(
    query: search_query.Query, matches: Matches, question: Question, at: datetime
) -> list[tuple[int, datetime, int, float]]:
    """Key, time, section and score of what readers may see, in the order in which it is shown."""
    ranked = [] if question.is_newest_first else matches.rows[:RANKED]
    score = Case(
        When(
            pk__in=[pk for pk, _time in ranked],
            then=RawSQL(SCORE, [query.exact] * 4 + [at], output_field=FloatField()),  # noqa: S611
        ),
        default=Value(-1.0),
    )
    rows = PublicationWords.objects.filter(
        pk__in=[pk for pk, _time in matches.rows],
        publication__in=Publication.objects.live(at),
    )
    rows = rows.order_by("-published_at", "-pk").annotate(score=score)
    found = list(rows.values_list("pk", "published_at", "publication__section", "score"))
    return sorted(found, key=lambda row: row[3], reverse=True)


def _topics(keys: Sequence[int], language: str) -> list[tuple[int, str, int]]:
    rows = PublicationTopic.objects.filter(publication__in=keys).order_by()
    topic = ("topic", "topic__name", "topic__names", "topic__kind")
    counted = rows.values_list(*topic).annotate(number=Count("pk"))
    return [
        (pk, topic_name(names, kind, language, name), number)
        for pk, name, names, kind, number in counted.order_by("-number", "topic__name")[:TOPICS]
    ]


def _hits(keys: Sequence[int], query: search_query.Query, language: str, at: datetime) -> list[Hit]:
    """The stories ``keys``, in their order; two queries."""
    rows = Publication.objects.live(at).filter(pk__in=keys).order_by()
    rows = rows.annotate(shown_card=rights.card(at))
    columns = rows.values_list("pk", "shown_card", "headline", "teaser", "pieces")
    found = {pk: (card, headline, teaser, pieces) for pk, card, headline, teaser, pieces in columns}
    there = [pk for pk in keys if pk in found]
    texts = [
        text
        for _card, headline, teaser, pieces in map(found.__getitem__, there)
        for text in (headline, teaser, search_passages.plain(pieces))
    ]
    passages = iter(search_passages.marked(texts, query.each, language))
    return [Hit(pk, found[pk][0], next(passages), next(passages), next(passages)) for pk in there]


def _suggestion(question: Question, found: int, at: datetime, deadline: Deadline) -> str:
    """What the reader may have meant; "" where there is no time to look for it."""
    try:
        with transaction.atomic():
            deadline.limit(LIMIT_MS)
            return _meant(question, found, at, deadline)
    except OperationalError as error:
        if not search_matches.is_cancelled(error):
            raise
        return ""


def _meant(question: Question, found: int, at: datetime, deadline: Deadline) -> str:
    """What was typed with the nearest words that are known, if that finds more; else "".

    A word may be known from a story that nobody may see yet: only what finds a story is told, by
    that word and not by a longer one.
    """
    typed = question.typed
    words = list(known_words.of_text(typed.text))
    near = known_words.nearest(words, question.language) if words else {}
    other = corrected(typed.text, lambda word: near.get(word, word))
    if other == typed.text:
        return ""
    limit = min(LIMIT_MS, deadline.left)
    query = search_query.make(read(other), question.language, limit_ms=limit)
    query = replace(query, all=query.exact)
    rows = _live(query, _matches(query, question, at), question, at) if query.finds else []
    return other if len(rows) > found else ""
