"""The files of pictures at the desk: for who may see pictures, in a session; drafts' too."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from articles.models import Image
from tests.factories import make_article, make_image, make_user

pytestmark = pytest.mark.django_db
JPEG = "full-8.jpg"


def address(image, name=JPEG):
    return reverse("admin:articles_image_file", args=[image.rendition_key, name])


@pytest.fixture
def image():
    image = make_image()
    make_article(lead_image=image)
    return image


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "superuser"])
def test_who_sees_pictures_sees_a_draft_s(as_user, image, role):
    client = as_user(make_user(role))
    response = client.get(address(image))
    content = Path(default_storage.path(f"pictures/{image.rendition_key}/{JPEG}")).read_bytes()
    assert (response.status_code, b"".join(response)) == (200, content)
    assert response.headers["Cache-Control"] == "private, max-age=3600"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    tag = response.headers["ETag"]
    assert client.get(address(image), headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("role", ["nobody", "Feedback reviewer"])
def test_who_sees_no_pictures_is_refused(as_user, image, role):
    client = as_user(make_user(role))
    tag = f'"{image.rendition_key}.{JPEG}"'
    assert client.get(address(image)).status_code == 403
    assert client.get(address(image), headers={"If-None-Match": tag}).status_code == 403
    assert client.get(address(image, "full-9.jpg")).status_code == 403


def test_who_is_not_logged_in_is_sent_to_the_door(client, image):
    login = reverse("admin:login")
    assert client.get(address(image)).url.startswith(login)
    client.force_login(make_user("Editor", is_active=False))
    assert client.get(address(image)).url.startswith(login)


def test_what_may_not_be_used_can_still_be_looked_at(as_user, image):
    Image.objects.update(do_not_use="The agency has withdrawn it.")
    assert as_user(make_user("Reporter")).get(address(image)).status_code == 200


@pytest.mark.parametrize("name", ["full-9.jpg", "original-8.jpg", "full-8.svg"])
def test_what_was_never_made_is_not_there(as_user, image, name):
    client = as_user(make_user("superuser"))
    path = address(image).replace(JPEG, name)
    assert client.get(path).status_code == 404


def test_the_original_is_nobody_s(as_user, image):
    client = as_user(make_user("superuser"))
    for path in (f"/media/{image.file.name}", f"/admin/{image.file.name}", image.file.url):
        assert client.get(path).status_code == 404
    assert (
        image.file.url
        not in client.get(reverse("admin:articles_image_change", args=[image.pk])).content.decode()
    )
