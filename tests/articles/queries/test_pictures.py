"""Which pictures readers may have, beside those of stories: of places on a front, and of people."""

from datetime import timedelta

import pytest

from articles import actions
from articles.models import SiteSettings
from articles.queries import pictures
from tests.factories import AT, make_contributor, make_front, make_image, make_live, say

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)
HOUR = timedelta(hours=1)


def is_public(image, at=NOW):
    return pictures.public(at).filter(pk=image.pk).exists()


@pytest.fixture
def placed():
    """A story on a front that was launched, and the picture of its place."""
    story, image = make_live(), make_image()
    front = make_front(story)
    say(front, story, image=image)
    return front, story, image


def test_the_picture_of_a_place(placed):
    front, story, image = placed
    assert is_public(image)
    assert list(pictures.shown_in(image, at=NOW).values_list("pk", flat=True)) == [story.pk]
    say(front, story, shows_picture=False)
    assert not is_public(image)


def test_not_before_it_is_launched():
    story, image = make_live(), make_image()
    say(make_front(story), story, image=image, launched=False)
    assert not is_public(image)
    assert not pictures.shown_in(image, at=NOW).exists()


def test_not_once_its_story_is_withdrawn(placed):
    _front, story, image = placed
    actions.withdraw(story, by=None, at=NOW, why="Wrong.")
    assert not is_public(image, NOW + HOUR)


def test_only_while_the_place_shows_its_story(placed):
    front, story, image = placed
    say(front, story, starts_at=NOW, ends_at=NOW + HOUR)
    moments = [NOW - HOUR, NOW, NOW + HOUR]
    assert [is_public(image, at) for at in moments] == [False, True, False]


def test_the_portrait_of_a_person_who_has_a_page():
    image = make_image()
    person = make_contributor(picture=image, is_complete=False)
    assert not is_public(image)
    person.is_complete = True
    person.save()
    assert is_public(image)
    image.do_not_use = "Privacy"
    image.save()
    assert not is_public(image)


def test_the_logo_of_the_site():
    image = make_image()
    SiteSettings.objects.update(logo=image)
    assert is_public(image)
    image.do_not_use = "Somebody else's"
    image.save()
    assert not is_public(image)
