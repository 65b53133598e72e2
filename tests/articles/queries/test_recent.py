"""The newest stories of a language, at the foot of another one."""

from datetime import timedelta

import pytest

from articles.models import Publication
from articles.queries import published, recent
from tests.factories import AT, make_language, make_live, make_version, make_withdrawn

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)


def headlines(article, beside=()):
    found = recent.stories(article.pk, article.language_id, at=NOW)
    listed = recent.listed(found, beside={story.pk for story in beside})
    if not beside:
        assert published.article(article.pk, at=NOW).recent == listed
    return [story.headline for story in listed]


def test_newest_first_and_of_one_moment_the_later_first():
    article = make_live()
    first, _second = make_live(headline="first"), make_live(headline="second")
    make_live(headline="newest", at=AT + timedelta(hours=1))
    make_withdrawn(headline="LEAK")
    make_live(headline="LEAK", language_id=make_language("de").code)
    make_live(headline="LEAK", at=NOW + timedelta(microseconds=1))
    assert headlines(article) == ["newest", "second", "first"]
    # What the desk writes meanwhile changes nothing.
    make_version(first, headline="LEAK", at=AT + timedelta(hours=2))
    assert headlines(article) == ["newest", "second", "first"]


def test_reads_what_is_published_alone():
    beside = recent.stories_beside(1, at=NOW)
    sql = str(Publication.objects.order_by().values_list(beside).query)
    assert "articles_publication" in sql
    assert "articles_article" not in sql


def test_as_many_whatever_stands_beside_the_story_already():
    article = make_live()
    others = [make_live(headline=f"{n}", at=AT - timedelta(hours=n)) for n in range(12)]
    assert headlines(article) == [f"{n}" for n in range(recent.SHOWN)]
    assert headlines(article, beside=others[:4]) == [f"{n}" for n in range(4, 4 + recent.SHOWN)]
