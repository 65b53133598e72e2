"""The focal point in a picture's form: per cent for people, a share for what is stored."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from articles.admin.image.focus import PerCentField
from articles.models import Image
from articles.pictures.crops import CROPS
from tests.articles.admin.conftest import errors, form_at
from tests.factories import make_image, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editor"))
    return client


def address(image):
    return reverse("admin:articles_image_change", args=[image.pk])


@pytest.mark.parametrize(("stored", "shown"), [(0.5, 50), (0.333, 33.3), (1.0, 100), (0.0, 0)])
def test_a_share_is_shown_in_per_cent(stored, shown):
    assert PerCentField().prepare_value(stored) == shown
    assert PerCentField().prepare_value("typed") == "typed"


def test_only_another_point_is_a_change():
    field = PerCentField()
    assert not field.has_changed(1 / 3, "33.3")
    assert not field.has_changed(0.5, "")
    assert not field.has_changed(0.5, None)
    assert field.has_changed(0.5, "50.1")


def test_another_point_makes_the_crops_anew(editor):
    image = make_image()
    response = editor.post(address(image), form_at(editor, address(image)) | {"focus_x": "20.5"})
    assert response.status_code == 302
    stored = Image.objects.get()
    assert stored.focus == (0.205, 0.5)
    assert stored.rendition_key != image.rendition_key


def test_left_alone_or_left_out_it_stays_to_the_last_digit(editor):
    image = make_image(focus_x=1 / 3, focus_y=0.12345)
    data = form_at(editor, address(image))
    assert (data["focus_x"], data["focus_y"]) == ("33.3", "12.3")
    assert editor.post(address(image), data | {"alt": "New"}).status_code == 302
    del data["focus_x"]
    assert editor.post(address(image), data | {"focus_y": ""}).status_code == 302
    stored = Image.objects.get()
    assert stored.focus == (1 / 3, 0.12345)
    assert stored.rendition_key == image.rendition_key


@pytest.mark.parametrize("typed", ["-1", "100.1", "x", "NaN", "inf"])
def test_a_point_outside_is_refused(editor, typed):
    image = make_image()
    data = form_at(editor, address(image)) | {"focus_x": typed}
    assert len(errors(editor.post(address(image), data))) == 1
    assert Image.objects.get().focus == (0.5, 0.5)


def test_the_script_is_told_of_the_picture_and_of_the_crops(editor):
    image = make_image(size=(640, 400))
    page = editor.get(address(image)).content.decode()
    told = json.loads(unescape(re.search(r'data-focus="([^"]*)"', page)[1]))
    assert (told["width"], told["height"]) == (640, 400)
    assert told["src"].endswith("/full-640.jpg")
    shown = {crop["name"]: tuple(crop["ratio"]) for crop in told["crops"]}
    assert shown == {name: CROPS[name].ratio for name in ("16x9", "social", "3x2", "1x1")}
