"""What the worker does for the files of pictures: old ones go, missing ones come."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.actions import images, picture_files, picture_storage, picture_upkeep
from articles.actions.picture_files import all_of
from articles.actions.picture_storage import AWAY, NotStored
from articles.actions.picture_upkeep import GRACE, is_whole, make_next, remake, remove_next
from articles.models import Image, Publication, ReplacedRenditions
from articles.pictures.renditions import folder, made_of, names
from tests.articles.actions.stored import files_and_folders as files
from tests.factories import AT, make_image, make_live

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def of(image):
    return {*all_of(image), folder(image.rendition_key).rstrip("/")}


def focused(image, x, *, at=AT):
    """Cut anew."""
    image = Image.objects.get(pk=image.pk)
    image.focus_x = x
    images.change(image, by=None, at=at, fields=["focus_x"])
    return image


def before_there_were_any():
    """A picture as the migration leaves it: with an original, and nothing else."""
    image = make_image()
    picture_storage.remove(picture_files.renditions_of(image))
    Image.objects.filter(pk=image.pk).update(rendition_key=None, renditions={}, width=0, height=0)
    return Image.objects.get(pk=image.pk)


# --- Removing ---


def test_what_was_replaced_goes_after_a_while_with_its_folder():
    before = make_image()
    after = focused(before, 0.1)
    assert files() == of(before) | of(after)
    assert remove_next(at=AT + GRACE - SECOND) is None
    assert remove_next(at=AT + GRACE) == before.rendition_key
    assert files() == of(after)
    assert remove_next(at=AT + GRACE) is None
    assert not ReplacedRenditions.objects.exists()


def test_the_oldest_goes_first_one_at_a_time():
    first = make_image()
    second = focused(first, 0.1, at=AT + SECOND)
    third = focused(second, 0.2)
    removed = [remove_next(at=AT + GRACE + SECOND) for _turn in range(3)]
    assert removed == [second.rendition_key, first.rendition_key, None]
    assert files() == of(third)


def test_it_waits_for_the_last_page_that_names_it():
    before, other = make_image(), make_image()
    article = make_live(lead_image=before)
    stale = make_live(lead_image=other)
    after = focused(before, 0.1)
    Publication.objects.filter(pk=stale.pk).update(is_stale=True)
    assert Publication.objects.get(pk=article.pk).is_stale is True
    assert remove_next(at=AT + 100 * GRACE) is None
    Publication.objects.filter(pk=article.pk).update(is_stale=False)
    assert remove_next(at=AT + GRACE) == before.rendition_key
    assert files() == of(after) | of(other)


def test_what_was_deleted_goes_at_once_and_no_other_page_holds_it():
    image, other = make_image(), make_image()
    stale = make_live(lead_image=other)
    Publication.objects.filter(pk=stale.pk).update(is_stale=True)
    images.delete(image, by=None, at=AT)
    assert files() == of(image) | of(other)
    assert remove_next(at=AT - SECOND) is None
    assert remove_next(at=AT) == image.rendition_key
    assert files() == of(other)


def test_files_that_are_gone_already_are_no_obstacle():
    image = make_image()
    images.delete(image, by=None, at=AT)
    picture_storage.remove(all_of(image))
    assert remove_next(at=AT) == image.rendition_key
    assert (files(), ReplacedRenditions.objects.count()) == (set(), 0)


def test_what_cannot_be_deleted_is_tried_again_later_and_holds_up_nothing_else(caplog):
    image, other = make_image(), make_image()
    images.delete(image, by=None, at=AT)
    images.delete(other, by=None, at=AT + SECOND)
    stuck = Path(default_storage.path(image.file.name))
    content = stuck.read_bytes()
    stuck.unlink()
    (stuck / "below").mkdir(parents=True)  # the system refuses to delete a folder with something in
    moment = AT + SECOND
    assert remove_next(at=moment) == image.rendition_key
    assert f"{image.file.name} could not be deleted" in caplog.text
    assert remove_next(at=moment) == other.rendition_key
    assert remove_next(at=moment) is None
    assert ReplacedRenditions.objects.get().key == image.rendition_key
    (stuck / "below").rmdir()
    stuck.rmdir()
    stuck.write_bytes(content)
    assert remove_next(at=moment + GRACE) == image.rendition_key
    assert (files(), ReplacedRenditions.objects.count()) == (set(), 0)


# --- Making ---


def test_pictures_from_before_get_theirs_one_at_a_time():
    first, second, whole = before_there_were_any(), before_there_were_any(), make_image()
    article = make_live(lead_image=first)
    kept = whole.rendition_key
    assert [make_next(at=AT) for _turn in range(2)] == [second.pk, first.pk]
    assert make_next(at=AT) is None
    for image in Image.objects.all():
        assert (image.width, image.height) == (8, 6)
        assert is_whole(image)
        assert of(image) <= files()
    assert Image.objects.get(pk=whole.pk).rendition_key == kept
    assert Publication.objects.get(pk=article.pk).is_stale is True
    assert not ReplacedRenditions.objects.exists()


def test_one_that_cannot_be_made_says_why_and_holds_up_nothing_else(caplog):
    lost, good = before_there_were_any(), before_there_were_any()
    damaged = before_there_were_any()
    Path(default_storage.path(lost.file.name)).unlink()
    Path(default_storage.path(damaged.file.name)).write_bytes(b"<svg/>")
    assert [make_next(at=AT) for _turn in range(4)] == [damaged.pk, good.pk, lost.pk, None]
    why = dict(Image.objects.values_list("pk", "renditions__failed"))
    assert why == {
        lost.pk: "The file of this picture is gone. Choose a file again.",
        damaged.pk: "The file is damaged: the picture in it cannot be read to its end.",
        good.pk: None,
    }
    assert files() == of(Image.objects.get(pk=good.pk)) | {damaged.file.name}


def test_one_that_cannot_be_read_is_tried_again_later_and_holds_up_nothing_else(caplog):
    good, stuck = before_there_were_any(), before_there_were_any()
    path = Path(default_storage.path(stuck.file.name))
    content = path.read_bytes()
    path.unlink()
    path.mkdir()  # the system refuses to read a folder
    assert [make_next(at=AT) for _turn in range(3)] == [stuck.pk, good.pk, None]
    assert is_whole(Image.objects.get(pk=good.pk))
    assert Image.objects.get(pk=stuck.pk).renditions["failed"] == str(AWAY)
    assert f"Picture {stuck.pk}" in caplog.text
    later = AT + GRACE
    assert [make_next(at=moment) for moment in (later - SECOND, later, later)] == [
        None,
        stuck.pk,
        None,
    ]
    path.rmdir()
    path.write_bytes(content)
    assert [make_next(at=later + GRACE) for _turn in range(2)] == [stuck.pk, None]
    assert is_whole(Image.objects.get(pk=stuck.pk))


def test_where_the_storage_gives_nothing_no_picture_is_to_blame(media):
    image = before_there_were_any()
    (media / "originals").rename(media / "elsewhere")
    (media / "originals").write_bytes(b"")  # the system refuses to look into a file
    assert make_next(at=AT) is None
    assert Image.objects.get().renditions == {}
    (media / "originals").unlink()
    (media / "elsewhere").rename(media / "originals")
    assert make_next(at=AT) == image.pk


def test_where_nothing_can_be_written_no_picture_is_to_blame(media):
    image = before_there_were_any()
    (media / "pictures").rmdir()
    (media / "pictures").write_bytes(b"")
    assert make_next(at=AT) is None
    assert Image.objects.get().renditions == {}
    (media / "pictures").unlink()
    assert make_next(at=AT) == image.pk


# --- Whole, and made again ---


def test_a_picture_is_whole_with_all_files_of_the_set_that_is_to_be():
    image = make_image()
    assert is_whole(image)
    for name in names(image.renditions):
        path = Path(default_storage.path(f"{folder(image.rendition_key)}{name}"))
        content = path.read_bytes()
        path.unlink()
        assert not is_whole(image), name
        path.write_bytes(content)
    assert is_whole(image)


def test_a_picture_is_not_whole_with_another_set():
    image = make_image()
    other = made_of((8, 6))
    del other["social"]
    for fields in (
        {"renditions": other},
        {"renditions": {"failed": "Why."}},
        {"width": 7},
        {"rendition_key": None},
        {"rendition_key": "another-key-of-22-chars"},
    ):
        changed = Image.objects.get(pk=image.pk)
        for name, value in fields.items():
            setattr(changed, name, value)
        assert not is_whole(changed), fields


def test_made_again_under_another_key_and_every_page_with_it(django_capture_on_commit_callbacks):
    image = make_image()
    article = make_live(lead_image=image)
    before = files()
    with django_capture_on_commit_callbacks(execute=True):
        remake(image, at=AT)
    after = Image.objects.get()
    assert after.rendition_key != image.rendition_key
    assert (after.file, after.renditions) == (image.file, image.renditions)
    assert files() == before | of(after)
    publication = Publication.objects.get(pk=article.pk)
    assert publication.is_stale is False
    assert after.rendition_key in publication.card
    row = ReplacedRenditions.objects.get()
    assert (row.key, row.image) == (image.rendition_key, after)
    assert image.file.name not in row.files


def test_who_has_changed_the_files_meanwhile_keeps_theirs():
    image = make_image()
    changed = focused(image, 0.1)
    before = files()
    remake(image, at=AT)  # as it was when somebody began
    assert Image.objects.get().rendition_key == changed.rendition_key
    assert files() == before
    assert ReplacedRenditions.objects.count() == 1


def test_of_what_was_deleted_meanwhile_nothing_is_left():
    """The original is still there when the files are made, and the row is not."""
    image = make_image()
    images.delete(image, by=None, at=AT)
    before = files()
    remake(Image(pk=image.pk, file=image.file.name, rendition_key=image.rendition_key), at=AT)
    assert files() == before
    assert not Image.objects.exists()


def test_what_cannot_be_made_again_stays_as_it_was():
    image = make_image()
    Path(default_storage.path(image.file.name)).write_bytes(b"damaged")
    before = files()
    with pytest.raises(NotStored):
        remake(image, at=AT)
    assert files() == before
    assert Image.objects.get().rendition_key == image.rendition_key


def test_what_was_taken_in_before_is_made_whatever_its_name_says():
    """Originals from before have the names of that time."""
    image = make_image()
    name = default_storage.save("images/quay.jpg", ContentFile(image.file.read()))
    Image.objects.update(file=name, rendition_key=None, renditions={})
    assert picture_upkeep.make_next(at=AT) == image.pk
    assert is_whole(Image.objects.get())
