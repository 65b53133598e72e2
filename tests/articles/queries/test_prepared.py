from datetime import UTC, datetime

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.test.utils import CaptureQueriesContext

from articles.models import Section, Topic
from articles.queries import published
from articles.queries.prepared import Prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections():
    return [
        Section.objects.create(slug="world", name="World", names={"de": "Welt"}, position=2),
        Section.objects.create(slug="sport", name="Sport", position=1),
        Section.objects.create(slug="art", name="100% “Art”", position=3),
    ]


def test_gives_the_rows_that_the_orm_gives(sections):
    def build(position, slug):
        found = Section.objects.filter(position__gte=position).exclude(slug=slug)
        return found.order_by("position").values_list("pk", "name", "names")

    query = Prepared(build, position=int, slug=str)
    for position, slug in [(1, "sport"), (2, ""), (3, "%s"), (99, "world"), (1, "100%")]:
        assert query(position=position, slug=slug) == list(build(position, slug))


def test_converts_json_arrays_of_json_and_times_as_the_orm_does(sections):
    def build(at):
        names = Topic.objects.filter(slug=OuterRef("slug")).values(json=JSONObject(n="names"))
        return (
            Section.objects.values_list("names", ArraySubquery(names))
            .filter(position__gte=1, pk__in=Section.objects.filter(slug="world"))
            .exclude(description=at)
        )

    Topic.objects.create(slug="world", name="World", names={"ar": "العالم"})
    query = Prepared(build, at=str)
    assert query(at="x") == [({"de": "Welt"}, [{"n": {"ar": "العالم"}}])]
    assert query.raw(at="x") == [('{"de": "Welt"}', ['{"n": {"ar": "العالم"}}'])]


def test_makes_its_sql_once(sections):
    built = []

    def build(slug):
        built.append(slug)
        return Section.objects.filter(slug=slug).values_list("name")

    query = Prepared(build, slug=str)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert query(slug="world") == [("World",)]
        assert query(slug="sport") == [("Sport",)]
    assert len(built) == 1
    assert len(captured) == 2


def test_keeps_constants_of_the_query_and_repeats_a_parameter(sections):
    def build(slug):
        return Section.objects.filter(slug=slug, position=2).values_list("slug") | (
            Section.objects.filter(slug=slug, position=3).values_list("slug")
        )

    query = Prepared(build, slug=str)
    assert query(slug="world") == [("world",)]
    assert query(slug="sport") == []


def test_refuses_a_parameter_that_changes_on_its_way():
    query = Prepared(
        lambda position: Section.objects.filter(position=position + 1).values_list("pk"),
        position=int,
    )
    with pytest.raises(TypeError, match="position"):
        query(position=1)


def test_a_value_cannot_become_sql(sections):
    query = Prepared(lambda slug: Section.objects.filter(slug=slug).values_list("pk"), slug=str)
    assert query(slug="'; DROP TABLE articles_section; --") == []
    assert Section.objects.count() == 3


def test_times_reach_the_database_unchanged():
    assert published.article(1, at=datetime(2026, 1, 1, tzinfo=UTC)) is None


def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def end(pid):
    """Close a connection from the server's side, as a restart does, and wait until it is gone."""
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
            assert cursor.fetchone() == (True,)
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("keeps_plans", [True, False])
def test_a_lost_connection_is_made_anew(is_known, keeps_plans, settings, client):
    settings.PREPARED_STATEMENTS = keeps_plans
    query = Prepared(lambda slug: Section.objects.filter(slug=slug).values_list("slug"), slug=str)
    Section.objects.create(slug="world", name="World")
    if is_known:
        assert query(slug="world") == [("world",)]
    before = backend()
    end(before)
    assert query(slug="world") == [("world",)]
    assert backend() != before
    end(backend())
    assert client.get("/en/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_within_a_transaction_a_lost_connection_is_an_error():
    query = Prepared(lambda slug: Section.objects.filter(slug=slug).values_list("slug"), slug=str)
    with pytest.raises(DatabaseError), transaction.atomic():  # noqa: PT012
        end(backend())
        query(slug="world")
    connection.close()
    assert query(slug="world") == []


def test_sends_once_what_comes_again(sections):
    def build(slug):
        return Section.objects.filter(slug=slug, position=2).values_list("slug") | (
            Section.objects.filter(slug=slug, position=3).values_list("slug")
        )

    query = Prepared(build, slug=str)
    with CaptureQueriesContext(connection) as captured:
        query(slug="world")
    assert captured[0]["sql"].count("'world'") == 1
