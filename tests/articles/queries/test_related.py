"""Which live stories are offered beside one."""

from datetime import timedelta

import pytest

from articles.models import Publication
from articles.queries import published, related
from tests.factories import (
    AT,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_topic,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db

NOW = AT + timedelta(days=1)
MOMENT = timedelta(microseconds=1)


def headlines(article, at=NOW):
    topics = Publication.objects.get(pk=article.pk).page["topic_ids"]
    found = related.stories(article.pk, topics, article.language_id, at=at)
    assert published.article(article.pk, at=at).related == found
    by_card = {row.card: row.headline for row in Publication.objects.all()}
    return [by_card[story.card] for story in found]


def test_most_shared_topics_come_first_then_the_newest():
    a, b, c, other = (make_topic() for _ in range(4))
    article = make_live(headline="Itself", topics=[a, b, c])
    make_live(headline="one old", topics=[a], at=AT)
    make_live(headline="one new", topics=[c, other], at=AT + timedelta(hours=2))
    make_live(headline="three", topics=[a, b, c], at=AT - timedelta(days=300))
    make_live(headline="two", topics=[b, c, other], at=AT - timedelta(days=9))
    make_live(headline="LEAK none", topics=[other], at=AT + timedelta(hours=3))
    assert headlines(article) == ["three", "two", "one new", "one old"]


def test_it_says_which_topics_both_share():
    a, b, other = (make_topic() for _ in range(3))
    article = make_live(topics=[b, a])
    make_live(topics=[other, b, a])
    make_live(topics=[other, b], at=AT - timedelta(hours=1))
    found = published.article(article.pk, at=NOW).related
    assert [story.topics for story in found] == [[a.pk, b.pk], [b.pk]]


def test_at_most_four():
    topic = make_topic()
    article = make_live(topics=[topic])
    for n in range(6):
        make_live(headline=f"{n}", topics=[topic], at=AT + timedelta(minutes=n))
    assert headlines(article) == ["5", "4", "3", "2"]


def test_only_what_is_live_and_in_the_language():
    make_language("de")
    topic = make_topic()
    article = make_live(topics=[topic])
    for make, fields in (
        (make_article, {}),
        (make_scheduled, {}),
        (make_withdrawn, {}),
        (make_live, {"language_id": "de"}),
        (make_scheduled, {"publish_at": AT + MOMENT, "expires_at": NOW}),
    ):
        make(headline="LEAK", topics=[topic], **fields)
    assert headlines(article) == []
    make_live(headline="shown", topics=[topic])
    assert headlines(article) == ["shown"]


def test_is_found_past_many_newer_stories_of_one_topic():
    busy, rare, rarer = make_topic(), make_topic(), make_topic()
    article = make_live(topics=[busy, rare, rarer])
    make_live(headline="rare", topics=[rare], at=AT - timedelta(days=30))
    for n in range(related.DEPTH + 2):
        make_live(headline=f"{n}", topics=[busy], at=AT + timedelta(minutes=n))
    newest = related.DEPTH + 1
    assert headlines(article) == [f"{newest - n}" for n in range(4)]
    make_live(headline="both", topics=[rare, rarer], at=AT - timedelta(days=31))
    assert headlines(article)[0] == "both"


def test_costs_one_query_and_none_without_topics(django_assert_num_queries):
    topic = make_topic()
    article = make_live(topics=[topic])
    make_live(topics=[topic])
    with django_assert_num_queries(1):
        assert len(related.stories(article.pk, [topic.pk], "en", at=NOW)) == 1
    with django_assert_num_queries(0):
        assert related.stories(article.pk, [], "en", at=NOW) == []
