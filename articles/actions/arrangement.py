"""The draft of a front, as all steps that change it read and write it.

Each change copies the draft into a new arrangement. A slot keeps its key through all of them: who
changes one changes that one, wherever others have moved it meanwhile.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils.translation import gettext as _

from articles.models import Arrangement, Article, Front, Publication, Slot

from .errors import ActionRefused, Conflict, NotAllowed
from .permissions import may

# What belongs to the story of a slot and leaves with it, with what it is at first.
OF_STORY: dict[str, Any] = {
    "kicker": "",
    "headline": "",
    "teaser": "",
    "image_id": None,
    "shows_picture": True,
    "starts_at": None,
    "ends_at": None,
}
COLUMNS = ("key", "size", "article_id", "section_id", "topic_id", *OF_STORY)


class ChangedMeanwhile(ActionRefused):
    """Somebody else has changed the same. ``fields`` are the names of those."""

    def __init__(self, fields: list[str]):
        self.fields = fields
        if "article" in fields:
            words = _("Somebody has put another story there meanwhile, or taken it out.")
        else:
            words = _("Somebody else has changed this meanwhile. Look at it again.")
        super().__init__(words)


def locked(front: Front, *, by: User | None, at: datetime, expected: int | None = None) -> Front:
    """The row of ``front``, locked until the transaction ends; it is made where there is none.

    Raises NotAllowed, or Conflict where its draft has another number than ``expected``.
    """
    if not may(by, "change_front"):
        raise NotAllowed(_("You may not arrange pages."))
    of = {name: getattr(front, name) for name in ("language_id", "section_id", "topic_id")}
    stored, is_new = Front.objects.select_for_update(of=("self",)).get_or_create(**of)
    if is_new:
        _start(stored, by=by, at=at)
    number = draft_of(stored).number
    if expected is not None and number != expected:
        raise Conflict(
            _("Somebody has changed this page since you opened it. Look at it first."), number
        )
    return stored


def _start(front: Front, *, by: User | None, at: datetime) -> None:
    """A page begins with nothing placed: there is always something to go back to."""
    front.draft = Arrangement.objects.create(front=front, number=0, made_at=at, made_by=by)
    front.save(update_fields=["draft"])


def draft_of(front: Front) -> Arrangement:
    """The draft of a locked front: it always has one."""
    return cast(Arrangement, front.draft)


def slots_of(arrangement: Arrangement) -> list[Slot]:
    return sorted(arrangement.slots.all(), key=lambda slot: slot.position)


def found(slots: list[Slot], key: UUID) -> Slot:
    slot = next((slot for slot in slots if slot.key == key), None)
    if slot is None:
        raise NotAllowed(_("Somebody has removed this place. Look at the page again."))
    return slot


def require_story(slot: Slot, seen: Mapping[str, Any] | None) -> None:
    """Raise ChangedMeanwhile where the story of ``slot`` is not the ``article`` that was ``seen``
    there; whoever does not say what they saw is not asked.
    """
    if seen is None or "article" not in seen:
        return
    if slot.article_id != (seen["article"].pk if seen["article"] else None):
        raise ChangedMeanwhile(["article"])


def index(slots: list[Slot], before: UUID | None) -> int:
    return slots.index(found(slots, before)) if before else len(slots)


def contents(slots: list[Slot]) -> list[dict[str, Any]]:
    """All that makes an arrangement what it is."""
    return [{name: getattr(slot, name) for name in COLUMNS} for slot in slots]


def arrange(front: Front, slots: list[Slot], *, by: User | None, at: datetime) -> Arrangement:
    """Make ``slots`` the draft of the locked ``front``; nothing where they are what it was."""
    draft = draft_of(front)
    if contents(slots) == contents(slots_of(draft)):
        return draft
    newest = front.arrangements.aggregate(newest=Max("number"))["newest"]
    made = Arrangement.objects.create(front=front, number=newest + 1, made_at=at, made_by=by)
    Slot.objects.bulk_create(
        Slot(arrangement=made, position=position, **columns)
        for position, columns in enumerate(contents(slots))
    )
    front.draft = made
    front.save(update_fields=["draft"])
    return made


def require_placeable(article: Article, front: Front, others: list[Slot], *, at: datetime) -> None:
    """Raise NotAllowed where readers of the page have no such story, nor are to get it."""
    if any(slot.article_id == article.pk for slot in others):
        raise NotAllowed(_("This story stands on the page already."))
    out = Publication.objects.live(at) | Publication.objects.scheduled(at)
    publication = out.filter(pk=article.pk).only("language_id").first()
    if publication is None:
        raise NotAllowed(_("Only stories that are live or scheduled can be placed."))
    if publication.language_id != front.language_id:
        raise NotAllowed(_("This story is in another language than the page."))
