"""A person's page: the picture, what there is to say, and where else on the web they are."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Contributor, Image
from tests.factories import make_contributor, make_image, make_live

from .conftest import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    person = make_contributor("Rosa Lind", "rl", job_title="Reporter", bio="Writes on ports.")
    make_live(credits=[(person, "writer")])
    return person


def page_of(client, person):
    return get(client, f"/en/{person.slug}/p-{person.pk}/").content.decode()


def give_picture(person, **fields):
    image = make_image(size=(900, 900), **fields)
    Contributor.objects.filter(pk=person.pk).update(picture=image)
    return image


def header(client, person):
    return (
        page_of(client, person)
        .partition('class="page-header person-header"')[2]
        .partition("</header>")[0]
    )


def test_the_picture_is_shown_with_its_credit_and_its_file_is_there(client, rosa):
    give_picture(rosa, alt="Rosa at the quay", credit="A. Name/AP")
    shown = header(client, rosa)
    assert 'class="portrait"' in shown
    assert 'alt="Rosa at the quay"' in shown
    assert '<span class="credit">Image: A. Name/AP</span>' in shown
    assert 'aria-hidden="true">rl</span>' not in shown
    [file] = re.findall('<img class="portrait" src="([^"]*)"', shown)
    assert client.get(file).status_code == 200


def test_without_words_it_is_called_by_the_name(client, rosa):
    give_picture(rosa, alt="")
    assert 'alt="Rosa Lind"' in header(client, rosa)


def test_initials_stand_for_a_picture_that_may_not_be_shown(client, rosa):
    image = give_picture(rosa)
    [file] = re.findall('<img class="portrait" src="([^"]*)"', header(client, rosa))
    past, future = (timezone.now() + timedelta(hours=hours) for hours in (-1, 1))
    for limits in ({"usable_until": past}, {"usable_from": future}, {"do_not_use": "No."}):
        Image.objects.filter(pk=image.pk).update(usable_from=None, usable_until=None, do_not_use="")
        Image.objects.filter(pk=image.pk).update(**limits)
        shown = header(client, rosa)
        assert "<img" not in shown
        assert 'aria-hidden="true">rl</span>' in shown
        assert client.get(file).status_code == 404


def test_links_elsewhere_are_named_by_their_hosts(client, rosa):
    assert "elsewhere" not in header(client, rosa)
    Contributor.objects.update(
        same_as=[
            "https://www.rosa.example/a?b=1&c=2",
            "http://social.example/@rosa",
            "javascript:alert(1)",
            "https://[",
            "rosa",
        ]
    )
    links = re.findall('<a rel="me" href="([^"]*)">([^<]*)</a>', header(client, rosa))
    assert links == [
        ("https://www.rosa.example/a?b=1&amp;c=2", "rosa.example"),
        ("http://social.example/@rosa", "social.example"),
    ]


def test_a_page_takes_few_queries(client, rosa, django_assert_max_num_queries):
    give_picture(rosa)
    page_of(client, rosa)
    with django_assert_max_num_queries(3):
        page_of(client, rosa)
