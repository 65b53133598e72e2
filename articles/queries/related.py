"""Live stories that share topics with one: most shared first, then newest.

Looks at the newest stories of each topic only, so that it stays quick however much is published.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db.models import JSONField
from django.db.models.expressions import RawSQL

from articles.models import Language, Publication

from . import rights
from .prepared import Prepared

SHOWN = 4
# How many of a topic's newest stories are looked at, and counted as sharing it.
DEPTH = 25


@dataclass(frozen=True)
class Related:
    """A ready-made card, its story's key, and the ids of the topics that both share."""

    pk: int
    card: str
    topics: list[int]


def stories(pk: int, topics: Sequence[int], language: str, *, at: datetime) -> list[Related]:
    """What would be related to ``pk`` if it had these topics and were published.

    One query, or none for an article without topics.
    """
    if not topics:
        return []
    [(found,)] = _stories(pk=pk, topics=list(topics), language=language, at=at)
    return [Related(**row) for row in found]


def stories_of_published(pk: int, *, at: datetime) -> RawSQL:
    """The expression for what is related to the publication ``pk``: rows that make a Related."""
    topics = RawSQL(
        "ARRAY(SELECT topic_id FROM articles_publicationtopic WHERE publication_id = %s)", (pk,)
    )
    language = RawSQL("SELECT language_id FROM articles_publication WHERE article_id = %s", (pk,))
    return _array(pk, topics, language, at)


def _array(pk: int, topics: RawSQL, language: RawSQL, at: datetime) -> RawSQL:
    """Rows as an array. Of ``near`` only as many are looked up as it takes to find enough."""
    here = RawSQL("near.publication_id", ())
    live = Publication.objects.live(at).order_by().filter(pk=here)
    cards = live.annotate(shown_card=rights.card(at)).values("shown_card")
    story, story_parameters = cards.query.sql_with_params()
    order = "shared DESC, published_at DESC, publication_id DESC"
    # All of the SQL is written here or made by the ORM.
    sql = f"""ARRAY(
        SELECT jsonb_build_object(
            'pk', publication_id, 'card', story.shown_card, 'topics', topics
        ) FROM (
            SELECT publication_id, published_at, count(*) AS shared,
                array_agg(wanted.topic_id ORDER BY wanted.topic_id) AS topics
            FROM unnest({topics.sql}) AS wanted(topic_id)
            CROSS JOIN LATERAL (
                SELECT publication_id, published_at FROM articles_publicationtopic
                WHERE topic_id = wanted.topic_id AND language_id = ({language.sql})
                AND published_at <= %s
                ORDER BY published_at DESC, publication_id DESC LIMIT {DEPTH}
            ) AS newest
            WHERE publication_id <> %s
            GROUP BY publication_id, published_at
            ORDER BY {order}
        ) AS near
        CROSS JOIN LATERAL ({story}) AS story
        ORDER BY {order} LIMIT {SHOWN}
    )"""  # noqa: S608
    parameters = (*topics.params, *language.params, at, pk, *story_parameters)
    return RawSQL(sql, parameters, output_field=ArrayField(JSONField()))  # noqa: S611


_stories = Prepared(
    lambda pk, topics, language, at: (
        Language.objects.filter(pk=language)
        .order_by()
        .values_list(_array(pk, RawSQL("%s::bigint[]", (topics,)), RawSQL("%s", (language,)), at))
    ),
    pk=int,
    topics=list,
    language=str,
    at=datetime,
)
