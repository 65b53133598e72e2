"""Where a picture is used, as its form says; nobody learns of what is not theirs to see."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_image, make_live, make_user

pytestmark = pytest.mark.django_db


def page(client, image):
    return client.get(reverse("admin:articles_image_change", args=[image.pk])).content.decode()


def test_stories_are_named_with_where_it_stands_in_them(client):
    image = make_image()
    make_live(
        headline="Port opens", lead_image=image, body=f'<figure data-image="{image.pk}"></figure>'
    )
    make_article(headline="Not theirs")
    client.force_login(make_user("Editor"))
    text = page(client, image)
    assert "Port opens</a>" in text
    assert "lead picture, in the text" in text
    assert "Not theirs" not in text
    assert "not yours to see" not in text


def test_others_are_counted_and_nothing_is_told_of_them(client):
    image = make_image()
    make_article(headline="Secret budget", lead_image=image)
    client.force_login(make_user("Reporter"))
    text = page(client, image)
    assert "Secret" not in text
    assert "In 1 story that is not yours to see." in text
    make_live(headline="Port opens", lead_image=image)
    text = page(client, image)
    assert "Port opens</a>" in text
    assert "And in 1 story that is not yours to see." in text


def test_a_picture_in_no_story(client):
    client.force_login(make_user("Editor"))
    assert "In no story." in page(client, make_image())
    add = client.get(reverse("admin:articles_image_add")).content.decode()
    assert "In no story." not in add


def test_many_stories_are_shown_in_part(client):
    image = make_image()
    for _n in range(32):
        make_article(lead_image=image)
    client.force_login(make_user("Editor"))
    assert "The 30 that changed last, of 32." in page(client, image)
