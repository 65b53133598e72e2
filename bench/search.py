"""How long readers' search takes among many stories, whether nearly all say its words or none.

Each line: how many stories match, the median and the longest time of search in milliseconds, and
the median as a multiple of that of reading the front's stories. Beside it, as multiples of the
same, what other ways to find the newest matches would take: through the newest stories alone,
through all matches alone, and as PostgreSQL itself would choose.
"""

import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from articles.models import Publication, PublicationWords
from articles.queries import published, search, search_matches, search_query
from articles.queries.search import Question
from articles.queries.search_terms import read

from .content import OFTEN, WORDS, sentence

LANGUAGE = "en"
# Texts are put together of two halves of so many words; no two need be made of the same.
HALVES, HALF = 3_000, 175
ROUNDS = 5
# A statement that is given up counts as this.
LIMIT_MS = 10_000

COPIES = """
INSERT INTO articles_publication ({columns})
SELECT {values} FROM generate_series(1, %(count)s) AS number
JOIN sources ON sources.place = number %% (SELECT count(*) FROM sources)
JOIN articles_publication AS source ON source.article_id = sources.pk
"""
# Words of known frequency: of few stories, of the oldest alone, of the newest alone, and two that
# never meet.
TEXTS = """
INSERT INTO articles_publicationwords (publication_id, language_id, published_at, words)
SELECT article_id, language_id, published_at,
    setweight(to_tsvector('english', headline), 'A') || one.words || other.words
    || array_to_tsvector(array_remove(ARRAY[
        's/' || section_id,
        CASE WHEN number %% 10000 = 0 THEN 'rarest' END,
        CASE WHEN number %% 1000 = 0 THEN 'rarer' END,
        CASE WHEN number %% 2 = 0 THEN 'even' ELSE 'odd' END,
        CASE WHEN number > %(count)s * 0.8 AND number %% 2 = 0 THEN 'bygon' END,
        CASE WHEN number < 150 THEN 'lately' END
    ], NULL))
FROM (
    SELECT *, row_number() OVER (ORDER BY published_at DESC) AS number,
        1 + (random() * (%(halves)s - 1))::int AS first,
        1 + (random() * (%(halves)s - 1))::int AS second
    FROM articles_publication WHERE article_id > %(base)s
) AS story
JOIN halves AS one ON one.place = story.first JOIN halves AS other ON other.place = story.second
"""
# As written without either way forced on it.
PLAIN = """
SELECT publication_id, published_at FROM articles_publicationwords
WHERE words @@ %(query)s::tsquery AND language_id = %(language)s
AND published_at BETWEEN %(since)s AND %(until)s
ORDER BY published_at DESC, publication_id DESC LIMIT 1001
"""
ALONE = search_matches.AMONG_NEWEST.replace(f"LIMIT {search_matches.WALK}", "LIMIT 1000000000")


def fill(count: int) -> None:
    """``count`` publications more, with words; what no search reads is left out."""
    there = PublicationWords.objects.count()
    if there >= count:
        return
    print(f"Writing {count} publications …", flush=True)
    sources = list(Publication.objects.order_by("pk").values_list("pk", flat=True)[:300])
    base = Publication.objects.order_by("-pk").values_list("pk", flat=True)[0]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no articles beside them
        cursor.execute("CREATE TEMP TABLE sources (place int, pk bigint) ON COMMIT DROP")
        cursor.executemany("INSERT INTO sources VALUES (%s, %s)", enumerate(sources))
        _write_halves(cursor)
        own = {
            "article_id": "%(base)s + number",
            "translation_group": "%(base)s + number",
            "published_at": "source.published_at - interval '7 minutes' * number",
            "headline": "left(source.headline, 60) || ' ' || number",
        }
        columns = [field.column for field in Publication._meta.local_fields]
        values = ", ".join(own.get(column, f'source."{column}"') for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        given = {"base": base, "count": count, "halves": HALVES}
        cursor.execute(COPIES.format(columns=names, values=values), given)
        cursor.execute(TEXTS, given)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE articles_publication")
        cursor.execute("VACUUM ANALYZE articles_publicationwords")


def _write_halves(cursor) -> None:
    dice = random.Random(3)
    texts = [
        " ".join(dice.choices(WORDS, cum_weights=OFTEN, k=HALF)) + " " + sentence(dice)
        for _number in range(HALVES)
    ]
    cursor.execute("CREATE TEMP TABLE halves (place serial, words tsvector) ON COMMIT DROP")
    cursor.execute(
        "INSERT INTO halves (words) SELECT to_tsvector('english', text)"
        " FROM unnest(%s::text[]) AS text",
        [texts],
    )
    cursor.execute("ANALYZE halves")


def queries() -> list[str]:
    """What is asked, the most common first."""
    placed = [WORDS[place] for place in (12, 40, 120, 400, 1200, 4000, 11_000)]
    pairs = [f"{WORDS[40]} {WORDS[120]}", f"{WORDS[400]} {WORDS[1200]}", f"{WORDS[12]} rarer"]
    odd = ["rarer", "rarest", "bygone", "lately", "even odd", f"{WORDS[40]} -{WORDS[120]}"]
    phrases = [f'"{WORDS[1]} {WORDS[40]}"', f'"{WORDS[400]} {WORDS[1200]}"']
    return [*placed, *pairs, *odd, *phrases, f"{WORDS[0]} {WORDS[60]} ka", "zzzzzz", "the of"]


def measure(count: int) -> None:
    fill(count)
    at = timezone.now()
    floor, _longest = timed(lambda: published.newest(LANGUAGE, at=at))
    print(f"{PublicationWords.objects.count()} publications; the front's stories: {floor:.1f} ms")
    print(f"{'':28}  matches   median  longest    ratio │   newest      all  planner")
    print(f"longest of all: {max(report(text, floor, at) for text in queries()):.0f} ms")


def report(text: str, floor: float, at: datetime) -> float:
    """Print the line of a query; return its longest time."""
    question = Question(LANGUAGE, read(text))
    found = search.find(question, at=at)
    median, longest = timed(lambda: search.find(question, at=at))
    ways = (ALONE, search_matches.AMONG_ALL, PLAIN)
    others = " ".join(f"{median_of(way, question, at) / floor:8.1f}" for way in ways)
    number = f"{found.total}{'+' if found.is_capped else ''}"
    times = f"{median:8.1f} {longest:8.1f} {median / floor:8.1f}"
    print(f"{text[:28]:28} {number:>8} {times} │ {others}", flush=True)
    return longest


def timed(do: Callable[[], object]) -> tuple[float, float]:
    """Median and longest time in milliseconds; the first turn warms up."""
    times = []
    for _turn in range(ROUNDS + 1):
        started = time.perf_counter()
        do()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[1:]), max(times[1:])


def median_of(sql: str, question: Question, at: datetime) -> float:
    """How long ``sql`` takes to find the newest matches."""
    with transaction.atomic(), connection.cursor() as cursor:
        query = search_query.make(question.typed, LANGUAGE, limit_ms=LIMIT_MS)
        if not query.finds:
            return 0.0
        if sql is PLAIN:
            cursor.execute("SET LOCAL enable_seqscan = on")
        values = {"query": query.all, "language": LANGUAGE, "since": search.EVER, "until": at}
        times = [_once(partial(cursor.execute, sql, values)) for _turn in range(3)]
    return statistics.median(times)


def _once(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    try:
        with transaction.atomic():
            do()
    except OperationalError:
        return float(LIMIT_MS)
    return (time.perf_counter() - started) * 1000
