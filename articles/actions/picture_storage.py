"""What is asked of the storage that pictures lie in. Where it fails, that is said in words.

A storage raises what it likes: a disk is full, a server is away. docs/decisions/picture-files.md
"""

import contextlib
import logging
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from articles.models.image import ORIGINALS
from articles.pictures.renditions import FOLDERS

from .errors import ActionRefused

logger = logging.getLogger(__name__)

GONE = _("The file of this picture is gone. Choose a file again.")
NO_ROOM = _(
    "There is no room for this picture, or its files could not be written. Nothing of it was "
    "stored. Please tell whoever runs this newsroom."
)
AWAY = _(
    "The file of this picture cannot be read now. Nothing was changed. Please tell whoever runs "
    "this newsroom."
)


class NotStored(ActionRefused):
    """The picture could not be stored, or cannot be one. No file of it is left behind."""


class StorageFailed(NotStored):
    """The storage did not take or give a file. Another time it may."""


class NotWritten(StorageFailed):
    """It did not take a file: it would hardly take another one."""


def read(name: str) -> File:
    """The file ``name``, open. Raises NotStored where there is none, or StorageFailed."""
    try:
        return default_storage.open(name)
    except FileNotFoundError as error:
        raise NotStored(str(GONE)) from error
    except Exception as error:
        logger.exception("%s could not be read", name)
        raise StorageFailed(str(AWAY)) from error


def is_away() -> bool:
    """Whether the storage fails altogether: it cannot even say that there is no such file."""
    for folder in (ORIGINALS, FOLDERS):
        try:
            default_storage.open(f"{folder}nobody").close()
        except FileNotFoundError:
            pass
        except Exception:
            logger.exception("%s could not be looked into", folder)
            return True
    return False


class Written:
    """``files`` that were written, by name. One that was written in part is among them."""

    def __init__(self) -> None:
        self.files: list[str] = []

    def add(self, name: str, content: File) -> str:
        """Returns the name that the file got. Raises NotWritten."""
        self.files.append(name)
        try:
            stored = default_storage.save(name, content)
        except Exception as error:
            logger.exception("%s could not be written", name)
            raise NotWritten(str(NO_ROOM)) from error
        self.files[self.files.index(name)] = stored
        return stored


def remove(files: Iterable[str]) -> bool:
    """Delete ``files``, and their folders where nothing else is in them; return whether all of
    them are gone.

    One that is gone already is no error. The first that cannot be deleted is the last that is
    tried: the storage does not answer. What stays behind goes later: ``picture_sweep``.
    """
    folders = set()
    for name in files:
        try:
            default_storage.delete(name)
        except Exception:
            logger.exception("%s could not be deleted", name)
            return False
        folders.add(PurePosixPath(name).parent)
    for path in folders:
        if path.parent.name:  # one picture's own: others may be about to write into a common one
            remove_if_empty(str(path))
    return True


def remove_if_empty(name: str) -> None:
    """Delete the folder ``name``, where the storage has folders and nothing is in it."""
    with contextlib.suppress(NotImplementedError, OSError):
        os.rmdir(default_storage.path(name))


def listed(name: str) -> tuple[list[str], list[str]]:
    """The folders and the files in the folder ``name``; none where there is none of that name.

    Raises StorageFailed.
    """
    try:
        folders, files = default_storage.listdir(name)
    except FileNotFoundError:
        return [], []
    except Exception as error:
        logger.exception("%s could not be looked through", name)
        raise StorageFailed(str(AWAY)) from error
    return folders, files


def written_at(name: str) -> datetime:
    """When the file ``name`` was written. Raises FileNotFoundError or StorageFailed."""
    try:
        return default_storage.get_modified_time(name)
    except FileNotFoundError:
        raise
    except Exception as error:
        logger.exception("%s could not be looked at", name)
        raise StorageFailed(str(AWAY)) from error


def is_lost(name: str) -> bool:
    """Whether the file ``name`` is gone. A storage that does not answer has lost nothing."""
    try:
        return not default_storage.exists(name)
    except Exception:
        logger.exception("%s could not be looked for", name)
        return False
