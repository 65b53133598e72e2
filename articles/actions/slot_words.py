"""What one slot of a front shows and says: its story, words, picture, size and times."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Arrangement, Front, Image, Slot

from . import rights
from .arrangement import (
    OF_STORY,
    ChangedMeanwhile,
    arrange,
    draft_of,
    found,
    locked,
    require_placeable,
    require_story,
    slots_of,
)
from .errors import NotAllowed, NotReady

META: Any = Slot._meta
FIELDS: dict[str, str] = {
    name: META.get_field(name).attname
    for name in (
        *("size", "article", "section", "topic", "kicker", "headline", "teaser", "image"),
        *("shows_picture", "starts_at", "ends_at"),
    )
}
TEXTS = ("kicker", "headline", "teaser")


@transaction.atomic
def change(
    front: Front,
    key: UUID,
    values: Mapping[str, Any],
    *,
    by: User | None,
    at: datetime,
    seen: Mapping[str, Any] | None = None,
) -> Arrangement:
    """Give fields of the slot ``key`` new ``values``; return the draft as it is then.

    With another story the words, the picture and the times that were for the one before go; so do
    those that were for one which has been deleted. What
    else others have changed in the slot stays. Raises NotAllowed, NotReady, or ChangedMeanwhile
    where a field neither has its new value nor the one in ``seen`` (None: does not ask), or where
    words are for another story than stands there.
    """
    stored = locked(front, by=by, at=at)
    slots = slots_of(draft_of(stored))
    slot = found(slots, key)
    columns = {FIELDS[name]: _cleaned(name, value, slot) for name, value in values.items()}
    if "article_id" not in columns and OF_STORY.keys() & columns.keys():
        require_story(slot, seen)
    _require_seen(slot, columns, seen)
    if slot.article_id is None or columns.get("article_id", slot.article_id) != slot.article_id:
        columns = OF_STORY | columns
    before = {name: getattr(slot, name) for name in columns}
    for name, value in columns.items():
        setattr(slot, name, value)
    others = [other for other in slots if other is not slot]
    _require_whole(slot, before, stored, others, at=at)
    return arrange(stored, slots, by=by, at=at)


def _cleaned(name: str, value: Any, slot: Slot) -> Any:
    """``value`` as the column stores it."""
    if name in ("article", "section", "topic", "image"):
        return value.pk if value else None
    if name not in TEXTS:
        return value
    try:
        return META.get_field(name).clean(value, slot)
    except ValidationError as error:
        raise NotReady(error.messages) from error


def _require_seen(slot: Slot, columns: Mapping[str, Any], seen: Mapping[str, Any] | None) -> None:
    if seen is None:
        return
    known = {FIELDS[name]: _cleaned(name, value, slot) for name, value in seen.items()}
    others = [
        name
        for name, column in FIELDS.items()
        if column in columns
        and getattr(slot, column) not in (columns[column], known.get(column, columns[column]))
    ]
    if others:
        raise ChangedMeanwhile(others)


def _require_whole(
    slot: Slot, before: Mapping[str, Any], front: Front, others: list[Slot], *, at: datetime
) -> None:
    is_new = {name for name, value in before.items() if getattr(slot, name) != value}
    if slot.article_id is None and any(
        getattr(slot, name) != at_first for name, at_first in OF_STORY.items()
    ):
        raise NotReady([_("Words, a picture and times of its own need a story: choose one.")])
    if slot.starts_at and slot.ends_at and slot.ends_at <= slot.starts_at:
        raise NotReady([_("It would end before it begins.")])
    if slot.article and "article_id" in is_new:
        require_placeable(slot.article, front, others, at=at)
    if slot.image_id and "image_id" in is_new:
        _require_picture(slot.image_id, front.language_id, at=at)


def _require_picture(pk: int, language: str, *, at: datetime) -> None:
    """Nobody changes or deletes it until it stands in the slot."""
    image = Image.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if image is None:
        raise NotAllowed(_("Somebody has deleted this picture."))
    if why := rights.refusal_to_use(image, at):
        raise NotAllowed(why)
    if problems := list(rights.lacks(image, language)):
        raise NotReady(problems)
