"""Letting readers have a front as it was arranged, and taking that back."""

from datetime import datetime
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Arrangement, Front, Launch, SiteSettings

from .arrangement import contents, draft_of, locked, slots_of
from .errors import Conflict, NotAllowed
from .fronts import REMEMBERED, state_before


@transaction.atomic
def launch(
    front: Front, *, by: User | None, at: datetime, expected: int | None = None
) -> Launch | None:
    """Let readers see the draft of ``front``. None where it is what they see already.

    Raises NotAllowed, or Conflict where the draft is not the one with the number ``expected`` any
    more (None: does not ask): nobody launches what they have not seen.
    """
    stored = locked(front, by=by, at=at, expected=expected)
    draft = draft_of(stored)
    if contents(slots_of(draft)) == _seen_by_readers(stored):
        return None
    return _launched(stored, draft, by=by, at=at)


@transaction.atomic
def undo_launch(
    front: Front, *, by: User | None, at: datetime, expected: int | None = None
) -> Launch:
    """Let readers see again what they saw before the last launch that was not taken back yet.

    The draft stays. Raises NotAllowed where there is none, or Conflict where readers see another
    arrangement than the one with the number ``expected``.
    """
    stored = locked(front, by=by, at=at)
    live = stored.live.number if stored.live else None
    if expected is not None and live != expected:
        raise Conflict(_("Somebody has launched this page meanwhile. Look at it first."), live)
    # Before anything was launched the page filled itself.
    first = stored.arrangements.get(number=0)
    recent = stored.launches.select_related("arrangement")[:REMEMBERED]
    seen = [first, *(one.arrangement for one in reversed(recent))]
    before = state_before(seen)
    if before is None:
        raise NotAllowed(_("There is no launch to take back."))
    return _launched(stored, seen[before], by=by, at=at)


def _seen_by_readers(front: Front) -> list[dict]:
    return contents(slots_of(front.live)) if front.live else []


def _launched(front: Front, arrangement: Arrangement, *, by: User | None, at: datetime) -> Launch:
    if front.live is None:
        # The frame of pages says which of them are arranged.
        SiteSettings.objects.update(revision=uuid4())
    front.live = arrangement
    front.save(update_fields=["live"])
    return Launch.objects.create(front=front, arrangement=arrangement, at=at, by=by)
