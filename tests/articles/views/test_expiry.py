"""A story that expires: readers lose it at that moment, from every page, worker or no worker."""

from datetime import timedelta

import pytest

from articles import actions
from articles.queries import corrections, published
from tests.factories import AT, FAR, make_live, make_tag, make_topic

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
END = AT + 2 * HOUR


@pytest.fixture
def story():
    return make_live(headline="LEAK", topics=[make_topic()], tags=[make_tag()])


def expire(story, end=END):
    actions.set_expiry(story, by=None, at=AT + HOUR, expires_at=end)


def address(story, tail=""):
    return f"/en/{story.slug}/a-{story.pk}/{tail}"


def test_to_the_moment(story):
    actions.correct(story, by=None, at=AT, kind="correction", words="LEAK")
    expire(story)
    for at, count in ((END - MOMENT, 1), (END, 0)):
        assert bool(published.article(story.pk, at=at)) == bool(count)
        assert published.was_live(story.pk, at=at) == (not count)
        lists = (
            published.newest("en", at=at).cards,
            published.in_section(story.section_id, "en", at=at).cards,
            published.with_topic(story.topics.get().pk, "en", at=at).cards,
            published.with_tag(story.tags.get().pk, "en", at=at).cards,
            corrections.newest("en", at=at).entries,
        )
        assert [len(found) for found in lists] == [count] * len(lists)


@pytest.mark.parametrize("tail", ["", "changes/"])
def test_caches_that_ask_again_learn_that_it_is_gone(client, story, tail):
    expire(story, FAR)
    before = client.get(address(story, tail))
    assert (before.status_code, before.headers["Cache-Control"]) == (200, "public, no-cache")
    known = {"HTTP_IF_NONE_MATCH": before.headers["ETag"]}
    assert client.get(address(story, tail), **known).status_code == 304
    expire(story)
    after = client.get(address(story, tail), **known)
    assert after.status_code == 410
    assert "LEAK" not in after.content.decode()


@pytest.mark.parametrize("path", ["/en/", "/en/corrections/"])
def test_other_pages_and_their_names_for_caches_change(client, story, path):
    actions.correct(story, by=None, at=AT, kind="correction", words="LEAK")
    before = client.get(path)
    assert "LEAK" in before.content.decode()
    expire(story)
    after = client.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "LEAK" not in after.content.decode()
    assert "LEAK" not in client.get("/en/").content.decode()
