"""Deleting a picture from its form."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Image
from tests.factories import make_article, make_autosave, make_image, make_user, make_version

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


def test_who_may_come_back_to_it_is_named_before_it_goes(editor):
    image = make_image()
    body = f'<figure data-image="{image.pk}"></figure>'
    story = make_article(headline="Port opens", body=f"<p>x</p>{body}")
    make_version(story, body="<p>x</p>")
    make_autosave(None, by=make_user("Reporter"), body=[body])
    page = " ".join(editor.get(address(image)).content.decode().split())
    assert 'Port opens</a> <span class="meta">in an earlier version' in page
    assert "And 1 new text that was never saved." in page
    editor.post(address(image), {"post": "yes"})
    assert not Image.objects.exists()
    restore = reverse("admin:articles_article_restore", args=[story.pk, 1])
    assert "pictures and read-mores in the text: 1" in editor.get(restore).content.decode()
    assert editor.post(restore, {"version": "2"}).status_code == 302
    story.refresh_from_db()
    assert (story.version_number, story.body) == (2, "<p>x</p>")


def test_of_what_is_not_theirs_to_see_only_the_number_is_told(client):
    image = make_image()
    story = make_article(headline="Secret", lead_image=image)
    make_version(story, lead_image=None)
    user = make_user("Reporter")
    user.user_permissions.add(Permission.objects.get(codename="delete_image"))
    client.force_login(user)
    page = client.get(address(image)).content.decode()
    assert "In 1 story that is not yours to see." in page
    assert "Secret" not in page


def test_where_nobody_can_nothing_is_said(editor):
    page = editor.get(address(make_image())).content.decode()
    assert "come back" not in page
    assert "will be deleted for good" in page


def test_it_takes_as_many_queries_for_many_stories(editor):
    counts = []
    for count in (1, 3):
        image = make_image()
        for _n in range(count):
            make_version(make_article(lead_image=image), lead_image=None)
        with CaptureQueriesContext(connection) as queries:
            editor.get(address(image))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_may_not_is_not_told_why_it_could_not(client):
    image = make_image()
    make_article(lead_image=image)
    client.force_login(make_user("Reporter"))
    assert client.get(address(image)).status_code == 403
    assert client.post(address(image), {"post": "yes"}).status_code == 403
    assert Image.objects.exists()
