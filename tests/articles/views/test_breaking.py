"""The bar above every page: shown from one moment to another, and while its story is live."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions import withdraw
from articles.models import BreakingNews
from tests.factories import make_language, make_live, make_scheduled, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def announce(text="Strong quake off Port Ellis", *, starts=-HOUR, ends=HOUR, **row):
    now = timezone.now()
    row = {"language_id": "en"} | row
    return BreakingNews.objects.create(
        text=text, starts_at=now + starts, ends_at=now + ends, made_at=now, **row
    )


def bar(client, path="/en/"):
    page = client.get(path).content.decode()
    _before, found, rest = page.partition('<aside class="breaking"')
    return rest.partition("</aside>")[0] if found else None


def test_it_stands_on_every_page_of_its_language(client):
    make_language("de")
    story = make_live(headline="The story")
    url = f"/en/the-story/a-{story.pk}/"
    announce(article=story)
    for path in ("/en/", url, "/en/corrections/"):
        assert f'<a href="{url}">Strong quake off Port Ellis</a>' in bar(client, path)
    assert bar(client, "/de/") is None


def test_it_needs_no_query_of_its_own(client, django_assert_num_queries):
    make_live()
    announce()
    client.get("/en/")
    with django_assert_num_queries(1):
        assert "quake" in bar(client)


@pytest.mark.parametrize(("starts", "ends"), [(HOUR, 2 * HOUR), (-2 * HOUR, -HOUR)])
def test_only_between_its_times(client, starts, ends):
    announce(starts=starts, ends=ends)
    assert bar(client) is None


def test_it_ends_by_the_clock_alone(client, monkeypatch):
    announce()
    assert bar(client)
    later = timezone.now() + 2 * HOUR
    monkeypatch.setattr("articles.views.respond.timezone.now", lambda: later)
    assert bar(client) is None


def test_of_two_the_newer_is_shown(client):
    announce("First")
    announce("Second", starts=-HOUR / 2)
    assert "Second" in bar(client)
    assert "First" not in bar(client)


def test_it_goes_with_its_story(client):
    story = make_live()
    announce(article=story)
    assert bar(client)
    withdraw(story, by=make_user("Publisher"), at=timezone.now(), why="Wrong")
    assert bar(client) is None


def test_it_tells_of_no_story_that_is_not_live(client):
    announce("Planned", article=make_scheduled())
    assert bar(client) is None


def test_what_it_says_is_escaped(client):
    announce("<script>alert(1)</script> & more")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in bar(client)
