"""A tag that was merged: its address leads to the other one, and to its feeds."""

from datetime import timedelta

import pytest

from articles.actions import tags
from tests.factories import AT, make_live, make_tag

from .conftest import FORMS, feed_titles, get

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged():
    """Two merges in a row."""
    birdies, golf, sport = make_tag("birdies"), make_tag("golf"), make_tag("sport")
    make_live(headline="story", tags=[birdies])
    tags.merge(birdies, golf, by=None, at=AT)
    last = tags.merge(golf, sport, by=None, at=AT + timedelta(hours=1))
    return birdies, golf, sport, last


def url_of(tag):
    return f"/en/{tag.slug}/k-{tag.pk}/"


def leads_to(client, url):
    response = client.get(url)
    return response.status_code, response.headers.get("Location")


def test_its_address_leads_to_the_other_at_once(client, merged):
    birdies, golf, sport, _last = merged
    for tag in (birdies, golf):
        assert leads_to(client, url_of(tag)) == (301, url_of(sport))
        assert leads_to(client, f"/en/{sport.slug}/k-{tag.pk}/") == (301, url_of(sport))
        assert leads_to(client, f"{url_of(tag)}?page=1-1") == (404, None)
    assert "story" in get(client, url_of(sport)).content.decode()


@pytest.mark.parametrize("form", FORMS)
def test_its_feeds_lead_to_those_of_the_other(client, merged, form):
    birdies, _golf, sport, _last = merged
    feed = f"{url_of(sport)}feed.{form}"
    assert leads_to(client, f"{url_of(birdies)}feed.{form}") == (301, feed)
    assert feed_titles(client, url_of(sport), form) == ["story"]


def test_no_browser_keeps_where_it_leads_for_good(client, merged):
    birdies, _golf, _sport, _last = merged
    for url in (url_of(birdies), f"{url_of(birdies)}feed.rss"):
        assert client.get(url).headers["Cache-Control"] == "public, no-cache"


def test_undone_it_has_its_page_again(client, merged):
    birdies, golf, sport, last = merged
    tags.undo(last, by=None, at=AT)
    assert leads_to(client, url_of(birdies)) == (301, url_of(golf))
    assert leads_to(client, url_of(sport)) == (404, None)
    assert "story" in get(client, url_of(golf)).content.decode()


def test_into_one_that_no_live_story_has_it_is_not_told_of(client):
    birdies, golf = make_tag("birdies"), make_tag("golf")
    tags.merge(birdies, golf, by=None, at=AT)
    assert leads_to(client, url_of(birdies)) == (404, None)
