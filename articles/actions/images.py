"""Adding and changing pictures.

What readers have is an editor's to change, and the history tells of it.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from articles import wall_clock
from articles.enums import Verb
from articles.models import Article, Image, Publication, PublicationImage, Slot
from articles.pictures import metadata
from articles.queries import pictures

from . import picture_files, picture_storage
from .errors import NotAllowed
from .names import AT_ONCE_WITHOUT, mark_stale
from .permissions import (
    refusal_to_add_image,
    refusal_to_change_image,
    refusal_to_delete_image,
    require,
)
from .picture_words import STAMPED, fill, says
from .rights import refusal_to_use
from .save import record_event

FOCUS = ("focus_x", "focus_y")
# Texts in other languages, and the field with the text that they translate.
TRANSLATED = {"alts": "alt", "captions": "caption"}


def add(image: Image, *, by: AbstractBaseUser | None, at: datetime) -> Image:
    """Store the new ``image``, of which ``file`` is what came in, with all its renditions.

    What the file says of itself fills the fields that are empty. Raises NotAllowed, or NotStored:
    then there is neither a row nor a file.
    """
    require(refusal_to_add_image(by))
    _let_in(image)
    image.original_name = image.original_name or image.file.file.name or ""
    image.created_by_id = by.pk if by else None
    image.created_at = at
    stored = picture_files.store_new(image.file.file, focus=image.focus, says=says(image))
    try:
        with transaction.atomic():
            _take(image, stored)
            image.save()
    except BaseException:
        picture_storage.remove(stored.files)
        raise
    return image


def change(
    image: Image, *, by: AbstractBaseUser | None, at: datetime, fields: Collection[str]
) -> list[str]:
    """Store those of the ``fields`` of ``image`` that differ; return their names.

    What another file says of itself fills the fields that are empty, and these are stored, too.
    Another file, another focal point and other words on whose it is have all renditions made anew;
    the old files go once no page names them. Each article that readers have the picture in, or are
    to get it in, gets an event that says what it was and what it is, and another, of which its
    people are told, where the picture may not be used any more, or never will. Every publication
    that shows it is made again.

    Raises NotAllowed, also when somebody has deleted it, or NotStored.
    """
    require(refusal_to_change_image(by, image, at=at))
    is_new = "file" in fields and not image.file._committed
    filled = [name for name in _let_in(image) if name not in fields] if is_new else []
    # This takes seconds: before anything is locked.
    prepared = _prepared(image, fields)
    try:
        changed = _change(image, prepared, by=by, at=at, fields=fields, filled=filled)
    except BaseException:
        picture_storage.remove(prepared.files if prepared else [])
        raise
    if prepared and not changed:
        picture_storage.remove(prepared.files)
    return changed


@transaction.atomic
def delete(image: Image, *, by: AbstractBaseUser | None, at: datetime) -> None:
    """Delete ``image`` for good; its files follow when no page that was served can name them.

    Raises NotAllowed, also when a story uses it or somebody has deleted it already.
    """
    stored = locked(image)
    require(refusal_to_delete_image(by, stored))
    picture_files.replace(stored, at=at, with_original=True, is_deleted=True)
    Slot.objects.filter(image=stored).update(image=None)  # of fronts as they were once
    stored.delete()


def _let_in(image: Image) -> list[str]:
    """Look at the file that came for ``image``; return the fields that it has filled."""
    came: Any = image.file.file
    picture_files.let_in(came, name=came.name or "")
    return fill(image, metadata.read(came, zone=get_default_timezone()))


def _prepared(image, fields):
    """The new files, where what is to change needs them; None where it does not."""
    if "file" in fields and not image.file._committed:
        image.original_name = image.file.file.name or ""
        return picture_files.store_new(image.file.file, focus=image.focus, says=says(image))
    if not image.file._committed or not {*FOCUS, *STAMPED} & {*fields}:
        return None
    return picture_files.store_again(image, says=says(image))


@transaction.atomic
def _change(image, prepared, *, by, at, fields, filled):
    stored = locked(image)
    require(refusal_to_change_image(by, stored, at=at))
    if prepared:
        if image.rendition_key != stored.rendition_key:
            raise NotAllowed(_("Somebody else has just changed this picture. Please look again."))
        _take(image, prepared)
    for name in filled:  # somebody may have typed there meanwhile
        setattr(image, name, getattr(stored, name) or getattr(image, name))
    changed = [n for n in (*fields, *filled) if getattr(image, n) != getattr(stored, n)]
    if not changed:
        return changed
    if prepared:
        picture_files.replace(stored, at=at, with_original="file" in changed)
    with_files = ("original_name", *prepared.columns) if prepared else ()
    image.save(update_fields={*changed, *with_files})
    _record(stored, image, changed, by=by, at=at)
    is_lost = stored.is_usable(at) and not image.is_usable(at)
    mark_stale(image, at_once=AT_ONCE_WITHOUT if is_lost else None)
    return changed


def _take(image, stored):
    for name, value in stored.columns.items():
        setattr(image, name, value)


def locked(image: Image) -> Image:
    """``image`` as it is in the database, locked: no publication comes to show it meanwhile.

    The publications that show it are locked first, in the order of who publishes: the row of the
    publication, then the key of the picture. Raises NotAllowed when somebody has deleted it.
    """
    shown = PublicationImage.objects.filter(image=image).values("publication")
    publications = Publication.objects.filter(pk__in=shown).order_by("pk")
    list(publications.select_for_update(no_key=True).values_list("pk"))
    stored = Image.objects.select_for_update().filter(pk=image.pk).first()
    if stored is None:
        raise NotAllowed(_("Somebody has deleted this picture."))
    return stored


def _record(stored, image, changed, *, by, at):
    what = "; ".join(line for name in changed for line in _in_words(stored, image, name))
    why = _("“%(picture)s” (#%(id)d): %(what)s")
    why = why % {"picture": stored, "id": stored.pk, "what": what}
    record_in_stories(stored, Verb.PICTURE_CHANGED, by=by, at=at, why=why)
    is_lost = stored.is_usable(at) or (_is_over(image, at) and not _is_over(stored, at))
    if is_lost and (why_not := refusal_to_use(image, at)):
        record_in_stories(stored, Verb.RIGHTS_END, by=by, at=at, why=why_not)


def _is_over(image, at):
    """Whether ``image`` may be used neither at ``at`` nor later."""
    return bool(image.do_not_use) or (image.usable_until is not None and image.usable_until <= at)


def record_in_stories(
    stored: Image, verb: Verb, *, by: AbstractBaseUser | None, at: datetime, why: str
) -> None:
    """An event of each article that readers have ``stored`` in, or are to get it in."""
    shown = pictures.shown_in(stored, at=at).values("pk")
    articles = Article.objects.filter(pk__in=shown).order_by("pk").defer("body")
    for article in articles.annotate(readers_number=F("publication__version__number")):
        article.version_number = article.readers_number  # what readers have it in
        record_event(article, verb, by=by, at=at, why=why)


def _in_words(stored: Image, image: Image, name: str) -> Iterator[str]:
    """What the field ``name`` was and is, one text for each language."""
    if name == "file":
        yield _was_and_is(name, stored.original_name, image.original_name)
        return
    old, new = getattr(stored, name), getattr(image, name)
    if name not in TRANSLATED:
        yield _was_and_is(name, old, new)
        return
    for code in sorted({*old, *new}):
        if old.get(code) != new.get(code):
            yield _was_and_is(TRANSLATED[name], old.get(code), new.get(code), f" ({code})")


def _was_and_is(name: str, old: Any, new: Any, language: str = "") -> str:
    field: Any = Image._meta.get_field(name)
    was, now = (f"“{_said(value)}”" if value else "–" for value in (old, new))
    return f"{field.verbose_name}{language}: {was} → {now}"


def _said(value: Any) -> Any:
    return wall_clock.shown(value) if isinstance(value, datetime) else value
