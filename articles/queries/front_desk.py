"""What the desk shows of the pages that staff arrange."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from articles.models import Arrangement, Article, Front, Launch, Publication, Slot

from .live_state import with_live_state

# Of what is typed to find a story, no more words count.
MOST_WORDS = 10


def placeable(
    articles: QuerySet[Article], language: str, words: str, *, at: datetime
) -> QuerySet[Any]:
    """Those of ``articles`` that may stand on a page in ``language``, the newest first.

    Each headline has all of ``words``. The stories come with their live state.
    """
    out = Publication.objects.live(at) | Publication.objects.scheduled(at)
    out = out.filter(language=language).order_by()
    for word in words.split()[:MOST_WORDS]:
        out = out.filter(headline__icontains=word)
    found = with_live_state(articles.filter(publication__in=out)).select_related("language")
    return found.order_by("-publication__published_at", "-pk").defer("body")


def with_stories(slots: QuerySet[Slot]) -> QuerySet[Slot]:
    """``slots`` in their order with all that is said of them; a query for the stories."""
    stories = with_live_state(Article.objects.select_related("language").defer("body"))
    slots = slots.select_related("section", "topic", "image").order_by("position")
    return slots.prefetch_related(Prefetch("article", stories))


def arrangements(front: Front) -> QuerySet[Arrangement]:
    """The states of ``front``, the newest first, with their slots and who made them."""
    slots = Slot.objects.select_related("article", "section", "topic", "image")
    slots = slots.order_by("position").defer("article__body", "image__renditions")
    states = front.arrangements.select_related("made_by").order_by("-number")
    return states.prefetch_related(Prefetch("slots", slots))


def last_launches() -> dict[int, Launch]:
    """The last launch of each page by the key of its front; one query."""
    launches = Launch.objects.order_by("front", "-at", "-id").distinct("front")
    return {launch.front_id: launch for launch in launches.select_related("by")}
