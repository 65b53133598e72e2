from datetime import timedelta

import pytest
from django.utils import timezone

from articles import actions
from articles.queries.overview import LENGTH, overview
from tests.factories import (
    approve,
    make_article,
    make_live,
    make_scheduled,
    make_user,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db


def lists(user):
    found = overview(user, at=timezone.now())
    return {entry.key: [article.headline for article in entry.articles] for entry in found}


@pytest.fixture
def reporter():
    return make_user("Reporter")


@pytest.fixture
def newsroom(reporter):
    now = timezone.now()
    other = make_user("Reporter")
    make_article(headline="own draft", by=reporter)
    make_article(headline="assigned draft", by=other, assigned_to=reporter)
    make_article(headline="other draft", by=other)
    for headline, by in (("own review", reporter), ("other review", other)):
        actions.submit(make_article(headline=headline, by=by), by=by, at=now)
    approve(make_article(headline="approved", by=other))
    make_scheduled(headline="later", publish_at=now + timedelta(days=2))
    make_scheduled(headline="sooner", publish_at=now + timedelta(days=1))
    make_live(headline="live today", at=now)
    make_live(headline="live long ago")
    corrected = make_live(headline="corrected")
    corrected.teaser = "Mended."
    actions.save(corrected, by=None, at=now)
    make_withdrawn(headline="withdrawn", at=now)


def test_a_reporters_first_page(newsroom, reporter):
    assert lists(reporter) == {
        "drafts": ["assigned draft", "own draft"],
        "review": ["own review"],
        "approved": ["corrected", "approved"],
        "scheduled": ["sooner", "later"],
        "live": ["live today"],
    }


def test_an_editors_first_page(newsroom):
    found = lists(make_user("Editor"))
    assert found["drafts"] == []
    assert set(found["review"]) == {"own review", "other review"}
    assert found["approved"] == ["corrected", "approved"]


def test_who_may_not_see_articles_has_none(newsroom):
    assert overview(make_user("nobody"), at=timezone.now()) == []


def test_long_lists_are_cut_and_say_so(reporter):
    for _n in range(LENGTH + 1):
        make_article(by=reporter)
    drafts = overview(reporter, at=timezone.now())[0]
    assert (len(drafts.articles), drafts.has_more) == (LENGTH, True)


def test_one_query_a_list(newsroom, django_assert_num_queries):
    admin = make_user("superuser")
    with django_assert_num_queries(5):
        for entry in overview(admin, at=timezone.now()):
            for article in entry.articles:
                str(article.changed_by), article.language.direction
