"""Deleting a picture: never one that any story uses, and its files go with it."""

import pytest
from django.core.files.storage import default_storage

from articles.actions import NotAllowed, images
from articles.actions.picture_upkeep import remove_next
from articles.models import Image, ReplacedRenditions
from tests.factories import AT, make_article, make_image, make_live, make_user, make_withdrawn

pytestmark = pytest.mark.django_db


def files(image):
    _folders, names = default_storage.listdir(f"pictures/{image.rendition_key}")
    return [f"pictures/{image.rendition_key}/{name}" for name in names]


def delete(image, *, by=None):
    images.delete(image, by=by, at=AT)


def test_its_row_goes_and_the_worker_removes_its_files():
    image, other = make_image(), make_image()
    gone = [image.file.name, *files(image)]
    delete(image, by=make_user("Editor"))
    assert list(Image.objects.values_list("pk", flat=True)) == [other.pk]
    assert all(default_storage.exists(name) for name in gone)  # a page may be on its way
    assert remove_next(at=AT) == image.rendition_key
    assert not any(default_storage.exists(name) for name in gone)
    assert all(default_storage.exists(name) for name in files(other))


@pytest.mark.parametrize(
    ("make", "count"),
    [
        (lambda image: make_article(lead_image=image), 1),
        (lambda image: make_article(body=f'<figure data-image="{image.pk}"></figure>'), 1),
        (lambda image: make_withdrawn(lead_image=image), 1),
        (lambda image: [make_live(lead_image=image), make_article(lead_image=image)], 2),
    ],
    ids=["lead", "text", "withdrawn", "two"],
)
def test_what_a_story_uses_is_refused_in_words(make, count):
    image = make_image()
    make(image)
    words = "A story uses" if count == 1 else "2 stories use"
    with pytest.raises(
        NotAllowed, match=f"^{words} this picture. It can be deleted once none does"
    ):
        delete(image, by=make_user("Publisher"))
    assert Image.objects.filter(pk=image.pk).exists()
    assert not ReplacedRenditions.objects.exists()


@pytest.mark.parametrize("role", ["Reporter", "Feedback reviewer"])
def test_who_may_not_is_refused(role):
    image = make_image()
    with pytest.raises(NotAllowed, match=r"^You may not delete pictures\.$"):
        delete(image, by=make_user(role))
    assert Image.objects.filter(pk=image.pk).exists()


def test_a_second_time_it_is_gone_already():
    image = make_image()
    delete(Image.objects.get(pk=image.pk))
    with pytest.raises(NotAllowed, match=r"^Somebody has deleted this picture\.$"):
        delete(image)
