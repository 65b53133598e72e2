"""What the worker and ``rebuild`` do for the files of pictures; it may run anywhere twice."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from articles.models import Image, Publication, ReplacedRenditions
from articles.pictures.renditions import folder, made_of, names

from . import picture_files, picture_storage
from .errors import NotAllowed
from .images import locked
from .names import mark_stale
from .picture_words import says

logger = logging.getLogger(__name__)

# A page that was opened before a picture was replaced asks for its pictures as it is scrolled.
GRACE = timedelta(minutes=10)


def remove_next(*, at: datetime) -> str | None:
    """Delete the files of one picture that was replaced or deleted, once no page names them.

    Returns their key, or None when there is nothing to delete. Where the storage does not answer
    they are left alone for a while.
    """
    stale = Publication.objects.filter(is_stale=True, image_rows__image=OuterRef("image"))
    due = ReplacedRenditions.objects.filter(Q(at__lte=at - GRACE) | Q(at__lte=at, image=None))
    due = due.filter(~Exists(stale)).order_by("at", "pk")
    with transaction.atomic():
        row = due.select_for_update(skip_locked=True, of=("self",)).first()
        if row is None:
            return None
        if picture_storage.remove(row.files):
            row.delete()
        else:
            row.at = at + GRACE
            row.save(update_fields=["at"])
        return row.key


def make_next(*, at: datetime) -> int | None:
    """Make the renditions of one picture that has none: it is from before there were any.

    Returns its id, or None when all have theirs. Where they cannot be made, the picture says why;
    where its original could not be read, it is tried again after a while.
    """
    due = Q(renditions={}) | Q(renditions__again__lte=at.timestamp())
    image = Image.objects.filter(due, rendition_key=None).exclude(file="").first()
    if image is None:
        return None
    try:
        remake(image, at=at)
    except picture_storage.StorageFailed as failure:
        if not is_of_one(failure):
            return None  # it has been logged; the next round tries again
        _note(image, failure, again=(at + GRACE).timestamp())
    except picture_storage.NotStored as refusal:
        _note(image, refusal)
    return image.pk


def _note(image, refusal, **when):
    logger.exception("Picture %d", image.pk)
    bare = Image.objects.filter(pk=image.pk, rendition_key=None)
    bare.update(renditions={"failed": str(refusal), **when})


def is_of_one(failure: picture_storage.StorageFailed) -> bool:
    """Whether only this picture's files cannot be read, and others may fare better."""
    return not isinstance(failure, picture_storage.NotWritten) and not picture_storage.is_away()


def is_whole(image: Image) -> bool:
    """Whether every rendition that is to be there of ``image`` is there.

    Raises ``picture_storage.StorageFailed``.
    """
    if not image.rendition_key or image.renditions != made_of((image.width, image.height)):
        return False
    _folders, there = picture_storage.listed(folder(image.rendition_key))
    return {*names(image.renditions)} <= {*there}


def remake(image: Image, *, at: datetime) -> None:
    """Make all renditions of ``image`` from its original. Raises ``picture_storage.NotStored``.

    Every publication that shows it is made again. Where somebody else has changed the files
    meanwhile, theirs stay.
    """
    made = picture_files.store_again(image, says=says(image))
    try:
        if not _take(image, made, at=at):
            picture_storage.remove(made.files)
    except BaseException:
        picture_storage.remove(made.files)
        raise


@transaction.atomic
def _take(image, made, *, at):
    try:
        stored = locked(image)
    except NotAllowed:
        return False  # deleted meanwhile
    if stored.rendition_key != image.rendition_key:
        return False
    picture_files.replace(stored, at=at, with_original=False)
    Image.objects.filter(pk=image.pk).update(**made.columns)
    mark_stale(stored)
    return True
