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
from articles.models.taxonomy import localised_slug, topic_name

from .prepared import Prepared
from .site import Link

# How many of a topic's newest stories say what goes with it.
DEPTH = 50
MOST_RELATED = 8
# Of a topic, what a link to it says.
COLUMNS = ("pk", "slug", "name", "names", "kind")


@dataclass(frozen=True)
class Around:
    """Topics that have a page in the language: each has a live story in it."""

    above: list[Link]
    below: list[Link]
    related: list[Link]


def around(pk: int, language: str, *, at: datetime) -> Around:
    """What lies around the topic ``pk``; one query.

    Below are all, by name. Related are first those that staff chose, then those that its newest
    stories are most often filed under, too.
    """
    rows = _around(pk=pk, language=language, at=at)
    # Somebody may have deleted it a moment ago.
    found = rows[0] if rows else [[]] * 4
    above, below, chosen, beside = (links(topics, language) for topics in found)
    near = {link.pk for link in (*above, *below)}
    listed = (*_by_name(chosen, language), *beside)
    related = {link.pk: link for link in listed if link.pk not in near}
    return Around(
        above=above,
        below=_by_name(below, language),
        related=list(related.values())[:MOST_RELATED],
    )


def _by_name(topics: list[Link], language: str) -> list[Link]:
    return in_order(topics, language, name=attrgetter("name"))


def links(topics: Iterable[dict[str, Any]], language: str) -> list[Link]:
    """Of dicts with COLUMNS."""
    return [
        Link(
            name=topic_name(topic["names"], topic["kind"], language, topic["name"]),
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
    shown = Topic.objects.filter(Exists(stories.filter(topic=OuterRef("pk")))).order_by()
    newest = stories.filter(topic=pk).order_by("-published_at", "-publication")[:DEPTH]
    beside = stories.filter(publication__in=newest.values("publication")).exclude(topic=pk)
    return Topic.objects.filter(pk=pk).values_list(
        _array(shown.filter(children=pk)),
        _array(shown.filter(parent=pk)),
        _array(shown.filter(related=pk).exclude(pk=pk)),
        _array(_most_often(beside), of="topic__"),
    )


def _most_often(rows: QuerySet) -> QuerySet:
    """The topics of ``rows``, those of most rows first: more than are shown, as some are near."""
    names = [f"topic__{name}" for name in COLUMNS]
    counted = rows.order_by().values(*names).annotate(shared=Count("pk"))
    return counted.order_by("-shared", "topic__name")[: 2 * MOST_RELATED]


def _array(topics: QuerySet, of: str = "") -> ArraySubquery:
    own = JSONObject(**{name: f"{of}{name}" for name in COLUMNS})
    return ArraySubquery(topics.values(json=own))


_around = Prepared(_query, pk=int, language=str, at=datetime)
