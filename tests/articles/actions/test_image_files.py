"""The files of a picture: made when it comes, made anew when it changes, and never half of them."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from PIL import Image as Picture

from articles.actions import NotAllowed, images, picture_files, picture_storage
from articles.actions.picture_storage import NotStored
from articles.models import Event, Image, Publication, ReplacedRenditions
from articles.pictures import metadata
from articles.pictures.renditions import folder, names
from tests.factories import AT, make_image, make_live, make_user
from tests.factories.images import picture_file

pytestmark = pytest.mark.django_db
SAYS = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ps="http://ns.adobe.com/photoshop/1.0/"
 xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" ps:Credit="AP"
 ext:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">
<dc:creator><rdf:Seq><rdf:li>A. Name</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">From the file</rdf:li></rdf:Alt>
</dc:description>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">\xc2\xa9 2024 AP</rdf:li></rdf:Alt></dc:rights>
<dc:subject><rdf:Bag><rdf:li>storm</rdf:li><rdf:li>harbour</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def files():
    """What is in the storage, by name."""
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def changed(image, *, by=None, **fields):
    image = Image.objects.get(pk=image.pk)
    for name, value in fields.items():
        setattr(image, name, value)
    images.change(image, by=by, at=AT, fields=list(fields))
    return Image.objects.get(pk=image.pk)


def test_the_original_and_every_rendition_are_stored_and_nothing_else():
    image = make_image(size=(700, 500))
    made = {f"{folder(image.rendition_key)}{name}" for name in names(image.renditions)}
    assert files() == {image.file.name, *made}
    assert (image.width, image.height) == (700, 500)
    assert "full-640.avif" in names(image.renditions)
    assert image.original_name == "harbour.png"
    assert Image.objects.get().renditions == image.renditions


def test_the_address_cannot_be_guessed_from_the_picture_before():
    keys = {make_image().rendition_key for _turn in range(5)}
    names_of_originals = set(Image.objects.values_list("file", flat=True))
    assert (len(keys), len(names_of_originals)) == (5, 5)
    assert all(len(key) >= 22 for key in keys)


def test_empty_fields_are_filled_with_what_the_file_says_and_typed_ones_stay():
    file = picture_file("storm.jpg", kind="JPEG", xmp=SAYS)
    image = images.add(Image(file=file, caption="Typed"), by=None, at=AT)
    assert (image.caption, image.credit, image.creator) == ("Typed", "A. Name/AP", "A. Name")
    assert image.copyright_notice == "© 2024 AP"
    assert image.keywords == "storm, harbour"
    assert image.digital_source_type == "trainedAlgorithmicMedia"


def test_published_files_say_whose_it_is_and_say_so_anew_when_that_changes():
    image = make_image(credit="A. Name/AP")
    before = files()
    image = changed(image, credit="B. Other/AP")
    for name in files() - before:
        with open(Path(settings.MEDIA_ROOT) / name, "rb") as file:
            assert metadata.read(file).credit == "B. Other/AP", name
    assert len(files() - before) == len(names(image.renditions))


def test_another_file_keeps_the_id_and_the_old_ones_wait_for_removal():
    before = make_image(size=(700, 500))
    old = files()
    image = changed(before, file=picture_file("quay.png", size=(900, 300)))
    assert (image.pk, image.width, image.height) == (before.pk, 900, 300)
    assert image.rendition_key != before.rendition_key
    assert image.file.name not in old
    assert old < files()
    row = ReplacedRenditions.objects.get()
    assert (row.image, row.key, set(row.files)) == (image, before.rendition_key, old)


def test_another_file_fills_what_is_empty_and_what_stands_stays():
    image = make_image(caption="Old")
    live = make_live(lead_image=image)
    Image.objects.update(credit="")
    file = picture_file("storm.jpg", kind="JPEG", xmp=SAYS)
    row = Image.objects.get(pk=image.pk)
    row.file = file
    names_of_changed = images.change(row, by=None, at=AT, fields=["file"])
    filled = ["creator", "credit", "copyright_notice", "keywords", "digital_source_type"]
    assert names_of_changed == ["file", *filled]
    image = Image.objects.get()
    assert (image.caption, image.credit, image.creator) == ("Old", "A. Name/AP", "A. Name")
    assert "credit: – → “A. Name/AP”" in Event.objects.filter(article=live).latest("pk").why
    for name in names(image.renditions):
        with open(Path(settings.MEDIA_ROOT) / folder(image.rendition_key) / name, "rb") as made:
            assert metadata.read(made).credit == "A. Name/AP", name


def test_what_somebody_takes_out_is_filled_from_the_file_that_they_send_with_it():
    image = make_image(credit="Old/AP")
    file = picture_file("storm.jpg", kind="JPEG", xmp=SAYS)
    assert changed(image, credit="", file=file).credit == "A. Name/AP"


def test_what_somebody_else_has_typed_meanwhile_stays():
    image = make_image(caption="")
    opened = Image.objects.get()
    changed(image, caption="Theirs", keywords="theirs")
    opened.file = picture_file("storm.jpg", kind="JPEG", xmp=SAYS)
    images.change(opened, by=None, at=AT, fields=["file"])
    stored = Image.objects.get()
    assert (stored.caption, stored.keywords, stored.creator) == ("Theirs", "theirs", "A. Name")


def test_another_focal_point_cuts_anew_and_keeps_the_original():
    picture = Picture.new("RGB", (100, 400), "red")
    picture.paste("blue", (0, 200, 100, 400))
    image = make_image()
    image = changed(image, file=_as_file(picture))
    image = changed(image, focus_x=0.5, focus_y=1.0)
    with Picture.open(
        Path(settings.MEDIA_ROOT) / folder(image.rendition_key) / "16x9-100.jpg"
    ) as cut:
        assert cut.getpixel((50, 20))[2] > 200
    row = ReplacedRenditions.objects.order_by("-pk").first()
    assert image.file.name not in row.files
    assert image.file.storage.exists(image.file.name)


def _as_file(picture):
    data = BytesIO()
    picture.save(data, "PNG")
    return ContentFile(data.getvalue(), name="halves.png")


@pytest.mark.parametrize("fields", [{"caption": "New"}, {"focus_x": 0.5}, {"credit": "A. Name/AP"}])
def test_words_alone_and_what_is_as_it_was_make_no_file(fields):
    image = make_image(credit="A. Name/AP")
    before = files()
    assert changed(image, **fields).rendition_key == image.rendition_key
    assert files() == before
    assert not ReplacedRenditions.objects.exists()


def test_who_may_not_change_it_makes_no_file():
    image = make_image()
    make_live(lead_image=image)
    before = files()
    with pytest.raises(NotAllowed):
        changed(image, by=make_user("Reporter"), file=picture_file("quay.png"))
    assert files() == before


def test_of_two_who_change_the_files_the_second_is_told():
    image = make_image()
    first, second = Image.objects.get(pk=image.pk), Image.objects.get(pk=image.pk)
    first.focus_x = 0.1
    second.focus_x = 0.9
    images.change(first, by=None, at=AT, fields=["focus_x"])
    before = files()
    with pytest.raises(NotAllowed, match="Somebody else has just changed this picture"):
        images.change(second, by=None, at=AT, fields=["focus_x"])
    assert Image.objects.get().focus_x == 0.1
    assert files() == before


def test_who_may_not_add_pictures_leaves_nothing():
    with pytest.raises(NotAllowed, match="You may not add pictures"):
        make_image(by=make_user("Feedback reviewer"))
    assert (files(), Image.objects.count()) == (set(), 0)


def test_a_damaged_file_leaves_neither_row_nor_file():
    whole = picture_file("a.jpg", kind="JPEG", size=(400, 400)).read()
    broken = whole[: len(whole) // 2] + b"\x00" * 40 + whole[-2:]
    for data in (whole[:200], broken[:-20], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b""):
        with pytest.raises(NotStored):
            images.add(Image(file=ContentFile(data, name="a.jpg")), by=None, at=AT)
    assert (files(), Image.objects.count()) == (set(), 0)


def test_where_the_row_cannot_be_written_no_file_is_left():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_image(focus_x=7)
    assert (files(), Image.objects.count()) == (set(), 0)


def test_every_page_that_shows_it_is_made_with_the_new_files(django_capture_on_commit_callbacks):
    image = make_image()
    article = make_live(lead_image=image, body=f'<figure data-image="{image.pk}"></figure>')
    with django_capture_on_commit_callbacks(execute=True):
        now = changed(image, file=picture_file("quay.png"))
    made = Publication.objects.get(pk=article.pk)
    for text in (made.card, str(made.pieces), str(made.page)):
        assert now.rendition_key in text
        assert image.rendition_key not in text


def test_files_that_are_gone_already_are_no_obstacle():
    image = make_image()
    picture_storage.remove(picture_files.all_of(image))
    picture_storage.remove(picture_files.all_of(image))
    assert files() == set()
    with pytest.raises(NotStored, match="The file of this picture is gone"):
        changed(image, focus_x=0.1)
