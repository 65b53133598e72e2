"""The field for the lead picture of an article: a number that a script puts out of sight."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from tests.articles.admin.conftest import change_url, errors, form_at
from tests.factories import make_article, make_image, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editor"))
    return client


def page(client, article):
    return client.get(change_url(article)).content.decode()


def test_it_shows_what_is_chosen_and_sends_its_number(editor):
    until = timezone.now() + timedelta(days=2)
    image = make_image(alt="A <quay>", credit="AP", usable_until=until)
    article = make_article(lead_image=image)
    text = page(editor, article)
    assert f'<input type="number" name="lead_image" value="{image.pk}"' in text
    assert "<bdi>A &lt;quay&gt;</bdi>" in text
    assert f"/admin/articles/image/file/{image.rendition_key}/full-" in text
    assert "Rights end " in text
    assert form_at(editor, change_url(article))["lead_image"] == str(image.pk)


def test_another_number_is_another_picture_and_none_is_none(editor):
    article, other = make_article(lead_image=make_image()), make_image()
    for value, wanted in ((other.pk, other.pk), ("", None)):
        data = form_at(editor, change_url(article)) | {"lead_image": value, "_continue": "1"}
        assert editor.post(change_url(article), data).status_code == 302
        assert Article.objects.get().lead_image_id == wanted


@pytest.mark.parametrize("value", ["99999", "x", "-1", "9" * 30, "1.5", "\U0001f600"])
def test_what_is_no_picture_is_refused_and_stays_typed(editor, value):
    article = make_article()
    response = editor.post(
        change_url(article), form_at(editor, change_url(article)) | {"lead_image": value}
    )
    assert response.status_code == 200
    assert len(errors(response)) == 1
    assert f'name="lead_image" value="{value}"' in response.content.decode()
    assert Article.objects.get().lead_image is None


def test_it_asks_for_nothing_that_the_form_has(editor, django_assert_max_num_queries):
    plain, with_picture = make_article(), make_article(lead_image=make_image())
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for article in (plain, with_picture):
        editor.get(change_url(article))
        with CaptureQueriesContext(connection) as captured:
            editor.get(change_url(article))
        counts.append(sum("articles_image" in query["sql"] for query in captured))
    assert counts[0] == counts[1]


def test_who_may_only_read_sees_it(client):
    image = make_image(alt="A quay")
    from tests.factories import approve

    article = approve(make_article(lead_image=image))
    client.force_login(make_user("Reporter"))
    text = page(client, article)
    assert 'name="lead_image"' not in text
    assert f'<a href="/admin/articles/image/{image.pk}/change/"><bdi>A quay</bdi></a>' in text
