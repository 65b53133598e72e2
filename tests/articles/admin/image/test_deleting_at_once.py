"""A picture that is deleted at the moment at which somebody else deletes or uses it."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.admin.desk import CLASH
from articles.models import Article, Image
from tests.articles.actions.at_once import ROUNDS, Refused, together
from tests.articles.admin.conftest import change_url, form_at
from tests.factories import make_article, make_image, make_user, make_version

# The rows of the first migrations come back after each test, which empties all tables.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def logged_in():
    client = Client()
    client.force_login(make_user("Editor"))
    return client


def deleting(image):
    client, address = logged_in(), reverse("admin:articles_image_delete", args=[image.pk])

    def job():
        assert client.post(address, {"post": "yes"}).status_code in (302, 404)

    return job


def saving(article, **typed):
    client, address = logged_in(), change_url(article)
    data = form_at(client, address) | typed

    def job():
        response = client.post(address, data)
        assert response.status_code in (200, 302)
        if response.status_code == 200:
            raise Refused

    return job


def test_two_who_delete_it_are_both_answered():
    for _n in range(ROUNDS):
        image = make_image()
        assert together(deleting(image), deleting(image)) == ["done", "done"]
        assert not Image.objects.filter(pk=image.pk).exists()


def test_who_saves_a_text_with_it_has_it_there_or_is_refused():
    for _n in range(ROUNDS):
        image, article = make_image(), make_article()
        both = {"lead_image": image.pk, "body": f'<figure data-image="{image.pk}"></figure>'}
        outcome = together(deleting(image), saving(article, **both))
        stored = Article.objects.get(pk=article.pk)
        is_there = Image.objects.filter(pk=image.pk).exists()
        assert (stored.lead_image_id == image.pk) is is_there
        assert outcome == (["done", "done"] if is_there else ["Refused", "done"])


def restoring(article, image):
    client = logged_in()
    address = reverse("admin:articles_article_restore", args=[article.pk, 1])
    gone = f"The text shows a picture that does not exist: #{image.pk}."

    def job():
        response = client.post(address, {"version": "2"})
        assert response.status_code in (200, 302)
        if response.status_code == 200:
            page = response.content.decode()
            assert gone in page or str(CLASH) in page
            raise Refused

    return job


def test_who_goes_back_to_a_text_with_it_has_it_or_a_text_without():
    for _n in range(ROUNDS):
        image = make_image()
        article = make_article(lead_image=image, body=f'<figure data-image="{image.pk}"></figure>')
        make_version(article, lead_image=None, body="")
        outcome = together(deleting(image), restoring(article, image))
        stored = Article.objects.get(pk=article.pk)
        is_there = Image.objects.filter(pk=image.pk).exists()
        assert (stored.lead_image_id == image.pk) is is_there
        # Where it goes between the look and the writing, who restores is told so, and nothing else.
        allowed = [["done", "done"]] if is_there else [["done", "done"], ["Refused", "done"]]
        assert outcome in allowed
