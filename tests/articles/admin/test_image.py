"""The form of a picture: its words in every language, and that they reach readers."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from articles.models import Image, Publication
from tests.factories import make_image, make_language, make_live, make_user

from .conftest import errors, form_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(as_user):
    make_language("de", "Deutsch")
    make_language("ar", "العربية", "rtl")
    return as_user(make_user("Publisher"))


def url_of(image):
    return reverse("admin:articles_image_change", args=[image.pk])


def sent(client, image, **fields):
    """With no new file chosen."""
    return client.post(url_of(image), form_at(client, url_of(image)) | fields)


WORDS = ["alt", "is_decorative", "caption", "keywords"]
WHOSE = ["credit", "creator", "agency", "copyright_notice", "date_created", "digital_source_type"]
RIGHTS = [
    *("usage_terms", "instructions", "license_url", "acquire_license_page"),
    *("usable_from", "usable_until", "do_not_use"),
]
FOCUS = ["focal_point", ("focus_x", "focus_y")]


def fields_of_form(response):
    parts = list(response.context["adminform"])
    return [(part.name, list(part.fields)) for part in parts], [p.is_collapsible for p in parts]


def test_the_form_goes_by_what_is_asked_of_a_picture(publisher):
    image = make_image(alts={"de": "Ein Hafen"})
    fieldsets, folded = fields_of_form(publisher.get(url_of(image)))
    assert fieldsets == [
        (None, ["picture", "file", *FOCUS]),
        ("What it shows", WORDS),
        ("Other languages", ["alts", "captions"]),
        ("Whose it is", WHOSE),
        ("Rights", RIGHTS),
    ]
    assert folded == [False, False, True, False, False]


def test_a_new_picture_has_nothing_to_look_at_yet(publisher):
    fieldsets, _folded = fields_of_form(publisher.get(reverse("admin:articles_image_add")))
    assert fieldsets[0] == (None, ["file", *FOCUS])
    assert len(fieldsets) == 5


def test_new_words_reach_the_live_stories_in_that_language_alone(
    publisher, django_capture_on_commit_callbacks
):
    image = make_image(alt="A harbour", caption="The harbour")
    body = f'<figure data-image="{image.pk}"></figure>'
    german = make_live(language_id="de", lead_image=image, body=body)
    english = make_live(lead_image=image, body=body)
    before = Publication.objects.filter(pk=english.pk).values().get()
    with django_capture_on_commit_callbacks(execute=True):
        response = sent(publisher, image, alt_de=" Ein Hafen ", caption_de="Der Hafen", alt_ar="")
    assert response.status_code == 302
    image.refresh_from_db()
    assert (image.alts, image.captions) == ({"de": "Ein Hafen"}, {"de": "Der Hafen"})
    made = Publication.objects.get(pk=german.pk)
    assert made.is_stale is False
    assert (made.page["lead"]["alt"], made.page["lead"]["caption"]) == ("Ein Hafen", "Der Hafen")
    assert 'alt="Ein Hafen"' in made.pieces[0]
    assert "<figcaption>Der Hafen" in made.pieces[0]
    assert Publication.objects.filter(pk=english.pk).values().get() == before


def test_words_that_are_too_long_are_refused_in_sight_and_kept(publisher):
    image = make_image()
    response = sent(publisher, image, caption_de="x" * 501)
    assert errors(response) == ["de: at most 500 characters, not 501."]
    form = response.context["adminform"]
    assert form.form["captions"].value()["de"] == "x" * 501
    assert [part.is_collapsible for part in form] == [False] * 5
    assert Image.objects.get().captions == {}


def test_pictures_are_found_by_their_words_in_any_language(publisher):
    image = make_image(alts={"de": "Häfen"}, captions={"ar": "ميناء"})
    make_image()
    for words in ("häfen", "ميناء"):
        found = publisher.get(reverse("admin:articles_image_changelist"), {"q": words})
        assert [card["image"].pk for card in found.context["cards"]] == [image.pk]


ADD = reverse("admin:articles_image_add")
NO_WORDS = "This picture has no alternative text: readers who cannot see it learn nothing of it."


def drawn(kind):
    data = BytesIO()
    Picture.new("RGB", (4, 3), "red").save(data, kind)
    return data.getvalue()


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_a_picture_without_words_is_stored_and_said_to_be(publisher):
    fields = {"file": SimpleUploadedFile("x.PNG", drawn("PNG"))}
    assert NO_WORDS in told(publisher.post(ADD, fields, follow=True))
    fields = {"file": SimpleUploadedFile("x.jpeg", drawn("JPEG")), "alt": "Red"}
    assert NO_WORDS not in told(publisher.post(ADD, fields, follow=True))
    assert Image.objects.count() == 2


def test_the_words_of_a_picture_whose_file_is_gone_can_be_changed(publisher):
    image = make_image(alt="Old")
    image.file.storage.delete(image.file.name)
    gone = "The file of this picture is gone: readers see a gap. Choose a file again."
    assert gone in publisher.get(url_of(image)).content.decode()
    assert sent(publisher, image, alt="New").status_code == 302
    assert gone in told(publisher.get(url_of(image)))
    image = Image.objects.get()  # refreshing the row would open its file
    assert (image.alt, image.width, image.height) == ("New", 8, 6)
    new = SimpleUploadedFile("y.png", drawn("PNG"))
    data = form_at(publisher, url_of(image)) | {"file": new}
    assert publisher.post(url_of(image), data).status_code == 302
    image = Image.objects.get()
    assert (image.width, image.height) == (4, 3)


def test_times_of_rights_are_by_the_newsroom_s_clock_and_in_order(publisher):
    image = make_image()
    times = {"usable_from": "2026-12-01T10:00", "usable_until": "2026-12-24T18:30"}
    assert sent(publisher, image, **times).status_code == 302
    image = Image.objects.get()
    assert [f"{moment:%d %H:%M}" for moment in (image.usable_from, image.usable_until)] == [
        "01 10:00",
        "24 18:30",
    ]
    response = sent(publisher, image, usable_until="2026-11-01T10:00")
    assert errors(response) == ["The rights would end before they begin."]


def test_what_was_read_from_the_file_is_said(publisher):
    exif = Picture.Exif()
    exif[0x013B] = "Ann Quay"
    data = BytesIO()
    Picture.new("RGB", (4, 3), "red").save(data, "JPEG", exif=exif)
    file = SimpleUploadedFile("x.jpg", data.getvalue())
    response = publisher.post(ADD, {"file": file, "alt": "Red"}, follow=True)
    assert "Read from the file: credit, creator." in told(response)
    image = Image.objects.get()
    assert image.creator == "Ann Quay"
    history = publisher.get(reverse("admin:articles_image_history", args=[image.pk]))
    assert "Added. Read from the file: credit, creator." in history.content.decode()


def test_what_was_read_from_another_file_is_said_too(publisher):
    image = make_image(alt="Red")
    data, exif = BytesIO(), Picture.Exif()
    exif[0x013B] = "Ann Quay"
    Picture.new("RGB", (4, 3), "red").save(data, "JPEG", exif=exif)
    file = SimpleUploadedFile("x.jpg", data.getvalue())
    response = publisher.post(
        url_of(image), form_at(publisher, url_of(image)) | {"file": file}, follow=True
    )
    assert "Read from the file: creator." in told(response)
    history = publisher.get(reverse("admin:articles_image_history", args=[image.pk]))
    assert "Changed File. Read from the file: creator." in history.content.decode()
    image.refresh_from_db(fields=["credit", "creator"])
    assert (image.credit, image.creator) == ("A. Name/AP", "Ann Quay")


def test_no_page_links_to_the_original(publisher):
    image = make_image()
    page = publisher.get(url_of(image)).content.decode()
    assert image.file.name not in page
