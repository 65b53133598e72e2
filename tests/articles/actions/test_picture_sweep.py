"""Files that no row names go after a day; what a row names, is young or is not ours stays.

How they come about: test_full_disk.py. In a bucket: tests/newsroom/test_bucket.py.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from articles.actions import images
from articles.actions.picture_files import all_of
from articles.actions.picture_storage import StorageFailed
from articles.actions.picture_sweep import SPARE, sweep, sweep_next
from articles.models import Image, PictureSweep
from tests.articles.actions.stored import files_and_folders as files
from tests.factories import AT, make_image

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def write(name, *, age=DAY):
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    made_old(path, age)
    return name


def made_old(path, age=DAY):
    moment = (NOW - age).timestamp()
    os.utime(path, (moment, moment))


def all_made_old():
    for path in Path(default_storage.path("")).rglob("*"):
        made_old(path, 100 * DAY)


def stray(number=0):
    return f"stray-{number:016d}"


def test_originals_and_folders_of_no_row_go_and_their_neighbours_stay():
    image, replaced, deleted = make_image(), make_image(), make_image()
    images.delete(deleted, by=None, at=AT)
    changed = Image.objects.get(pk=replaced.pk)
    changed.focus_x = 0.1
    images.change(changed, by=None, at=AT, fields=["focus_x"])
    all_made_old()
    kept = files()
    write(f"originals/{stray()}")
    write(f"pictures/{stray()}/full-8.jpg")
    write(f"pictures/{stray()}/half-written")
    Path(default_storage.path(f"pictures/{stray(1)}")).mkdir()
    made_old(Path(default_storage.path(f"pictures/{stray(1)}")))
    assert sweep(at=NOW) == 3
    assert files() == kept
    assert {*all_of(image), *all_of(changed), *all_of(replaced), *all_of(deleted)} <= kept
    assert sweep(at=NOW) == 0


def test_what_is_young_stays_as_does_all_that_lies_beside_it():
    make_image()
    young = {
        write(f"originals/{stray(1)}", age=23 * HOUR),
        write(f"pictures/{stray(2)}/full-8.jpg", age=23 * HOUR),
        write(f"pictures/{stray(2)}/full-8.webp"),
    }
    Path(default_storage.path(f"pictures/{stray(3)}")).mkdir()
    before = files()
    assert sweep(at=NOW) == 0
    assert files() == before
    assert young < before


def test_what_is_not_ours_stays():
    make_image()
    all_made_old()
    write("readme.txt")
    write("images/2024-harbour.jpg-of-an-old-time")  # originals from before
    write("originals/readme.txt")
    write("originals/.hidden")
    write("pictures/2024/full-8.jpg")
    write(f"pictures/{stray()}")  # a file where a folder should be
    write(f"originals/{stray()}/x")  # and the other way round
    before = files()
    assert sweep(at=NOW) == 0
    assert files() == before


@pytest.mark.parametrize(("pictures", "strays", "gone"), [(0, 1, 0), (1, SPARE + 1, SPARE + 1)])
def test_a_storage_that_is_another_newsroom_s_is_left_alone(pictures, strays, gone, caplog):
    for _n in range(pictures):
        make_image()
    all_strays = {write(f"originals/{stray(number)}") for number in range(strays)}
    assert sweep(at=NOW) == gone
    assert len(all_strays & files()) == strays - gone
    assert ("Does another newsroom keep its pictures there?" in caplog.text) == (not gone)
    write(f"originals/{stray(99)}")
    more = {write(f"originals/{stray(number)}") for number in range(100, 101 + SPARE + pictures)}
    assert sweep(at=NOW) == 0
    assert more < files()
    assert "None was deleted. Does another newsroom keep its pictures there?" in caplog.text


def test_where_there_is_nothing_at_all():
    assert sweep(at=NOW) == 0
    assert sweep_next(at=NOW) is None


def test_once_a_day_whoever_comes_first():
    make_image()
    write(f"originals/{stray(1)}")
    assert sweep_next(at=NOW) == 1
    write(f"originals/{stray(2)}", age=10 * DAY)
    for moment in (NOW, NOW + HOUR, NOW + DAY - HOUR):
        assert sweep_next(at=moment) is None
    assert f"originals/{stray(2)}" in files()
    assert sweep_next(at=NOW + DAY) == 1
    assert PictureSweep.objects.get().at == NOW + DAY


def test_where_the_storage_cannot_be_looked_through_the_worker_goes_on(media):
    make_image()
    originals = media / "originals"
    originals.rename(media / "elsewhere")
    originals.write_bytes(b"")  # the system refuses to look into a file
    with pytest.raises(StorageFailed):
        sweep(at=NOW)
    assert sweep_next(at=NOW) is None


def test_it_asks_the_database_as_often_for_many(django_assert_num_queries):
    for count in (1, 3):
        for _n in range(count):
            make_image()
        write(f"originals/{stray(count)}")
        with django_assert_num_queries(2):
            assert sweep(at=NOW) == 1
