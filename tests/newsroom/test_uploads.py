"""Files as browsers and others send them, byte for byte, through the form in the admin."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from articles.models import Image
from articles.pictures import limits
from articles.pictures.refusal import NotAPicture
from tests.factories import make_user
from tests.factories.pictures import drawn

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_image_add")
UPLOAD = reverse("admin:articles_image_upload")
LARGE = settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1  # waits on disk
CONTENT = drawn("JPEG")

PATH, CHARACTERS = str(NotAPicture("name_path")), str(NotAPicture("name_characters"))
LENGTH = str(NotAPicture("name_length", most=limits.NAME))


@pytest.fixture
def waiting(settings, tmp_path):
    """Where uploads wait on disk."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


@pytest.fixture
def publisher(client: Client, waiting: Path) -> Client:
    client.force_login(make_user("Publisher"))
    return client


def sent(client, disposition: bytes, content=CONTENT, url=ADD):
    """``disposition`` is how the name is written, as in ``filename="x.jpg"``."""
    body = b"\r\n".join(
        [
            b"--edge",
            b'Content-Disposition: form-data; name="alt"',
            b"",
            b"Red",
            b"--edge",
            b'Content-Disposition: form-data; name="file"; ' + disposition,
            b"Content-Type: image/jpeg",
            b"",
            content,
            b"--edge--",
            b"",
        ]
    )
    return client.post(url, body, content_type="multipart/form-data; boundary=edge")


def named(name: str) -> bytes:
    return b'filename="' + name.encode(errors="surrogatepass") + b'"'


def stored():
    root = Path(settings.MEDIA_ROOT)
    return {path for path in root.rglob("*") if path.is_file()}


def told(response):
    return response.json()["errors"]["file"]


@pytest.mark.parametrize("size", [len(CONTENT), LARGE], ids=["in memory", "on disk"])
@pytest.mark.parametrize(
    ("disposition", "words"),
    [
        (named("../../../etc/passwd.jpg"), PATH),
        (named("C:\\\\Users\\\\x.jpg"), PATH),
        (named("&#47;x.jpg"), PATH),
        (named(".."), PATH),
        (named("/"), PATH),
        (named("x\0.jpg"), CHARACTERS),
        (named("harbour\u202egpj.exe"), CHARACTERS),
        (named("harbour\u2067gpj.exe\u2069.jpg"), CHARACTERS),
        (named("x" * 300 + ".jpg"), LENGTH),
        (named("x." + "j" * 300), LENGTH),
        (named("ä" * 300 + ".jpg"), LENGTH),
        (b"filename*=UTF-8''..%2Fx.jpg", PATH),
        (b"filename*=UTF-8''x%E2%80%AEgpj.exe", CHARACTERS),
        (b"filename*=UTF-8''x%00.jpg", CHARACTERS),
    ],
)
def test_a_name_that_misleads_is_refused_in_words(publisher, waiting, disposition, words, size):
    before = stored()
    response = sent(publisher, disposition, CONTENT.ljust(size, b"\0"), url=UPLOAD)
    assert (response.status_code, told(response)) == (400, [words])
    page = sent(publisher, disposition, CONTENT.ljust(size, b"\0"))
    assert page.status_code == 200
    assert page.context["adminform"].form.errors["file"] == [words]
    assert not Image.objects.exists()
    assert (stored(), os.listdir(waiting)) == (before, [])


@pytest.mark.parametrize("size", [len(CONTENT), LARGE], ids=["in memory", "on disk"])
@pytest.mark.parametrize(
    "name",
    ["x.jpg", "x." + "j" * 250, "x" * 255, "ä" * 255, "ميناء.jpg", "x.html", "x", ".jpg", "a.b.c"],
)
def test_other_names_come_in(publisher, waiting, name, size):
    response = sent(publisher, named(name), CONTENT.ljust(size, b"\0"), url=UPLOAD)
    assert (response.status_code, Image.objects.count()) == (201, 1)
    assert os.listdir(waiting) == []


def test_a_file_without_a_name_is_not_a_file(publisher):
    """That is how browsers send that none was chosen."""
    response = sent(publisher, named(""), url=UPLOAD)
    assert (response.status_code, told(response)) == (400, ["This field is required."])


@pytest.mark.parametrize(
    "disposition",
    [named("😀" * 300), b"filename*=utf-99''x.jpg", b"filename*=utf-8''%FF.jpg", b'filename="x'],
)
def test_what_cannot_be_read_does_no_harm(publisher, waiting, disposition):
    publisher.raise_request_exception = False
    response = sent(publisher, disposition, url=UPLOAD)
    assert response.status_code in (201, 400)
    assert os.listdir(waiting) == []


def test_of_a_file_that_is_too_large_the_rest_is_not_kept(publisher, waiting, monkeypatch):
    monkeypatch.setattr(limits, "BYTES", 2**20)
    before = stored()
    response = sent(publisher, named("x.jpg"), CONTENT.ljust(LARGE, b"\0"), url=UPLOAD)
    assert (response.status_code, told(response)) == (400, ["The file is larger than 1 MB."])
    assert not Image.objects.exists()
    assert (stored(), os.listdir(waiting)) == (before, [])
    assert default_storage.exists("x.jpg") is False


def test_of_several_files_each_has_its_own_name(publisher, rf):
    names = ["a.jpg", "../b.jpg", "c\u202e.jpg", "d.jpg"]
    parts = [
        b'--edge\r\nContent-Disposition: form-data; name="file"; ' + named(name) + b"\r\n\r\nx\r\n"
        for name in names
    ]
    request = rf.post(
        ADD, b"".join([*parts, b"--edge--\r\n"]), "multipart/form-data; boundary=edge"
    )
    files = request.FILES.getlist("file")
    assert [file.name_as_sent for file in files] == names
    assert [file.name for file in files] == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]
