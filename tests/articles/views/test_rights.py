"""A picture that may not be shown is named by no page, and its files are nowhere."""

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from articles.actions import images
from articles.models import Image, Publication
from tests.factories import make_image, make_live

from .conftest import FORMS

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WORDS = "ZQWORDS"


@pytest.fixture
def change(django_capture_on_commit_callbacks):
    """A function that changes a picture as staff do, after which its stories are made again."""

    def change(image, **fields):
        row = Image.objects.get(pk=image.pk)
        for name, value in fields.items():
            setattr(row, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            images.change(row, by=None, at=timezone.now(), fields=list(fields))

    return change


@dataclass
class World:
    image: Image
    # Of every page that shows it; of the files of it that these name.
    pages: list[str]
    files: set[str]
    client: object

    def naming(self):
        """The pages that name a file of it, or say what it says."""
        return [path for path in self.pages if self.is_named(self.text(path))]

    def is_named(self, text):
        return WORDS in text or self.image.rendition_key in text

    def text(self, path):
        return self.client.get(path).content.decode()

    def found(self):
        """The statuses with which its files are answered."""
        return {self.client.get(path).status_code for path in self.files}


@pytest.fixture
def shown(world, client):
    """A picture that is in a story as its lead, in the text and in a gallery."""
    paths, fields = world
    image = make_image(alt=WORDS, caption=WORDS, credit=WORDS)
    figure, other = (f'<figure data-image="{one.pk}"></figure>' for one in (image, make_image()))
    body = f'<p>x</p>{figure}<p>y</p><section data-gallery="">{figure}{other}</section>'
    # New enough for the sitemap of news.
    at = timezone.now() - HOUR
    article = make_live(at=at, lead_image=image, body=body, **fields)
    beside = make_live(at=at, topics=fields["topics"])
    pages = [
        *paths.values(),
        *(f"/en/{one.slug}/a-{one.pk}/" for one in (article, beside)),
        *(f"{path}feed.{form}" for path, form in product(paths.values(), FORMS)),
        *("/news-sitemap.xml", "/en/nothing-is-here/"),
    ]
    found = World(image, pages, set(), client)
    names = re.compile(rf"/media/pictures/{image.rendition_key}/[\w.-]+")
    found.files = {file for path in pages for file in names.findall(found.text(path))}
    return found


def test_while_it_may_be_shown_each_of_them_shows_it(shown):
    assert shown.naming() == shown.pages
    assert len(shown.files) >= 10
    assert shown.found() == {200}


@pytest.mark.parametrize("name", ["do_not_use", "usable_until", "usable_from"])
def test_once_it_may_not_none_does_and_it_comes_back(shown, change, name):
    now = timezone.now()
    barred = {"do_not_use": "Not ours.", "usable_until": now, "usable_from": now + HOUR}
    change(shown.image, **{name: barred[name]})
    assert shown.naming() == []
    assert shown.found() == {404}
    assert {shown.client.get(path).status_code for path in shown.pages} == {200, 404}
    change(shown.image, **{name: "" if name == "do_not_use" else None})
    assert shown.naming() == shown.pages
    assert shown.found() == {200}


def test_all_stories_are_without_it_at_once_however_many_they_are(shown, change, monkeypatch):
    monkeypatch.setattr("articles.actions.names.AT_ONCE", 1)
    for _n in range(2):
        make_live(lead_image=shown.image)
    change(shown.image, alt="x")
    assert Publication.objects.filter(is_stale=True).count() == 2
    change(shown.image, do_not_use="Not ours.")
    assert Publication.objects.filter(is_stale=True).count() == 0
    assert shown.naming() == []


def test_rights_that_hold_take_nothing_away(shown, change):
    now = timezone.now()
    change(shown.image, usable_from=now - HOUR, usable_until=now + HOUR)
    assert shown.naming() == shown.pages
    assert shown.found() == {200}


def test_the_article_without_it_is_whole(shown, change):
    path = next(path for path in shown.pages if "/a-" in path)
    before = shown.text(path)
    assert 'rel="preload"' in before
    assert ("lead-picture" in before, before.count("<figure")) == (True, 4)
    change(shown.image, usable_until=timezone.now())
    after = shown.text(path)
    assert 'rel="preload"' not in after
    # What was a gallery is the one picture that is left.
    assert ("lead-picture" in after, after.count("<figure"), "gallery" in after) == (
        False,
        1,
        False,
    )
    assert "<p>x</p>\n<p>y</p>" in after


def test_a_page_that_was_kept_is_not_answered_as_unchanged(shown, change):
    path = next(path for path in shown.pages if "/a-" in path)
    tags = {page: shown.client.get(page).headers["ETag"] for page in (path, "/en/")}

    def statuses():
        return {
            shown.client.get(page, headers={"if-none-match": tag}).status_code
            for page, tag in tags.items()
        }

    assert statuses() == {304}
    change(shown.image, usable_until=timezone.now())
    assert statuses() == {200}


def test_the_changes_of_a_story_show_no_picture(shown):
    path = next(path for path in shown.pages if "/a-" in path)
    assert not shown.is_named(shown.text(f"{path}changes/"))
