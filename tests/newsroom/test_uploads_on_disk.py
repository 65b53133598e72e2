"""A large upload that has no room on the server's disk: told in the form, with all that was typed.

The operating system refuses for real; see tests/full_disk.py.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Image
from newsroom.uploads_on_disk import NO_ROOM
from tests import full_disk
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
ADD = reverse("admin:articles_image_add")
UPLOAD = reverse("admin:articles_image_upload")
LARGE = settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1  # waits on disk


@pytest.fixture(autouse=True)
def waiting(settings, tmp_path):
    """Where uploads wait on disk."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "waiting")
    settings.MEDIA_ROOT = tmp_path / "media"
    Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir()
    return Path(settings.FILE_UPLOAD_TEMP_DIR)


def sending(*urls, user, sizes):
    """Posts a file of each of the ``sizes`` to each of the ``urls``; returns what was answered."""

    def job():
        client = Client()
        client.force_login(user)
        found = []
        for url in urls:
            for size in sizes:
                file = SimpleUploadedFile("quay.jpg", b"\xff" * size)
                response = client.post(url, {"alt": "A quay", "file": file})
                found.append((response.status_code, *_said(response)))
        return found, os.listdir(settings.FILE_UPLOAD_TEMP_DIR), Image.objects.count()

    return job


def _said(response):
    if response.headers["Content-Type"] == "application/json":
        return (response.json()["errors"]["file"],)
    form = response.context["adminform"].form
    return [str(error) for error in form.errors["file"]], form["alt"].value()


def answers(*said):
    """Those of the form and of the endpoint for scripts."""
    form = [(200, [words], "A quay") for words in said]
    return [*form, *((400, [words]) for words in said)]


NOT_ONE = (
    "This is not a picture that we can read. Only JPEG, PNG, WebP, AVIF and still GIF pictures can "
    "be used."
)


@pytest.mark.parametrize("limit", [0, 100_000, LARGE - 1])
def test_a_file_that_is_too_much(limit):
    """Also where nothing is missing but what was still in memory."""
    job = sending(ADD, UPLOAD, user=make_user("Publisher"), sizes=[LARGE])
    found = full_disk.with_files_of_at_most(limit, job)
    assert found == (answers(NO_ROOM), [], 0)


def test_a_full_disk(waiting):
    job = sending(ADD, UPLOAD, user=make_user("Publisher"), sizes=[LARGE, 100])
    found = full_disk.with_a_disk_of(1024 * 1024, waiting, job)
    assert found == (answers(NO_ROOM, NOT_ONE), [], 0)


def test_a_disk_with_room_for_one_more():
    job = sending(ADD, UPLOAD, user=make_user("Publisher"), sizes=[LARGE])
    found = full_disk.with_files_of_at_most(LARGE, job)
    assert found == (answers(NOT_ONE), [], 0)
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()) == []


def test_where_uploads_cannot_wait_at_all(waiting):
    waiting.rmdir()
    client = Client()
    client.force_login(make_user("Publisher"))
    file = SimpleUploadedFile("quay.jpg", b"\xff" * LARGE)
    response = client.post(ADD, {"alt": "A quay", "file": file})
    assert (response.status_code, *_said(response)) == (200, [NO_ROOM], "A quay")


def test_of_two_files_the_first_is_kept():
    """A second one that has no room does not close the first."""
    small, large = b"\xff" * 100, b"\xff" * LARGE

    def job():
        client = Client()
        client.force_login(user)
        files = [SimpleUploadedFile(f"{n}.jpg", data) for n, data in enumerate((small, large))]
        response = client.post(ADD, {"alt": "A quay", "file": files[0], "caption": files[1]})
        return _said(response)

    user = make_user("Publisher")
    assert full_disk.with_files_of_at_most(1000, job) == ([NOT_ONE], "A quay")
