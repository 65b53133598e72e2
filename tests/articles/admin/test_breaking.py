"""Breaking news, as editors announce and end it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import BreakingNews
from tests.factories import make_live, make_user

from .conftest import errors, form_at

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_breakingnews_add")
LIST = reverse("admin:articles_breakingnews_changelist")
HOUR = timedelta(hours=1)


def bar(client):
    page = client.get("/en/").content.decode()
    return page.partition('<aside class="breaking"')[2].partition("</aside>")[0]


def announce(client, **fields):
    return client.post(ADD, form_at(client, ADD) | {"text": "Quake"} | fields)


def change_url():
    return reverse("admin:articles_breakingnews_change", args=[BreakingNews.objects.get().pk])


def test_it_is_announced_in_one_line(editor):
    before = timezone.now()
    story = make_live(slug="the-quake")
    assert announce(editor, article=story.pk)["Location"] == LIST
    news = BreakingNews.objects.get()
    assert before - timedelta(minutes=1) <= news.starts_at <= timezone.now()
    assert news.ends_at - news.starts_at == 2 * HOUR
    assert f'href="/en/the-quake/a-{story.pk}/">Quake</a>' in bar(editor)
    assert "shown" in editor.get(LIST).content.decode()


def test_it_is_ended_with_one_click(editor):
    announce(editor)
    # Forms say whole minutes.
    BreakingNews.objects.update(starts_at=timezone.now() - HOUR)
    end = reverse("admin:articles_breakingnews_end", args=[BreakingNews.objects.get().pk])
    assert f'action="{end}"' in editor.get(change_url()).content.decode()
    assert editor.get(end).status_code == 405
    assert editor.post(end)["Location"] == LIST
    assert bar(editor) == ""
    assert "over" in editor.get(LIST).content.decode()
    assert "This is not shown to readers now." in editor.post(end, follow=True).content.decode()
    assert f'action="{end}"' not in editor.get(change_url()).content.decode()


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(editor):
    response = announce(editor, ends_at="2020-01-01T10:00")
    assert errors(response) == ["It must end later than it begins, and later than now."]
    assert 'value="Quake"' in response.content.decode()
    assert not BreakingNews.objects.exists()


def test_of_two_who_change_it_at_once_the_second_is_told(editor):
    announce(editor)
    opened = form_at(editor, change_url())
    editor.post(change_url(), opened | {"text": "First"})
    response = editor.post(change_url(), opened | {"text": "Second"})
    assert errors(response) == [
        "Somebody else has changed this to “First”. Save again to have yours."
    ]
    assert BreakingNews.objects.get().text == "First"


def test_reporters_see_none_of_it(as_user, editor):
    announce(editor)
    pk = BreakingNews.objects.get().pk
    client = as_user(make_user("Reporter"))
    for url in (LIST, ADD, change_url()):
        assert client.get(url).status_code == 403
    assert client.post(reverse("admin:articles_breakingnews_end", args=[pk])).status_code == 403
    assert BreakingNews.objects.get().ends_at > timezone.now()
