"""How many stories each month has: what the triggers write, and that the worker adds it up."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from articles import actions
from articles.actions import sitemap
from articles.models import Publication, StoriesOfMonth
from articles.queries.sitemap import miscounted
from tests.articles.queries.test_paging import make_row_copies
from tests.factories import AT, FAR, make_article, make_live, make_scheduled, make_version

from .at_once import overlapping

pytestmark = pytest.mark.django_db
MAY, JUNE = datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)


def counted():
    """The sum of each month, once it is sure that it is what there is."""
    found = {}
    for begins, stories in StoriesOfMonth.objects.values_list("begins", "stories"):
        found[begins] = found.get(begins, 0) + stories
    there = {}
    for at in Publication.objects.values_list("published_at", flat=True):
        begins = datetime(at.year, at.month, 1, tzinfo=UTC)
        there[begins] = there.get(begins, 0) + 1
    assert {begins: count for begins, count in found.items() if count} == there
    return there


def rows():
    return StoriesOfMonth.objects.count()


def test_a_story_counts_from_its_publication_on():
    article = make_article(at=AT)
    assert counted() == {}
    actions.approve(article, by=None, at=AT)
    actions.publish(article, by=None, at=AT)
    assert counted() == {MAY: 1}
    make_version(article, teaser="Newer.")
    actions.update_live(article, by=None, at=JUNE)
    Publication.objects.update(is_stale=True)
    actions.withdraw(article, by=None, at=JUNE, why="Wrong.")
    assert (counted(), rows()) == ({MAY: 1}, 1)


def test_many_at_once_are_one_row():
    make_row_copies(make_live(at=AT), 50)
    assert (counted(), rows()) == ({MAY: 51}, 2)


def test_a_scheduled_story_that_is_moved_or_taken_back():
    article = make_scheduled(publish_at=FAR)
    actions.schedule(article, by=None, at=AT, publish_at=FAR + timedelta(days=40))
    counted()
    actions.schedule(article, by=None, at=AT, publish_at=FAR + timedelta(days=40, minutes=1))
    assert rows() == 3
    actions.unschedule(article, by=None, at=AT)
    assert counted() == {}


def test_the_worker_adds_up_what_has_become_many(monkeypatch):
    monkeypatch.setattr(sitemap, "FEW", 3)
    for at in (MAY, MAY, JUNE):
        make_live(at=at)
    assert sitemap.add_up_next(at=AT) is None
    gone = make_scheduled(publish_at=FAR)
    actions.unschedule(gone, by=None, at=AT)
    assert rows() == 5
    assert sitemap.add_up_next(at=AT) == 2
    assert (counted(), rows()) == ({MAY: 2, JUNE: 1}, 2)
    assert sitemap.add_up_next(at=AT) is None


def test_more_months_than_are_few_are_no_work_without_end(monkeypatch):
    monkeypatch.setattr(sitemap, "FEW", 1)
    for at in (MAY, JUNE):
        make_live(at=at)
    assert sitemap.add_up_next(at=AT) is None


def test_counting_again_puts_right_whatever_was_kept():
    for at in (MAY, MAY, JUNE):
        make_live(at=at)
    StoriesOfMonth.objects.filter(begins=MAY).first().delete()
    StoriesOfMonth.objects.create(begins=datetime(2020, 1, 1, tzinfo=UTC), stories=7)
    assert miscounted() == [(datetime(2020, 1, 1, tzinfo=UTC), 7, 0), (MAY, 1, 2)]
    assert sitemap.recount() == 2
    assert (counted(), rows(), miscounted()) == ({MAY: 2, JUNE: 1}, 2, [])


@pytest.mark.django_db(transaction=True)
def test_nothing_is_counted_twice_by_two_at_once_nor_lost_that_comes_meanwhile():
    for at in (MAY, MAY, JUNE):
        make_live(at=at)

    def recount(pause):
        with transaction.atomic():
            sitemap.recount()
            pause()

    def add_up():
        sitemap.FEW = 1
        sitemap.add_up_next(at=AT)

    assert overlapping(recount, add_up) == ["first: done", "second: done"]
    assert (counted(), rows()) == ({MAY: 2, JUNE: 1}, 2)
    assert overlapping(recount, lambda: make_live(at=JUNE)) == ["second: done", "first: done"]
    assert (counted(), rows()) == ({MAY: 2, JUNE: 2}, 3)
