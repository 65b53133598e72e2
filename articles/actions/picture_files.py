"""The files of pictures: all of them are stored, or none is."""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from articles.models import Image, ReplacedRenditions
from articles.models.image import original_path
from articles.pictures.checking import FORMATS, NotAPicture, check
from articles.pictures.decoding import decode
from articles.pictures.metadata import Metadata
from articles.pictures.renditions import Made, folder, made_of, make, names

from . import picture_storage
from .picture_storage import NotStored, StorageFailed

logger = logging.getLogger(__name__)

DAMAGED = _("The file is damaged: the picture in it cannot be read to its end.")


@dataclass(frozen=True)
class Stored:
    """What was written: names in the storage, and the columns of ``Image`` that tell of it."""

    files: list[str]
    columns: dict


def let_in(file: BinaryIO, *, name: str) -> None:
    """Look at ``file`` before anything reads in it. Raises NotStored for what may not come in."""
    try:
        check(file, name=name)
    except NotAPicture as refusal:
        raise NotStored(str(refusal)) from refusal


def store_new(file: BinaryIO, *, focus: tuple[float, float], says: Metadata) -> Stored:
    """Keep ``file``, which was let in, as an original, with its renditions. Raises NotStored."""
    return _store(file, focus=focus, says=says, is_new=True)


def store_again(image: Image, *, says: Metadata) -> Stored:
    """Make the renditions of ``image`` anew from its original. Raises NotStored."""
    with picture_storage.read(image.file.name) as file:
        return _store(file, focus=image.focus, says=says, is_new=False)


def _store(file, *, focus, says, is_new):
    try:
        picture, size = decode(file, formats=FORMATS)
    except Exception as error:
        raise NotStored(str(DAMAGED)) from error
    made, key = made_of(size), secrets.token_urlsafe(16)
    columns = {"rendition_key": key, "renditions": made, "width": size[0], "height": size[1]}
    written = picture_storage.Written()

    def keep(name, content):
        return written.add(f"{folder(key)}{name}", ContentFile(content))

    try:
        if is_new:
            file.seek(0)
            columns["file"] = written.add(original_path(None, ""), File(file))
        list(make(picture, made, focus=focus, says=says, then=keep))
    except BaseException as error:
        picture_storage.remove(written.files)
        if isinstance(error, StorageFailed) or not isinstance(error, Exception):
            raise
        logger.exception("The files of a picture could not be made")
        raise NotStored(str(picture_storage.NO_ROOM)) from error
    return Stored(written.files, columns)


def replace(stored: Image, *, at: datetime, with_original: bool, is_deleted: bool = False) -> None:
    """Remember the files of ``stored`` for removal: the renditions and perhaps the original."""
    files = all_of(stored) if with_original else renditions_of(stored)
    if files:
        ReplacedRenditions.objects.create(
            key=stored.rendition_key or secrets.token_urlsafe(16),
            image=None if is_deleted else stored,
            files=files,
            at=at,
        )


def all_of(image: Image) -> list[str]:
    """The files of ``image`` in the storage: the original and its renditions."""
    return [image.file.name, *renditions_of(image)] if image.file else renditions_of(image)


def renditions_of(image: Image) -> list[str]:
    if not image.rendition_key:
        return []
    made: Made = image.renditions
    return [f"{folder(image.rendition_key)}{name}" for name in names(made)]
