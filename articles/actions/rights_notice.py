"""Telling the people of a story that the rights of one of its pictures end soon."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from articles.enums import Verb
from articles.models import Image
from articles.queries.rights_ahead import are_shown

from .errors import NotAllowed
from .images import locked, record_in_stories
from .rights import refusal_to_use

# Time enough to find another picture, a weekend included.
NOTICE = timedelta(days=3)


def tell_next(*, at: datetime) -> int | None:
    """Tell the people of all stories that show one picture whose rights end within NOTICE, or are
    to show it.

    They are told once of each end. Returns the id of the picture, or None when there is nobody to
    tell of any. May run anywhere twice.
    """
    ending = Q(usable_until__gt=at, usable_until__lte=at + NOTICE, do_not_use="")
    images = Image.objects.filter(ending & ~Q(told_until=F("usable_until")), are_shown(at))
    image = images.order_by("usable_until", "pk").first()
    if image is None:
        return None
    with transaction.atomic():
        _tell(image, at=at)
    return image.pk


def _tell(image: Image, *, at: datetime) -> None:
    try:
        stored = locked(image)
    except NotAllowed:
        return  # deleted meanwhile
    why = refusal_to_use(stored, at + NOTICE)
    if stored.told_until == stored.usable_until or stored.do_not_use or not why:
        return  # another worker has told them, or the rights were changed meanwhile
    stored.told_until = stored.usable_until
    stored.save(update_fields=["told_until"])
    record_in_stories(stored, Verb.RIGHTS_END, by=None, at=at, why=why)
