"""Files in the storage that no row names: of uploads that were stopped halfway, and of deletions
that the storage did not do.
"""

import logging
import re
from datetime import datetime, timedelta

from articles.models import Image, PictureSweep, ReplacedRenditions
from articles.models.image import ORIGINALS
from articles.pictures.renditions import FOLDERS, folder

from . import picture_storage

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
# What is younger may be of an upload whose row is yet to come.
AGE = DAY
# As ``secrets`` makes them for us. Nothing else is ours to delete.
KEY = re.compile("[A-Za-z0-9_-]{16,32}")
# So many more strays than pictures are allowed: a small newsroom may have had bad luck.
SPARE = 10


def sweep_next(*, at: datetime) -> int | None:
    """``sweep`` once a day, whoever comes first; None where it is not due or finds nothing."""
    if not PictureSweep.objects.filter(at__lte=at - DAY).update(at=at):
        return None
    try:
        return sweep(at=at) or None
    except picture_storage.StorageFailed:
        return None  # it has been logged; tomorrow is another day


def sweep(*, at: datetime) -> int:
    """Delete what no row names and is older than a day; return of how many pictures it was.

    Nothing goes where there are more strays than pictures: then this is another newsroom's storage,
    or the database is not the one that it was. Raises ``picture_storage.StorageFailed``.
    """
    found = _found()  # before the rows: what comes meanwhile is young, and stays
    originals, folders = _known()
    known = originals | folders
    strays = [name for name in found if name not in known]
    if len(strays) > len(folders) + (SPARE if folders else 0):
        logger.error(
            "Of the files of pictures in the storage %d belong to no picture in this database, "
            "which has %d. None was deleted. Does another newsroom keep its pictures there?",
            len(strays),
            len(folders),
        )
        return 0
    return sum(_removed(name, at=at) for name in strays)


def _found():
    """Originals, and folders of renditions."""
    originals = picture_storage.listed(ORIGINALS)[1]
    folders = picture_storage.listed(FOLDERS)[0]
    return [
        *(f"{ORIGINALS}{name}" for name in originals if KEY.fullmatch(name)),
        *(folder(key) for key in folders if KEY.fullmatch(key)),
    ]


def _known():
    """The same that rows name."""
    originals, folders = set(), set()
    for file, key in Image.objects.order_by().values_list("file", "rendition_key").iterator():
        originals.add(file)
        folders.add(folder(key) if key else "")
    for files, key in ReplacedRenditions.objects.values_list("files", "key").iterator():
        originals.update(files)
        folders.add(folder(key))
    return originals, folders - {""}


def _removed(name, *, at):
    """Whether the stray ``name`` went; it stays where any part of it is young."""
    is_folder = name.endswith("/")
    files = [f"{name}{file}" for file in picture_storage.listed(name)[1]] if is_folder else [name]
    try:
        ages = [at - picture_storage.written_at(file) for file in files or [name]]
    except FileNotFoundError:
        return False  # somebody else is at it
    if min(ages) < AGE:
        return False
    if not files:
        picture_storage.remove_if_empty(name)
    return picture_storage.remove(files)
