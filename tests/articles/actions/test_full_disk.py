"""Where there is no room for a picture, or its row cannot be written, nothing of it is left.

The operating system refuses for real: the first file that is too much, or the disk when it is full.
"""

import os
import signal
from datetime import timedelta
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, connection, connections
from django.db.models.signals import pre_save
from django.utils import timezone

from articles.actions import images, picture_sweep, picture_upkeep
from articles.actions.picture_files import all_of
from articles.actions.picture_storage import NO_ROOM, NotStored
from articles.models import Image, PictureSweep, ReplacedRenditions
from tests import full_disk
from tests.factories import AT, make_image
from tests.factories.pictures import drawn

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
# Noise: a small file of which every rendition is larger.
NOISE = drawn("JPEG", size=(640, 480), quality=1)
# A large file of which every rendition is smaller.
PLAIN = drawn("PNG", size=(640, 480), compress_level=0)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


def left():
    """Every file and folder but those that are always there."""
    root = Path(settings.MEDIA_ROOT)
    found = {str(path.relative_to(root)) for path in root.rglob("*")}
    return found - {"originals", "pictures"}


def rows():
    return list(Image.objects.values()), list(ReplacedRenditions.objects.values())


def adding(content):
    def job():
        try:
            images.add(Image(file=ContentFile(content, name="a.jpg")), by=None, at=AT)
        except NotStored as refusal:
            return str(refusal), left(), Image.objects.count()
        return "stored", left(), Image.objects.count()

    return job


NOTHING = str(NO_ROOM), set(), 0


def sizes(content, media):
    """Of the original, and of the renditions in the order in which they are written."""
    image = images.add(Image(file=ContentFile(content, name="a.jpg")), by=None, at=AT)
    original, *renditions = [(media / name).stat().st_size for name in all_of(image)]
    images.delete(image, by=None, at=AT)
    assert picture_upkeep.remove_next(at=AT)
    assert left() == set()
    return original, renditions


def test_an_original_that_has_no_room(media):
    original, renditions = sizes(PLAIN, media)
    assert original > max(renditions)
    assert full_disk.with_files_of_at_most(original // 2, adding(PLAIN)) == NOTHING
    assert (left(), rows()) == (set(), ([], []))


def test_a_rendition_that_has_no_room(media):
    original, renditions = sizes(NOISE, media)
    limit = max(renditions) - 1
    assert original < limit
    assert renditions.index(max(renditions)) > 0  # others were written before
    assert full_disk.with_files_of_at_most(limit, adding(NOISE)) == NOTHING
    assert (left(), rows()) == (set(), ([], []))
    what, files, count = full_disk.with_files_of_at_most(limit + 1, adding(NOISE))
    assert (what, count) == ("stored", 1)
    assert len(files) == len(renditions) + 2  # the original and the folder


@pytest.mark.parametrize("share", [0.3, 0.9], ids=["the original", "a rendition"])
def test_a_disk_that_gets_full(media, share):
    original, renditions = sizes(PLAIN, media)
    room = int((original + (sum(renditions) if share > 0.5 else 0)) * share)
    assert (room > original) == (share > 0.5)
    assert full_disk.with_a_disk_of(room, media, adding(PLAIN)) == NOTHING
    assert (left(), rows()) == (set(), ([], []))


def test_a_picture_that_is_changed_stays_as_it_was(media):
    image = images.add(Image(file=ContentFile(PLAIN, name="a.png")), by=None, at=AT)
    before = left(), rows()
    limit = max((media / name).stat().st_size for name in all_of(image)[1:]) - 1

    def focused():
        image.focus_x = 0.1
        images.change(image, by=None, at=AT, fields=["focus_x"])

    def replaced():
        image.file = ContentFile(PLAIN, name="b.png")
        images.change(image, by=None, at=AT, fields=["file"])

    def remade():
        picture_upkeep.remake(Image.objects.get(), at=AT)

    for change in (focused, replaced, remade):

        def job(change=change):
            with pytest.raises(NotStored) as refused:
                change()
            return str(refused.value)

        assert full_disk.with_files_of_at_most(limit, job) == str(NO_ROOM)
        assert (left(), rows()) == before


def test_a_database_that_is_lost_once_the_files_are_written(media):
    """The server ends the connection, as it does when it is restarted."""
    seen = []

    def lose(sender, **kwargs):
        seen.append(left())
        arguments = connection.get_connection_params()
        for name in ("cursor_factory", "client_encoding"):
            arguments.pop(name, None)
        with psycopg2.connect(**arguments) as other, other.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid]
            )
        other.close()

    pre_save.connect(lose, sender=Image)
    try:
        with pytest.raises(DatabaseError):
            make_image()
    finally:
        pre_save.disconnect(lose, sender=Image)
    connections.close_all()
    assert len(seen) == 1
    assert len(seen[0]) > 10
    assert (left(), rows()) == (set(), ([], []))


@pytest.mark.parametrize("number", [1, 2, 7])
def test_what_a_killed_process_leaves_is_swept_a_day_later(number):
    kept = make_image()
    whole = left()

    def job():
        save, count = FileSystemStorage._save, iter(range(1, number + 1))

        def dying(self, name, content):
            done = save(self, name, content)
            if next(count) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        FileSystemStorage._save = dying
        make_image()

    connections.close_all()
    process = full_disk.FORK.Process(target=job)
    process.start()
    process.join(timeout=60)
    assert process.exitcode == -signal.SIGKILL
    assert len(left() - whole) >= number
    assert list(Image.objects.values_list("pk", flat=True)) == [kept.pk]

    now = timezone.now()
    assert picture_sweep.sweep_next(at=now) is None
    assert PictureSweep.objects.get().at == now
    assert left() > whole
    assert picture_sweep.sweep_next(at=now + timedelta(hours=23)) is None
    assert left() > whole
    assert picture_sweep.sweep_next(at=now + timedelta(days=1, hours=1)) in (1, 2)
    assert left() == whole
