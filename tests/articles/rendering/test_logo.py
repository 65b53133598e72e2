"""Which files of the logo are named where, and when the name stands in its place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions import images
from articles.models import SiteSettings
from articles.queries import site
from articles.rendering.logo import File, for_machines, in_header
from tests.factories import make_image

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def use():
    def use(**fields):
        image = make_image(**fields)
        SiteSettings.objects.update(logo=image)
        return image

    return use


def frame():
    return site.furniture("en", revision=SiteSettings.objects.get().revision).site


@pytest.mark.parametrize(
    ("size", "once", "twice", "width", "height"),
    [
        ((1600, 200), 320, 640, 320, 40),
        ((1600, 100), 640, 1280, 320, 20),
        ((400, 400), 320, None, 40, 40),
        ((200, 50), 200, None, 160, 40),
        ((900, 90), 480, 900, 320, 32),
        ((60, 12), 60, None, 200, 40),
    ],
)
def test_the_header_names_files_for_two_kinds_of_screens(use, size, once, twice, width, height):
    image = use(size=size)
    file = f"/media/pictures/{image.rendition_key}/full-%d.webp"
    assert in_header(frame()) == {
        "src": file % once,
        "srcset": f"{file % twice} 2x" if twice else "",
        "width": str(width),
        "height": str(height),
    }


def test_machines_get_a_jpeg_whole_or_square(use):
    image = use(size=(1600, 400))
    folder = f"/media/pictures/{image.rendition_key}"
    assert for_machines(frame()) == File(f"{folder}/full-1600.jpg", 1600, 400)
    assert for_machines(frame(), is_square=True) == File(f"{folder}/1x1-400.jpg", 400, 400)


def shown():
    found = in_header(frame()), for_machines(frame())
    assert len({one is None for one in found}) == 1
    return found[0] is not None


def test_without_one_there_is_none():
    assert not shown()
    assert in_header(None) is None


def test_while_its_rights_hold(use, monkeypatch):
    now = timezone.now()
    use(usable_from=now, usable_until=now + HOUR)
    kept = frame()
    for moment, expected in [(-HOUR, False), (HOUR / 2, True), (HOUR, False)]:
        monkeypatch.setattr(timezone, "now", lambda at=now + moment: at)
        assert (in_header(kept) is not None, for_machines(kept) is not None) == (expected,) * 2


def test_what_becomes_of_the_picture_reaches_pages_at_once(use):
    image = use(size=(400, 100))
    assert shown()
    before = frame().logo.key
    image.focus_x = 0.1
    images.change(image, by=None, at=timezone.now(), fields=["focus_x"])
    assert frame().logo.key != before
    image.do_not_use = "Not ours."
    images.change(image, by=None, at=timezone.now(), fields=["do_not_use"])
    assert not shown()
    image.do_not_use = ""
    images.change(image, by=None, at=timezone.now(), fields=["do_not_use"])
    assert shown()
