"""Which stories are in which file of the sitemap."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Publication
from articles.queries import sitemap
from articles.queries.sitemap import Entry, Month
from tests.factories import (
    AT,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_version,
    make_withdrawn,
)

from .test_paging import explain, make_row_copies

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 7, 15, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def first(month, year=2024):
    return datetime(year, month, 1, tzinfo=UTC)


def months(at=NOW):
    return sitemap.months(at=at)


def paths(begins, number=1, at=NOW):
    return [entry.path for entry in sitemap.stories(begins, number, at=at)]


class TestMonths:
    def test_only_those_with_stories_newest_first_in_any_language(self):
        make_language("de")
        make_live(at=first(7))
        make_live(at=first(7) - MOMENT)
        make_live(at=first(1, 2023), language_id="de")
        assert months() == [Month(first(7), 1), Month(first(6), 1), Month(first(1, 2023), 1)]

    def test_of_nothing_are_none(self):
        assert months() == []

    def test_only_what_is_live(self):
        make_article()
        make_withdrawn(at=first(3))
        make_scheduled(at=first(5), publish_at=NOW + timedelta(days=40))
        expired = make_live(at=first(4))
        Publication.objects.filter(pk=expired.pk).update(expires_at=NOW)
        assert months() == []
        assert months(NOW - MOMENT) == [Month(first(4), 1)]

    def test_of_the_year_s_end(self):
        make_live(at=datetime(2023, 12, 31, 23, 59, tzinfo=UTC))
        assert months(first(1)) == [Month(first(12, 2023), 1)]
        assert months(datetime(2023, 12, 31, 23, 59, tzinfo=UTC)) == [Month(first(12, 2023), 1)]

    @pytest.mark.parametrize(("count", "files"), [(3, 1), (4, 2), (6, 2), (7, 3)])
    def test_have_as_many_files_as_it_takes(self, monkeypatch, count, files):
        monkeypatch.setattr(sitemap, "MOST", 3)
        make_row_copies(make_live(at=first(6) + timedelta(days=9)), count - 1)
        assert months() == [Month(first(6), files)]
        told = [paths(first(6), number) for number in range(1, files + 1)]
        assert max(map(len, told)) == 3
        assert len({path for file in told for path in file}) == count
        assert paths(first(6), files + 1) == []

    @pytest.mark.parametrize("count", [1, 3])
    def test_one_query(self, count, django_assert_num_queries):
        for number in range(count):
            make_live(at=first(number + 1))
        with django_assert_num_queries(1):
            assert len(months()) == count

    @pytest.mark.parametrize("gone", ["none", "expired", "withdrawn", "scheduled"])
    def test_out_of_many_reads_hardly_any(self, gone):
        """One of each month is looked at, by its index; how many there are is kept."""
        newer, older, _newer, last = (
            make_live(at=AT - timedelta(days=days)) for days in (0, 100, 0, 100)
        )
        for copied in (newer, older):
            make_row_copies(copied, 10_000)
        rest = Publication.objects.exclude(pk=last.pk)
        change = {
            "none": {"is_stale": True},  # no page of the table is known to be all visible
            "expired": {"expires_at": AT + MOMENT},
            "withdrawn": {"withdrawn_at": AT, "withdrawn_why": "Wrong."},
            "scheduled": {"published_at": NOW + MOMENT},
        }[gone]
        rest.update(**change)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as captured:
            found = {month.begins: month.files for month in months()}
        assert (
            found
            == {
                "none": {first(5): 3, first(1): 3},
                "expired": {first(1): 3},
                "withdrawn": {first(1): 3},
                "scheduled": {first(1): 1},
            }[gone]
        )
        nodes = explain(captured[0]["sql"])
        read = [node for node in nodes if node.get("Relation Name") == "articles_publication"]
        assert max(node["Actual Rows"] * node["Actual Loops"] for node in read) <= 3
        assert all(node.get("Rows Removed by Filter", 0) <= 3 for node in read)


class TestStories:
    def test_oldest_first_so_that_a_file_stays_as_it_is(self):
        newer, older = make_live(at=first(6) + timedelta(days=1)), make_live(at=first(6))
        assert paths(first(6)) == [f"/en/{row.slug}/a-{row.pk}/" for row in (older, newer)]
        assert paths(first(5)) == paths(first(7)) == []

    def test_withdrawn_ones_leave_the_others_in_their_file(self, monkeypatch):
        monkeypatch.setattr(sitemap, "MOST", 1)
        first_one, second = make_live(at=first(6)), make_live(at=first(6) + timedelta(days=1))
        Publication.objects.filter(pk=first_one.pk).update(withdrawn_at=NOW, withdrawn_why="x")
        assert (paths(first(6), 1), paths(first(6), 2)) == (
            [],
            [f"/en/{second.slug}/a-{second.pk}/"],
        )

    def test_an_entry_says_where_it_is_and_when_it_was_changed(self):
        article = make_live(at=first(6), slug="quay")
        make_version(article, slug="newer")
        [entry] = sitemap.stories(first(6), 1, at=NOW)
        assert entry == Entry(f"/en/quay/a-{article.pk}/", first(6), {}, "")

    def test_translations_name_each_other_and_what_they_were_made_from(self):
        make_language("de")
        make_language("ar")
        english = make_live(at=first(6), slug="quay")
        german = make_live(at=first(7), slug="kai", language_id="de", translation_of=english)
        make_article(slug="leak", language_id="ar", translation_of=english)
        group = {"de": f"/de/kai/a-{german.pk}/", "en": f"/en/quay/a-{english.pk}/"}
        for begins in (first(6), first(7)):
            [entry] = sitemap.stories(begins, 1, at=NOW)
            assert (entry.translations, entry.original) == (group, group["en"])
        Publication.objects.filter(pk=english.pk).update(withdrawn_at=NOW, withdrawn_why="x")
        [entry] = sitemap.stories(first(7), 1, at=NOW)
        assert (entry.translations, entry.original) == ({}, "")

    @pytest.mark.parametrize("count", [1, 3])
    def test_one_query(self, count, django_assert_num_queries):
        make_language("de")
        for _ in range(count):
            make_live(at=first(6), language_id="de", translation_of=make_live(at=first(6)))
        with django_assert_num_queries(1):
            assert len(paths(first(6))) == 2 * count


class TestFilesOfAMonth:
    def test_are_as_many_as_its_stories_took(self, monkeypatch):
        monkeypatch.setattr(sitemap, "MOST", 2)
        stories = [make_live(at=first(6)) for _ in range(3)]
        assert sitemap.files_of(first(6), at=NOW) == 2
        Publication.objects.filter(pk=stories[0].pk).update(withdrawn_at=NOW, withdrawn_why="x")
        assert sitemap.files_of(first(6), at=NOW) == 2

    def test_one_of_any_month_that_has_begun(self):
        """Whether a story waits to be published in this month is nobody's business."""
        make_scheduled(at=first(7), publish_at=first(7) + timedelta(days=20))
        make_scheduled(at=first(7), publish_at=first(8))
        files = [sitemap.files_of(first(month), at=NOW) for month in (5, 7, 8, 9)]
        assert files == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2024, 12, 31, 23, tzinfo=UTC), first(1, 2025)),
        (datetime(2024, 2, 29, tzinfo=UTC), first(3)),
        (datetime.fromisoformat("2025-01-01T00:30:00+02:00"), first(1, 2025)),
    ],
)
def test_the_month_after(moment, expected):
    assert sitemap.following(moment) == expected
