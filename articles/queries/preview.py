"""What a page that is not published yet would point at."""

from collections.abc import Sequence
from datetime import datetime

from articles.models import Publication, Section

from .published import Target

COLUMNS = ("pk", "headline", "slug", "language")


def read_more(articles: Sequence[int | None], *, at: datetime) -> dict[int, Target]:
    """Live targets by their place in ``articles``, which are ids in the order of the text."""
    wanted = {pk for pk in articles if pk is not None}
    live = Publication.objects.live(at).filter(pk__in=wanted).values_list(*COLUMNS)
    rows = {row[0]: row for row in live}
    return {
        position: Target(position, *rows[pk]) for position, pk in enumerate(articles) if pk in rows
    }


def translations(group: int, pk: int, *, at: datetime) -> list[Target]:
    """The other live articles of a group of translations."""
    live = Publication.objects.live(at).filter(translation_group=group).exclude(pk=pk)
    return [Target(None, *row) for row in live.order_by("language_id").values_list(*COLUMNS)]


def section_or_any(pk: int | None) -> int | None:
    """The section ``pk`` if there is one, else the first: a page needs one."""
    sections = Section.objects.values_list("pk", flat=True)
    found = sections.filter(pk=pk).first() if pk else None
    return found or sections.first()
