"""All topics that have a page in a language."""

from datetime import timedelta

import pytest

from articles.queries import topic_index
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


def names(language):
    return [link.name for link in topic_index.listed(language, at=NOW)]


def test_only_those_with_a_live_story_in_the_language(django_assert_num_queries):
    make_language("de")
    trade = make_topic("trade", names={"de": "Handel"})
    ports, fairs, draft, ahead, gone = (make_topic(name) for name in ("Ports", "é", "D", "S", "W"))
    for _n in range(2):
        make_live(topics=[trade, ports, fairs])
    make_live(topics=[trade], language_id="de")
    make_article(topics=[draft])
    make_scheduled(topics=[ahead])
    make_withdrawn(topics=[gone])
    with django_assert_num_queries(1):
        assert names("en") == ["É", "Ports", "Trade"]
    assert names("de") == ["Handel"]
    [link] = topic_index.listed("de", at=NOW)
    assert (link.pk, link.url) == (trade.pk, f"/de/handel/t-{trade.pk}/")
