from datetime import timedelta

import pytest
from django.utils import timezone

from articles import actions
from articles.models import Article
from articles.queries.live_state import LiveState, in_live_state, live_state, with_live_state
from tests.factories import (
    make_article,
    make_live,
    make_scheduled,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db


def test_every_article_is_in_one_state_and_the_query_says_the_same():
    now = timezone.now()
    make_article(headline="none")
    make_live(headline="live")
    newer = make_live(headline="newer")
    newer.teaser = "Another."
    actions.save(newer, by=None, at=now)
    make_scheduled(headline="scheduled")
    make_withdrawn(headline="withdrawn")
    soon, later = now + timedelta(minutes=1), now + timedelta(minutes=2)
    make_scheduled(headline="expired", at=now, publish_at=soon, expires_at=later)
    at = now + timedelta(minutes=3)
    articles = with_live_state(Article.objects.all())
    states = {article.headline: live_state(article, at) for article in articles}
    assert states == {state.value: state for state in LiveState}
    for state in LiveState:
        found = {article.headline for article in in_live_state(articles, state.value, at)}
        assert found == ({"live", "newer"} if state == LiveState.LIVE else {state.value})


def test_it_costs_no_query_of_its_own(django_assert_num_queries):
    make_live()
    make_article()
    with django_assert_num_queries(1):
        for article in with_live_state(Article.objects.all()):
            live_state(article, timezone.now())
