"""Arranging the pages that staff curate: which story stands where, and how large.

What readers get of it is for ``launches``, what a slot says for ``slot_words``.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import SlotSize
from articles.models import Arrangement, Article, Front, Section, Slot, Topic
from articles.queries.keyset import PAGE_SIZE

from .arrangement import (
    arrange,
    contents,
    draft_of,
    found,
    index,
    locked,
    require_placeable,
    require_story,
    slots_of,
)
from .errors import NotAllowed

MOST = PAGE_SIZE
# How many changes can be undone.
REMEMBERED = 100


@transaction.atomic
def place(
    front: Front,
    article: Article | None = None,
    *,
    by: User | None,
    at: datetime,
    size: str = SlotSize.NORMAL,
    section: Section | None = None,
    topic: Topic | None = None,
    before: UUID | None = None,
) -> Slot:
    """Put ``article`` before another slot of ``front``, or last; return its slot in the draft.

    Without an article the place fills itself with the newest of ``section`` or ``topic``, or of the
    page. ``front`` need not be stored: a page gets its row with its first slot. Raises NotAllowed.
    """
    stored = locked(front, by=by, at=at)
    slots = slots_of(draft_of(stored))
    if len(slots) >= MOST:
        raise NotAllowed(_("A page has at most %d places. Remove one first.") % MOST)
    if article is not None:
        require_placeable(article, stored, slots, at=at)
    slot = Slot(article=article, size=size, section=section, topic=topic)
    slots.insert(index(slots, before), slot)
    arrange(stored, slots, by=by, at=at)
    return draft_of(stored).slots.get(key=slot.key)


@transaction.atomic
def move(
    front: Front, key: UUID, *, before: UUID | None, by: User | None, at: datetime
) -> Arrangement:
    """Let the slot ``key`` stand before another, or last; return the draft as it is then.

    Raises NotAllowed, also when somebody has removed either of them.
    """
    stored = locked(front, by=by, at=at)
    slots = slots_of(draft_of(stored))
    slot = found(slots, key)
    if before != key:
        slots.remove(slot)
        slots.insert(index(slots, before), slot)
    return arrange(stored, slots, by=by, at=at)


@transaction.atomic
def remove(
    front: Front,
    key: UUID,
    *,
    by: User | None,
    at: datetime,
    seen: Mapping[str, Any] | None = None,
) -> Arrangement:
    """Take the slot ``key`` off the page.

    Raises NotAllowed, also when somebody has done so, or ChangedMeanwhile where its story is not
    the ``article`` that was ``seen`` there (None: does not ask).
    """
    stored = locked(front, by=by, at=at)
    slots = slots_of(draft_of(stored))
    slot = found(slots, key)
    require_story(slot, seen)
    slots.remove(slot)
    return arrange(stored, slots, by=by, at=at)


@transaction.atomic
def restore(
    front: Front,
    number: int,
    *,
    by: User | None,
    at: datetime,
    expected: int | None = None,
) -> Arrangement:
    """Make the draft what it was in the arrangement ``number``.

    Raises NotAllowed, or Conflict as ``undo`` does.
    """
    stored = locked(front, by=by, at=at, expected=expected)
    before = stored.arrangements.filter(number=number).first()
    if before is None:
        raise NotAllowed(_("There is no such state of this page."))
    return arrange(stored, slots_of(before), by=by, at=at)


@transaction.atomic
def undo(
    front: Front, *, by: User | None, at: datetime, expected: int | None = None
) -> Arrangement:
    """Take back the last change of the draft that was not taken back yet.

    Raises NotAllowed where there is none, or Conflict where the draft is not the one with the
    number ``expected`` any more (None: does not ask): nobody undoes what they have not seen.
    """
    stored = locked(front, by=by, at=at, expected=expected)
    recent = list(stored.arrangements.prefetch_related("slots")[:REMEMBERED])[::-1]
    before = state_before([contents(slots_of(one)) for one in recent])
    if before is None:
        raise NotAllowed(_("There is nothing to undo."))
    return arrange(stored, slots_of(recent[before]), by=by, at=at)


def state_before(states: list[Any]) -> int | None:
    """The number of the state to go back to from the last of ``states``; None where there is none.

    Going back is a state, too. It does not count, nor does what it took back: who goes back twice
    comes to the state before the last but one.
    """
    kept: list[int] = []
    for number, state in enumerate(states):
        if len(kept) > 1 and states[kept[-2]] == state:
            kept.pop()
        else:
            kept.append(number)
    return kept[-2] if len(kept) > 1 else None
