"""``rebuild`` and the files of pictures; its pages are in test_upkeep.py."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from articles.actions.picture_files import all_of
from articles.actions.picture_storage import AWAY
from articles.actions.picture_upkeep import is_whole
from articles.models import Image, Publication, StoriesOfMonth
from tests.factories import make_image, make_live

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def run(**options):
    """What it says: of its work, of trouble and progress, and in the end."""
    out, err, end = StringIO(), StringIO(), ""
    try:
        call_command("rebuild", stdout=out, stderr=err, **options)
    except CommandError as error:
        end = str(error)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), end


def lose(name):
    Path(default_storage.path(name)).unlink()


def test_what_is_whole_is_left_alone_and_what_is_not_is_made_again():
    whole, broken = make_image(), make_image()
    article = make_live(lead_image=broken)
    lose(all_of(broken)[-1])
    said = ["1 pictures made again, 1 as they were", "1 publications made again"]
    assert run() == ([*said, "0 files and folders of no picture deleted"], [], "")
    assert Image.objects.get(pk=whole.pk).rendition_key == whole.rendition_key
    made = Image.objects.get(pk=broken.pk)
    assert made.rendition_key != broken.rendition_key
    assert is_whole(made)
    assert made.rendition_key in Publication.objects.get(pk=article.pk).card
    assert run()[0][0] == "0 pictures made again, 2 as they were"


def test_all_are_made_again_where_that_is_asked_for_and_it_says_how_far_it_is():
    keys = {make_image().rendition_key for _n in range(11)}
    out, err, _end = run(pictures=True)
    assert out[0] == "11 pictures made again, 0 as they were"
    assert err == ["pictures: 10 of 11"]
    assert not keys & set(Image.objects.values_list("rendition_key", flat=True))


def test_one_that_cannot_be_made_is_named_and_the_others_are_made():
    lost, other = make_image(alt="A quay"), make_image()
    for name in all_of(lost):
        lose(name)
    lose(all_of(other)[-1])
    out, err, end = run()
    gone = "The file of this picture is gone. Choose a file again."
    assert out[0] == "1 pictures made again, 0 as they were"
    assert err == [f"Picture #{lost.pk} A quay: {gone}"]
    assert end == "1 could not be made again; readers have them as before."
    assert is_whole(Image.objects.get(pk=other.pk))


@pytest.mark.parametrize("every", [True, False])
def test_one_that_cannot_be_read_is_named_and_the_others_are_made(media, every):
    stuck, other = make_image(alt="A quay"), make_image()
    for name in all_of(stuck):
        lose(name)
    (media / stuck.file.name).mkdir()  # the system refuses to read a folder
    lose(all_of(other)[-1])
    out, err, end = run(pictures=every)
    assert out[0] == "1 pictures made again, 0 as they were"
    assert err == [f"Picture #{stuck.pk} A quay: {AWAY}"]
    assert end == "1 could not be made again; readers have them as before."
    assert is_whole(Image.objects.get(pk=other.pk))


def test_where_the_storage_does_not_answer_it_goes_no_further(media):
    first, _second = make_image(alt="A quay"), make_image()
    (media / "pictures").rename(media / "elsewhere")
    (media / "pictures").write_bytes(b"")  # the system refuses to look into a file
    out, err, end = run()
    assert out == ["0 pictures made again, 0 as they were", "0 publications made again"]
    assert err == [f"Picture #{first.pk} A quay: {AWAY}", f"Files of no picture: {AWAY}"]
    assert end == "2 could not be made again; readers have them as before."


class Interrupting(StringIO):
    """Where one presses Ctrl-C as soon as it is said how far it is."""

    def write(self, text):
        if text.startswith("pictures: "):
            raise KeyboardInterrupt
        return super().write(text)


def test_whoever_stops_it_is_told_what_that_means():
    before = {make_image().rendition_key for _n in range(11)}
    with pytest.raises(CommandError, match=r"^Stopped\. What was made again stays so") as stopped:
        call_command("rebuild", pictures=True, stderr=Interrupting())
    assert stopped.value.returncode == 130
    assert len(before & set(Image.objects.values_list("rendition_key", flat=True))) == 1
    assert all(is_whole(image) for image in Image.objects.all())


def test_months_of_the_sitemap_are_counted_again_where_they_are_wrong():
    make_live()
    assert len(run()[0]) == 3
    StoriesOfMonth.objects.all().delete()
    doctor = StringIO()
    call_command("doctor", stdout=doctor)
    assert (
        "number of stories (rebuild counts them): 1\n  2024-05: 0 instead of 1\n"
        in doctor.getvalue()
    )
    assert run()[0][-1] == "1 months of the sitemap counted again"
    assert [row.stories for row in StoriesOfMonth.objects.all()] == [1]
