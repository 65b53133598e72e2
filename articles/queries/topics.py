"""The topics around one: above and below it, and those that go with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles import addresses
from articles.alphabet import in_order
from articles.models import Publication, PublicationTopic, Topic
from articles.models.language import localised
from articles.models.taxonomy import localised_slug

from .prepared import Prepared
from .site import Link

# How many of a topic's newest stories say what goes with it.
DEPTH = 50
MOST_BELOW = 40
MOST_RELATED = 8


@dataclass(frozen=True)
class Around:
    """Topics that have a page in the language: each has a live story in it."""

    above: list[Link]
    below: list[Link]
    related: list[Link]


def around(pk: int, language: str, *, at: datetime) -> Around:
    """What lies around the topic ``pk``; one query.

    Related are first those that staff chose, then those that its newest stories are most often
    filed under, too.
    """
    rows = _around(pk=pk, language=language, at=at)
    # Somebody may have deleted it a moment ago.
    above, below, chosen, beside = rows[0] if rows else ([], [], [], [])
    near = {topic["pk"] for topic in (*above, *below)}
    related = {topic["pk"]: topic for topic in (*chosen, *beside) if topic["pk"] not in near}
    return Around(
        above=_links(above, language),
        below=in_order(_links(below, language), language, name=attrgetter("name")),
        related=_links(list(related.values())[:MOST_RELATED], language),
    )


def _links(topics: Iterable[dict[str, Any]], language: str) -> list[Link]:
    return [
        Link(
            name=localised(topic["names"], language, topic["name"]),
            url=addresses.address(
                addresses.TOPIC,
                language,
                localised_slug(topic["names"], language, topic["slug"]),
                topic["pk"],
            ),
            pk=topic["pk"],
        )
        for topic in topics
    ]


def _query(pk: int, language: str, at: datetime) -> QuerySet:
    live = Publication.objects.live(at).order_by()
    stories = PublicationTopic.objects.filter(language=language, publication__in=live)
    shown = Topic.objects.filter(Exists(stories.filter(topic=OuterRef("pk")))).order_by("name")
    newest = stories.filter(topic=pk).order_by("-published_at", "-publication")[:DEPTH]
    beside = stories.filter(publication__in=newest.values("publication")).exclude(topic=pk)
    return Topic.objects.filter(pk=pk).values_list(
        _array(shown.filter(children=pk)),
        _array(shown.filter(parent=pk)[:MOST_BELOW]),
        _array(shown.filter(related=pk).exclude(pk=pk)[:MOST_RELATED]),
        _array(_most_often(beside), of="topic__"),
    )


def _most_often(rows: QuerySet) -> QuerySet:
    """The topics of ``rows``, those of most rows first: more than are shown, as some are near."""
    names = [f"topic__{name}" for name in ("pk", "slug", "name", "names")]
    counted = rows.order_by().values(*names).annotate(shared=Count("pk"))
    return counted.order_by("-shared", "topic__name")[: 2 * MOST_RELATED]


def _array(topics: QuerySet, of: str = "") -> ArraySubquery:
    own = JSONObject(pk=f"{of}pk", slug=f"{of}slug", name=f"{of}name", names=f"{of}names")
    return ArraySubquery(topics.values(json=own))


_around = Prepared(_query, pk=int, language=str, at=datetime)
