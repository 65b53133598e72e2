"""The logo as readers and their programs get it."""

import json
import re
from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone

from articles.models import SiteSettings
from tests.articles.feed_rules import RULES
from tests.factories import make_image, make_live, make_section

from .conftest import FORMS, get, structured

pytestmark = pytest.mark.django_db
LOGO = re.compile(r'<a class="wordmark(?: has-logo)?" href="[^"]*">(.*?)</a>', re.DOTALL)


@pytest.fixture
def image():
    image = make_image(size=(1600, 400), alt="Not this", credit="")
    SiteSettings.objects.update(logo=image, name="The <Post>")
    return image


def wordmark(client, path="/en/"):
    [found] = LOGO.findall(client.get(path).content.decode())
    return found


@pytest.mark.parametrize(
    "path", ["/en/", "/en/search/", "/en/nowhere/", "/en/corrections/", "/feedback/"]
)
def test_it_stands_in_place_of_the_name(client, image, path):
    file = f"/media/pictures/{image.rendition_key}/full-%d.webp"
    assert wordmark(client, path) == (
        f'<img class="logo" src="{file % 320}" width="160" height="40" alt="The &lt;Post&gt;">'
    )
    assert get(client, file % 320).headers["Content-Type"] == "image/webp"


def test_the_name_stands_there_without_one(client):
    assert wordmark(client) == "Newsroom"


def test_it_leaves_pages_by_the_clock(client, image, monkeypatch):
    """Though the frame, and pages of this shape, are kept."""
    until = timezone.now() + timedelta(hours=1)
    image.usable_until = until
    image.save()
    path = f"/en/x/a-{make_live().pk}/"
    pages = ["/en/", client.get(path).headers["Location"]]
    assert all("<img" in wordmark(client, page) for page in pages)
    monkeypatch.setattr(timezone, "now", lambda: until)
    assert [wordmark(client, page) for page in pages] == ["The &lt;Post&gt;"] * 2
    assert (
        "logo" not in structured(get(client, pages[1]).content.decode())["NewsArticle"]["publisher"]
    )


def test_pages_of_all_kinds_tell_machines_of_it(client, image):
    section = make_section("World")
    make_live(section=section)
    url = f"http://testserver/media/pictures/{image.rendition_key}/full-1600.jpg"
    found = structured(get(client, f"/en/{section.slug}/s-{section.pk}/").content.decode())
    assert found["CollectionPage"]["publisher"]["logo"]["url"] == url
    get(client, url.removeprefix("http://testserver"))


@pytest.mark.parametrize("form", FORMS)
def test_feeds_have_it(client, image, form):
    make_live()
    folder = f"http://testserver/media/pictures/{image.rendition_key}"
    text = get(client, f"/en/feed.{form}").content
    assert RULES[form](text) == []
    if form == "json":
        assert json.loads(text)["icon"] == f"{folder}/1x1-400.jpg"
        return
    feed = feedparser.parse(text).feed
    if form == "atom":
        assert (feed.logo, feed.icon) == (f"{folder}/full-1600.jpg", f"{folder}/1x1-400.jpg")
        return
    assert (feed.image.href, feed.image.title) == (f"{folder}/full-1600.jpg", "The <Post>")
    assert (feed.image.width, feed.image.height) == (144, 36)


@pytest.mark.parametrize("form", FORMS)
def test_feeds_without_one_have_none(client, form):
    make_live()
    text = get(client, f"/en/feed.{form}").content.decode()
    assert RULES[form](text) == []
    assert not re.search(r"<(image|logo|icon)>|\"icon\"", text)
