"""What the library says of one picture, on its page and in the dialog that chooses one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from articles.admin import marks
from articles.models import Image
from articles.queries.library import SOON

STOP, WARN, NOTE = "stop", "warn", "note"


@dataclass(frozen=True)
class Mark:
    """``kind`` says how loud it is: it may not be used, something is to be done, good to know."""

    kind: str
    text: str


def day(moment: datetime, at: datetime) -> str:
    """The day and hour by the newsroom's clock; without the year when it is this year's."""
    local = timezone.localtime(moment)
    is_this_year = local.year == timezone.localtime(at).year
    return format_date(local, "j M, H:i" if is_this_year else "j M Y, H:i")


def barred(image: Image, at: datetime) -> str:
    """Why ``image`` may not be used any more at ``at``; empty where it may, or will."""
    if image.do_not_use:
        return _("Do not use: %s") % image.do_not_use
    if image.usable_until and image.usable_until <= at:
        return _("Rights ended %s") % day(image.usable_until, at)
    return ""


def marks_of(image: Image, at: datetime) -> list[Mark]:
    """What somebody should know before they use ``image``, what matters most first."""
    found = []
    if why := barred(image, at):
        found.append(Mark(STOP, why))
    elif image.usable_from and image.usable_from > at:
        found.append(Mark(STOP, _("Not before %s") % day(image.usable_from, at)))
    if not image.rendition_key:
        failed = image.renditions.get("failed")
        found.append(Mark(STOP, failed) if failed else Mark(WARN, _("Being made …")))
    if not why and image.usable_until:
        is_soon = image.usable_until <= at + SOON
        text = _("Rights end %s") % day(image.usable_until, at)
        found.append(Mark(WARN if is_soon else NOTE, text))
    if lacks_alt(image):
        found.append(Mark(WARN, _("No alternative text")))
    if not image.credit:
        found.append(Mark(WARN, _("No credit")))
    if image.is_decorative:
        found.append(Mark(NOTE, _("Decorative")))
    return found


def lacks_alt(image: Image) -> bool:
    return not (image.alt or image.alts or image.is_decorative)


def name_of(image: Image) -> str:
    """What ``image`` is called in a list: what it shows, else the name of its file."""
    return image.alt or image.caption or image.original_name or f"#{image.pk}"


def edit_url(image: Image) -> str:
    return reverse("admin:articles_image_change", args=[image.pk])


def as_json(image: Image, at: datetime) -> dict[str, Any]:
    """``image`` as the scripts of editor and library want it."""
    made = marks.cut_of(image)
    return {
        "id": image.pk,
        "url": made.src if made else "",
        "srcset": made.sources[-1][1] if made else "",
        "name": image.original_name,
        "alt": image.alt,
        "alts": image.alts,
        "isDecorative": image.is_decorative,
        "caption": image.caption,
        "captions": image.captions,
        "credit": image.credit,
        "width": image.width,
        "height": image.height,
        "barred": barred(image, at),
        "marks": [{"kind": mark.kind, "text": mark.text} for mark in marks_of(image, at)],
        "editUrl": edit_url(image),
    }
