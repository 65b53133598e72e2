"""Deleting a picture from its form."""

import pytest
from django.urls import reverse

from articles.models import Image
from tests.factories import make_article, make_image, make_user

pytestmark = pytest.mark.django_db


def address(image, page="delete"):
    return reverse(f"admin:articles_image_{page}", args=[image.pk])


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editor"))
    return client


def test_one_that_no_story_uses_goes(editor):
    image = make_image(alt="A quay")
    assert address(image) in editor.get(address(image, "change")).content.decode()
    assert "A quay" in editor.get(address(image)).content.decode()
    response = editor.post(address(image), {"post": "yes"})
    assert (response.status_code, Image.objects.count()) == (302, 0)


def test_one_in_use_is_kept_and_its_form_says_why(editor):
    image = make_image()
    make_article(headline="Secret", lead_image=image)
    assert address(image) not in editor.get(address(image, "change")).content.decode()
    for response in (
        editor.get(address(image), follow=True),
        editor.post(address(image), {"post": "yes"}, follow=True),
    ):
        told = [str(message) for message in response.context["messages"]]
        assert told == ["A story uses this picture. It can be deleted once none does."]
        assert response.redirect_chain == [(address(image, "change"), 302)]
    assert Image.objects.exists()


def test_who_may_not_is_not_told_why_it_could_not(client):
    image = make_image()
    make_article(lead_image=image)
    client.force_login(make_user("Reporter"))
    assert client.get(address(image)).status_code == 403
    assert client.post(address(image), {"post": "yes"}).status_code == 403
    assert Image.objects.exists()
