"""The words by which readers find a story. Written with its publication, in its transaction."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from articles.body import Block, Gallery, ImageBlock, parse, to_text
from articles.queries import known_words
from articles.queries.search_query import SECTION, TOPIC
from articles.queries.search_text import searchable
from articles.snapshot.page import Ready

# Headlines and teasers are short; so much of one counts.
MOST_OF_LINE = 20_000
WRITE = """
INSERT INTO articles_publicationwords (publication_id, language_id, published_at, words)
SELECT %(pk)s, %(language)s, %(published_at)s,
    setweight(to_tsvector(config, %(headline)s), 'A')
    || setweight(to_tsvector(config, %(teaser)s), 'B')
    || setweight(to_tsvector(config, %(beside)s), 'C')
    || to_tsvector(config, %(body)s) || array_to_tsvector(%(keys)s::text[])
FROM articles_text_search(%(language)s) AS config
ON CONFLICT (publication_id) DO UPDATE SET language_id = excluded.language_id,
    published_at = excluded.published_at, words = excluded.words
RETURNING xmax = 0
"""
LEARN = """
INSERT INTO articles_knownword (language_id, word, stories)
SELECT %(language)s, word, 1 FROM unnest(%(words)s::text[]) AS word
ON CONFLICT (language_id, word) DO UPDATE SET stories = articles_knownword.stories + 1
"""


def write(pk: int, ready: Ready, body: str, *, published_at: datetime) -> bool:
    """Write what the publication ``pk`` is found by; ``body`` is HTML. Return whether it is new."""
    columns = ready.columns
    values = {
        "pk": pk,
        "language": columns["language_id"],
        "published_at": published_at,
        "headline": searchable(columns["headline"], most=MOST_OF_LINE),
        "teaser": searchable(columns["teaser"], most=MOST_OF_LINE),
        "beside": searchable(_beside(columns["page"]), most=MOST_OF_LINE),
        "body": searchable(to_text(_shown(parse(body), ready.shown))),
        "keys": [
            SECTION.format(columns["section_id"]),
            *(TOPIC.format(topic) for topic in ready.topics),
        ],
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
        return cursor.fetchone()[0]


def _shown(blocks: Iterable[Block], pictures: Container[int]) -> Iterator[Block]:
    """``blocks`` without the pictures that readers do not get: so they find no caption of these."""
    for block in blocks:
        for one in block.pictures if isinstance(block, Gallery) else [block]:
            if not isinstance(one, ImageBlock) or one.image_id in pictures:
                yield one


def _beside(page: Mapping[str, Any]) -> str:
    """What stands beside the text: kicker, place, who wrote it, what it is filed under."""
    named = [one["name"] for part in ("byline", "topics", "tags") for one in page[part]]
    return " ".join([page["kicker"], page["place"], *named])


def learn_after_commit(ready: Ready) -> None:
    """After commit the words of headline and teaser are known, for “did you mean”."""
    text = f"{ready.columns['headline']} {ready.columns['teaser']}"
    transaction.on_commit(lambda: learn(text, ready.columns["language_id"]), robust=True)


def learn(text: str, language: str) -> None:
    """Count the words of ``text`` as those of one more story that was published.

    By itself and in the order of the words, so that nobody waits for anybody in a circle.
    """
    words = sorted(set(known_words.of_text(text)))
    with connection.cursor() as cursor:
        cursor.execute(LEARN, {"language": language, "words": words})
