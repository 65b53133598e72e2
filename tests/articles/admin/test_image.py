"""The form of a picture: its words in every language, and that they reach readers."""

import struct
import zlib
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
    data = form_at(client, url_of(image)) | fields
    del data["file"]
    return client.post(url_of(image), data)


def test_other_languages_are_folded_away(publisher):
    image = make_image(alts={"de": "Ein Hafen"})
    fieldsets = list(publisher.get(url_of(image)).context["adminform"])
    assert [(part.name, part.fields) for part in fieldsets] == [
        (None, ["picture", "file", "alt", "caption", "credit"]),
        ("Other languages", ("alts", "captions")),
    ]
    assert [part.is_collapsible for part in fieldsets] == [False, True]


def test_a_new_picture_has_nothing_to_look_at_yet(publisher):
    form = publisher.get(reverse("admin:articles_image_add")).context["adminform"]
    assert [part.fields for part in form] == [
        ["file", "alt", "caption", "credit"],
        ("alts", "captions"),
    ]


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
    assert "<figcaption>Der Hafen</figcaption>" in made.pieces[0]
    assert Publication.objects.filter(pk=english.pk).values().get() == before


def test_words_that_are_too_long_are_refused_in_sight_and_kept(publisher):
    image = make_image()
    response = sent(publisher, image, caption_de="x" * 501)
    assert errors(response) == ["de: at most 500 characters, not 501."]
    form = response.context["adminform"]
    assert form.form["captions"].value()["de"] == "x" * 501
    assert [part.is_collapsible for part in form] == [False, False]
    assert Image.objects.get().captions == {}


def test_pictures_are_found_by_their_words_in_any_language(publisher):
    image = make_image(alts={"de": "Häfen"}, captions={"ar": "ميناء"})
    make_image()
    for words in ("häfen", "ميناء"):
        found = publisher.get(reverse("admin:articles_image_changelist"), {"q": words})
        assert [row.pk for row in found.context["cl"].result_list] == [image.pk]


ADD = reverse("admin:articles_image_add")
TOO_LARGE = "The picture is larger than 50 megapixels. Make it smaller first."
NO_WORDS = "This picture has no alternative text: readers who cannot see it learn nothing of it."
NAMES = "The name of a picture must end in .jpg, .jpeg, .png, .webp, .avif, .gif."


def png(width, height):
    """A PNG that says it has so many pixels, and holds none."""
    head = struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def drawn(kind):
    data = BytesIO()
    Picture.new("RGB", (4, 3), "red").save(data, kind)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("x.png", png(60_000, 60_000), TOO_LARGE),
        ("x.png", png(10_000, 10_000), TOO_LARGE),
        ("x.txt", drawn("PNG"), NAMES),
        ("x.html", drawn("PNG"), NAMES),
        ("x.bmp", drawn("BMP"), NAMES),
        (
            "x.png",
            drawn("TIFF"),
            "This is not a JPEG, PNG, WebP, AVIF or GIF picture, or the file is damaged.",
        ),
    ],
    ids=["60000", "10000", "txt", "html", "bmp", "tiff"],
)
def test_a_refused_file_is_told_the_true_reason(publisher, name, content, wanted):
    file = SimpleUploadedFile(name, content)
    assert errors(publisher.post(ADD, {"file": file, "alt": "Red"})) == [wanted]
    assert not Image.objects.exists()
    upload = reverse("admin:articles_body_upload")
    refused = publisher.post(upload, {"file": SimpleUploadedFile(name, content), "alt": "Red"})
    assert (refused.status_code, refused.json()) == (400, {"errors": {"file": [wanted]}})


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
