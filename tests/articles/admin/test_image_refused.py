"""Files that may not come in: the form says why, and nothing of them stays."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Image
from articles.pictures.refusal import NotAPicture
from tests.factories.hostile import HOSTILE
from tests.factories.pictures import drawn

from .conftest import errors

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_image_add")
UPLOAD = reverse("admin:articles_image_upload")

KINDS = [
    "disguises: svg",
    "disguises: html",
    "disguises: one byte",
    "disguises: 31 MB",
    "jpegs: 30000 pixels",
    "jpegs: cut off in its data",
    "jpegs: a thousand scans",
    "jpegs: millions of segments",
    "pngs: 60000 pixels",
    "pngs: 49 megapixels, half of them",
    "pngs: words that are a bomb",
    "pngs: ten thousand frames",
    "gifs: ten thousand frames",
    "gifs: a screen of 60000 pixels",
    "webps: ten thousand frames",
    "webps: cut off",
    "webps: 24 megapixels without data",
    "avifs: 30000 pixels",
    "avifs: moving",
    "avifs: no end",
]
VALUES = {
    "too_large": {"most": 30},
    "too_long": {"most": 20_000},
    "disguises: svg": {"what": "an SVG drawing"},
    "disguises: html": {"what": "a web page or XML"},
}


def words(name):
    code = HOSTILE[name][1]
    if code == "decoding":
        return "The file is damaged: the picture in it cannot be read to its end."
    return str(NotAPicture(code, **VALUES.get(code, VALUES.get(name, {}))))


def stored():
    root = Path(settings.MEDIA_ROOT)
    return {path for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", KINDS)
def test_a_hostile_file_is_refused_and_leaves_nothing(publisher, settings, tmp_path, name):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    content, before = HOSTILE[name][0](), stored()
    file = SimpleUploadedFile("harbour.jpg", content, "image/jpeg")
    assert errors(publisher.post(ADD, {"file": file, "alt": "Red"})) == [words(name)]
    refused = publisher.post(UPLOAD, {"file": SimpleUploadedFile("x.png", content), "alt": "Red"})
    assert (refused.status_code, refused.json()) == (400, {"errors": {"file": [words(name)]}})
    assert not Image.objects.exists()
    assert (stored(), os.listdir(tmp_path)) == (before, [])


def test_an_empty_file_is_refused(publisher):
    file = SimpleUploadedFile("x.png", b"")
    assert errors(publisher.post(ADD, {"file": file})) == ["The submitted file is empty."]


def test_a_file_that_replaces_another_is_looked_at_too(publisher):
    file = SimpleUploadedFile("x.png", drawn("PNG"))
    assert publisher.post(UPLOAD, {"file": file, "alt": "Red"}).status_code == 201
    image, before = Image.objects.get(), stored()
    change = reverse("admin:articles_image_change", args=[image.pk])
    file = SimpleUploadedFile("x.png", drawn("PNG")[:-1])
    refused = publisher.post(change, {"file": file, "alt": "Blue"})
    assert words("pngs: no end") in errors(refused)
    image = Image.objects.get()
    assert (image.alt, stored()) == ("Red", before)
