"""What a page that is not published yet would point at."""

from collections.abc import Sequence
from datetime import datetime

from articles import addresses
from articles.models import Publication

from .published import Target

COLUMNS = ("pk", "headline", "language_id", "slug")


def read_more(articles: Sequence[int | None], *, at: datetime) -> dict[int, Target]:
    """Live targets by their place in ``articles``, which are ids in the order of the text."""
    wanted = {pk for pk in articles if pk is not None}
    live = Publication.objects.live(at).filter(pk__in=wanted).values(*COLUMNS)
    rows = {row["pk"]: row for row in live}
    return {
        position: _target(rows[pk], position) for position, pk in enumerate(articles) if pk in rows
    }


def translations(group: int, pk: int, *, at: datetime) -> list[Target]:
    """The other live articles of a group of translations."""
    live = Publication.objects.live(at).filter(translation_group=group).exclude(pk=pk)
    return [_target(row) for row in live.order_by("language_id").values(*COLUMNS)]


def _target(row: dict, position: int = 0) -> Target:
    url = addresses.address(addresses.ARTICLE, row["language_id"], row["slug"], row["pk"])
    return Target(position, row["headline"], url, row["language_id"])
