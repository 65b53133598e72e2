from datetime import timedelta

import pytest

from articles.actions.tags import merge
from articles.snapshot.tags import standing
from tests.factories import AT, make_tag

pytestmark = pytest.mark.django_db


def test_a_tag_stands_where_it_was_merged_into_and_each_time_takes_a_query(
    django_assert_num_queries,
):
    birdies, golf, sport = make_tag("birdies"), make_tag("golf"), make_tag("sport")
    with django_assert_num_queries(1):
        assert standing([sport.pk, golf.pk, 10**9]) == [golf, sport]
    merge(birdies, golf, by=None, at=AT)
    with django_assert_num_queries(2):
        assert standing([birdies.pk, golf.pk]) == [golf]
    merge(golf, sport, by=None, at=AT + timedelta(hours=1))
    with django_assert_num_queries(3):
        assert standing([birdies.pk]) == [sport]
    assert standing([]) == []
