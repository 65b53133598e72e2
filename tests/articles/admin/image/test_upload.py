"""Uploading for scripts, one file at a time, and for a browser's own form, many at once."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Image
from tests.factories import make_user
from tests.factories.images import picture_file

pytestmark = pytest.mark.django_db
UPLOAD = reverse("admin:articles_image_upload")
FORM = {"HTTP_ACCEPT": "text/html,*/*;q=0.8"}


def file(name="harbour.png", content=None):
    return SimpleUploadedFile(name, content or picture_file(size=(40, 20)).read())


@pytest.fixture
def reporter():
    return make_user("Reporter")


@pytest.fixture
def send(client, reporter):
    client.force_login(reporter)

    def send(**data):
        return client.post(UPLOAD, data, HTTP_ACCEPT="application/json")

    return send


def test_a_picture_comes_in_with_its_words(send, reporter):
    answer = send(file=file(), alt="Harbour", credit="A. Name/AP", is_decorative="")
    image = Image.objects.get()
    assert (answer.status_code, answer.json()["id"]) == (201, image.pk)
    assert (image.alt, image.credit, image.width, image.height) == ("Harbour", "A. Name/AP", 40, 20)
    assert image.created_by == reporter
    told = answer.json()
    assert (told["name"], told["barred"], told["marks"], told["read"]) == (
        *("harbour.png", "", []),
        [],
    )
    assert told["url"].startswith(f"/admin/articles/image/file/{image.rendition_key}/full-")


def test_what_the_file_says_fills_what_was_left_empty_and_it_says_so(send):
    exif = picture_file(kind="JPEG", exif=_exif("Ann Quay", "(c) Quay")).read()
    told = send(file=file("x.jpg", exif), credit="Typed/AP").json()
    image = Image.objects.get()
    assert (image.credit, image.creator, image.copyright_notice) == (
        *("Typed/AP", "Ann Quay"),
        "(c) Quay",
    )
    assert told["read"] == ["creator", "copyright notice"]
    entry = LogEntry.objects.get()
    assert str(entry.get_change_message()) == (
        "Added. Read from the file: creator, copyright notice."
    )


def _exif(artist, copyright_):
    from PIL import Image as Picture

    exif = Picture.Exif()
    exif[0x013B], exif[0x8298] = artist, copyright_
    return exif.tobytes()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "file"),
        ({"file": ""}, "file"),
        ({"file": lambda: file("x.png", b"<script>alert(1)</script>")}, "file"),
        ({"file": file, "alt": "x" * 301}, "alt"),
        ({"file": file, "credit": "x" * 201}, "credit"),
    ],
    ids=["nothing", "empty", "script", "alt", "credit"],
)
def test_what_is_wrong_is_said_by_field_and_nothing_is_stored(send, data, field):
    answer = send(**{name: value() if callable(value) else value for name, value in data.items()})
    assert answer.status_code == 400
    errors = answer.json()["errors"]
    assert list(errors) == [field]
    assert all(isinstance(text, str) and text for text in errors[field])
    assert not Image.objects.exists()


def test_who_is_there_and_a_good_token_can_be_asked(client, reporter):
    client.force_login(reporter)
    answer = client.get(UPLOAD).json()
    assert answer["user"] == reporter.pk
    assert len(answer["token"]) > 20
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reporter)
    token = strict.get(UPLOAD).json()["token"]
    headers = {"HTTP_ACCEPT": "application/json", "HTTP_X_CSRFTOKEN": token}
    assert strict.post(UPLOAD, {"file": file()}, **headers).status_code == 201
    assert strict.post(UPLOAD, {"file": file()}, HTTP_ACCEPT="application/json").status_code == 403
    assert Image.objects.count() == 1


def test_nobody_else_may(client):
    assert client.post(UPLOAD, {"file": file()}).status_code == 302
    client.force_login(make_user("Feedback reviewer"))
    refused = client.post(UPLOAD, {"file": file()}, HTTP_ACCEPT="application/json")
    assert (refused.status_code, refused.json()) == (403, {"error": "You may not add pictures."})
    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {"file": file()}, **FORM).status_code == 403
    assert client.put(UPLOAD).status_code == 405
    assert not Image.objects.exists()


def test_a_browser_s_own_form_sends_several_and_is_led_to_them(client, reporter):
    client.force_login(reporter)
    files = [file("one.png"), file("bad.png", b"GIF89a no"), file("two.png")]
    response = client.post(UPLOAD, {"file": files, "credit": "AP"}, **FORM, follow=True)
    added = list(Image.objects.order_by("pk"))
    assert [(image.original_name, image.credit) for image in added] == [
        ("one.png", "AP"),
        ("two.png", "AP"),
    ]
    assert response.redirect_chain == [
        (f"/admin/articles/image/?ids={added[0].pk},{added[1].pk}", 302)
    ]
    refused, done = (str(message) for message in response.context["messages"])
    assert refused.startswith("bad.png: ")
    assert done == "2 pictures were added."


def test_a_browser_s_own_form_without_a_file_says_so(client, reporter):
    client.force_login(reporter)
    response = client.post(UPLOAD, {"credit": "AP"}, **FORM, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Choose a file first."]
