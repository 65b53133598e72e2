"""What readers see on the first page of home, of a section or a topic.

First the places that staff arranged, then the newest. A place whose story is not to be shown now is
filled by its own rule, or else with the newest of the page; no story comes twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet

from articles import addresses
from articles.models import Front, Image, Publication, Slot

from . import front_rows, site
from .cursor import LARGEST_KEY, Cursor
from .keyset import PAGE_SIZE
from .places import OwnCard, OwnPicture, Place
from .prepared import Prepared
from .published import LISTS, CardList

LIVE, DRAFT = "live", "draft"  # the columns of a front


def home(language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    """A page of home; one query, and one more for later pages of what staff arranged."""
    return _listed("front", after, language=language, at=at)


def in_section(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return _listed("section", after, pk=pk, language=language, at=at)


def with_topic(pk: int, language: str, *, at: datetime, after: Cursor | None = None) -> CardList:
    return _listed("topic", after, pk=pk, language=language, at=at)


def _listed(kind: str, after: Cursor | None, *, language: str, **given: Any) -> CardList:
    """A page: where nobody arranged the first one, the page of its list, which asks for less.

    The frame says which those are. What comes with the list tells whether it still holds: where it
    does not, that was a query too many.
    """
    page, known = (kind, given.get("pk")), site.arranged(language)
    if known is not None and page not in known:
        found = LISTS[kind](after, language=language, **given)
        known = site.arranged(language, revision=found.site_revision)
        if found.site_revision and known is not None and page not in known:
            return found
    first = _pages[LIVE, kind](language=language, **given)
    if after is None:
        return first
    placed = [place.story for place in first.places]
    return _later[kind](after, language=language, placed=placed, **given)


def draft(kind: str, language: str, *, at: datetime, **of: int) -> CardList:
    """The first page of ``kind`` as it would be with what is not launched yet; ``of`` is the ``pk``
    of a section or topic.
    """
    return _pages[DRAFT, kind](language=language, at=at, **of)


def shown_slots(at: datetime) -> QuerySet[Slot]:
    """The slots in whose places readers see the stories that staff put there."""
    return launched_slots().filter(
        front_rows.holds(at),
        article__publication__in=Publication.objects.live(at),
        article__publication__language=F("arrangement__front__language"),
    )


def launched_slots() -> QuerySet[Slot]:
    """The slots of all fronts as readers have them."""
    launched = Front.objects.exclude(live=None).order_by().values("live")
    return Slot.objects.filter(arrangement__in=launched).order_by()


def desk_slots() -> QuerySet[Slot]:
    """The slots of all fronts as staff arrange them."""
    return Slot.objects.filter(arrangement__in=Front.objects.order_by().values("draft")).order_by()


class Story(NamedTuple):
    """A live story, for any place."""

    pk: int
    card: str
    social: dict | None
    published_at: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Story":
        return cls(**{**row, "published_at": datetime.fromisoformat(row["published_at"])})


@dataclass(frozen=True)
class Slotted:
    """A place, and the story that is shown there; None where the rule fills it, with the first of
    ``candidates`` that is not on the page yet.
    """

    size: str
    story: Story | None
    own: OwnCard | None
    candidates: list[Story]


class FirstPage:
    """The first page of a list; called with what the list of ``published`` is called with."""

    def __init__(self, arrangement: str, kind: str) -> None:
        self.read = Prepared(front_rows.build(kind, arrangement), **LISTS[kind].types)

    def __call__(self, **given: Any) -> CardList:
        rows = self.read(**given)
        stories = [
            Story(key, card, social, moment)
            for card, social, moment, key, _revision, slot in rows
            if slot is None
        ]
        slots = {position: slot for *_none, position, _revision, slot in rows if slot is not None}
        return _page(
            [_slotted(slots[position], given["language"]) for position in sorted(slots)],
            sorted(stories, key=lambda story: (story.published_at, story.pk), reverse=True),
            at=given["at"],
            site_revision=rows[0][-2] if rows else None,
        )


def _page(
    slots: list[Slotted], newest: list[Story], *, at: datetime, site_revision: UUID | None
) -> CardList:
    """As many stories as a page has; the next begins with the first of ``newest`` that is left."""
    used = {slot.story.pk for slot in slots if slot.story}
    rest = _unused(newest, used)
    shown, places = [], []
    for slot in slots:
        story = slot.story or next(_unused(slot.candidates, used), None) or next(rest, None)
        if story is None:
            continue
        used.add(story.pk)
        shown.append(story)
        places.append(Place(slot.size, slot.own if slot.story else None, story.pk))
    shown += islice(rest, PAGE_SIZE - len(shown))
    following = next(rest, None)
    return CardList(
        cards=[story.card for story in shown],
        following=_before(following, newest, at) if following else None,
        social=next((story.social for story in shown if story.social), None),
        site_revision=site_revision,
        places=places,
        times=[story.published_at for story in shown],
    )


def _unused(stories: list[Story], used: set[int]) -> Iterator[Story]:
    return (story for story in stories if story.pk not in used)


def _before(story: Story, newest: list[Story], at: datetime) -> Cursor:
    """From where on a page begins with ``story``."""
    place = newest.index(story)
    if place == 0:
        return Cursor(at, LARGEST_KEY)
    return Cursor(newest[place - 1].published_at, newest[place - 1].pk)


def _slotted(row: Mapping[str, Any], language: str) -> Slotted:
    story = row["story"] and Story.of(row["story"])
    return Slotted(
        size=row["size"],
        story=story,
        own=_own(row, story, language) if story and row["said"] else None,
        candidates=[Story.of(candidate) for candidate in row["candidates"] or ()],
    )


def _own(row: Mapping[str, Any], story: Story, language: str) -> OwnCard:
    said = row["said"]
    return OwnCard(
        url=addresses.address(addresses.ARTICLE, language, said["slug"], story.pk),
        headline=row["headline"] or said["headline"],
        kicker=row["kicker"] or said["kicker"],
        teaser=row["teaser"] or said["teaser"],
        section=said["section"],
        language=language,
        direction=said["direction"],
        published_at=story.published_at,
        picture=_picture(row["image"], language) if row["shows_picture"] else None,
        has_picture=row["shows_picture"],
    )


def _picture(row: Mapping[str, Any] | None, language: str) -> OwnPicture | None:
    """None where there is none, it may not be used now, or its renditions are not made yet."""
    if row is None or not row["rendition_key"]:
        return None
    image = Image(**row)
    return OwnPicture(row["rendition_key"], image.renditions, image.alt_in(language))


# The lists without what has a place on their first page.
_later = {kind: front_rows.without_placed(kind) for kind in ("front", "section", "topic")}
_pages = {
    (arrangement, kind): FirstPage(arrangement, kind)
    for arrangement in (LIVE, DRAFT)
    for kind in ("front", "section", "topic")
}
