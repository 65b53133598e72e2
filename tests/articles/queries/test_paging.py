"""Walking a list gives each story once and in order, quickly however much there is."""

import json
from datetime import timedelta
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import actions
from articles.models import Publication
from articles.queries import published
from tests.factories import (
    AT,
    make_article,
    make_contributor,
    make_language,
    make_live,
    make_section,
    make_tag,
    make_topic,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=30)
LISTS = ("newest", "in_section", "with_topic", "with_tag", "by_person")


@pytest.fixture
def subjects():
    """What all stories here have in common, and some of what they do not."""
    return {
        "section": make_section(),
        "topics": [make_topic(), make_topic(), make_topic()],
        "tags": [make_tag(), make_tag()],
        "credits": [(make_contributor(), "writer"), (make_contributor(), "editor")],
    }


def page(name, subjects, after=None, at=NOW, language="en"):
    keys = {
        "in_section": subjects["section"],
        "with_topic": subjects["topics"][0],
        "with_tag": subjects["tags"][0],
        "by_person": subjects["credits"][0][0],
    }
    query = getattr(published, name)
    if name == "newest":
        return query(language, at=at, after=after)
    return query(keys[name].pk, language, at=at, after=after)


def walk(name, subjects, between=lambda: None):
    """All cards, page by page; ``between`` happens after each page."""
    after, pages = None, []
    while True:
        found = page(name, subjects, after)
        pages.append(found.cards)
        after = found.following
        between()
        if after is None:
            return pages


def cards(*articles):
    found = dict(Publication.objects.values_list("pk", "card"))
    return [found[article.pk] for article in articles]


def newest_first(articles, moments):
    order = sorted(zip(moments, articles, strict=True), key=lambda pair: (pair[0], pair[1].pk))
    return [article for _moment, article in reversed(order)]


@pytest.fixture
def stories(subjects):
    """45 live stories, newest first; many share a moment, across the ends of pages too."""
    moments = [AT + timedelta(hours=n // 15) for n in range(45)]
    made = [make_live(at=moment, **subjects) for moment in moments]
    return newest_first(made, moments)


def test_each_story_comes_once_and_in_order(subjects, stories):
    expected = cards(*stories)
    for name in LISTS:
        pages = walk(name, subjects)
        assert [len(found) for found in pages] == [20, 20, 5], name
        assert list(chain(*pages)) == expected, name


def test_also_while_others_are_published_and_withdrawn(subjects, stories):
    old, above, below = cards(*stories), [], []

    def meanwhile():
        moment = timedelta(minutes=1 + len(above))
        above.append(make_live(at=AT + timedelta(days=1) + moment, **subjects))
        below.append(make_live(at=AT - moment, **subjects))
        actions.withdraw(below[-1], by=None, at=NOW, why="Wrong.")

    for name in LISTS:
        newer = cards(*reversed(above))
        assert list(chain(*walk(name, subjects, between=meanwhile))) == newer + old, name


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 40, 41])
def test_the_last_page_says_that_it_is_the_last(count, subjects):
    if count:
        make_row_copies(make_live(at=AT, **subjects), count - 1)
    full, rest = divmod(count, 20)
    for name in LISTS:
        sizes = [len(found) for found in walk(name, subjects)]
        assert sizes == ([20] * full + [rest] * bool(rest) or [0]), name


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_what_is_live_in_their_language_and_nothing_else(name, subjects):
    make_language("de")
    shown = make_live(**subjects)
    make_article(headline="LEAK draft", **subjects)
    make_withdrawn(headline="LEAK withdrawn", **subjects)
    make_live(headline="LEAK future", at=NOW + timedelta(microseconds=1), **subjects)
    make_live(headline="LEAK German", language_id="de", **subjects)
    expired = make_live(headline="LEAK expired", **subjects)
    Publication.objects.filter(pk=expired.pk).update(expires_at=NOW)
    if name != "newest":
        make_live(headline="LEAK other", section=make_section(), topics=[make_topic()])
        assert page(name, subjects).cards == cards(shown)
    found = page(name, subjects, language="de")
    assert ["LEAK German" in card for card in found.cards] == [True]


@pytest.mark.parametrize("count", [1, 30])
def test_one_query_a_page(count, subjects, django_assert_num_queries):
    make_row_copies(make_live(**subjects), count - 1)
    for name in LISTS:
        with django_assert_num_queries(1):
            found = page(name, subjects)
        assert len(found.cards) == min(count, 20)
        with django_assert_num_queries(1):
            page(name, subjects, after=found.following)


INDEXES = {
    "newest": "publication_newest",
    "in_section": "publication_section",
    "with_topic": "publication_by_topic",
    "with_tag": "publication_by_tag",
    "by_person": "publication_by_contributor",
}


@pytest.fixture
def many(subjects):
    """A list of 600 among 20,000 stories of other sections, topics, tags and people."""
    make_row_copies(make_live(**subjects), 600)
    other = {
        "section": make_section(),
        "topics": [make_topic()],
        "tags": [make_tag()],
        "credits": [(make_contributor(), "writer")],
    }
    make_row_copies(make_live(**other), 20_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_pages_are_read_from_their_index_however_long_the_list(subjects, many):
    deep = Publication.objects.filter(section=subjects["section"]).order_by("published_at")[300]
    for after in (None, published.Cursor(deep.published_at, deep.pk)):
        for name, index in INDEXES.items():
            with CaptureQueriesContext(connection) as captured:
                assert len(page(name, subjects, after).cards) == 20
            # The site's settings are one row.
            nodes = [
                node
                for node in explain(captured[0]["sql"])
                if node.get("Relation Name") != "articles_sitesettings"
            ]
            kinds = {node["Node Type"] for node in nodes}
            assert index in {node.get("Index Name") for node in nodes}, name
            assert not kinds & {"Sort", "Seq Scan"}, (name, kinds)
            read = max(node["Actual Rows"] * node["Actual Loops"] for node in nodes)
            assert read < 200, (name, read)


def explain(sql):
    """The nodes of the plan that PostgreSQL chose, flat."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        [answer] = cursor.fetchone()
    plan = answer if isinstance(answer, list) else json.loads(answer)

    def flat(node):
        yield node
        for child in node.get("Plans", ()):
            yield from flat(child)

    return list(flat(plan[0]["Plan"]))


def make_row_copies(article, count):
    """``count`` more live stories like ``article``, a second apart and older; rows alone."""
    if count < 1:
        return
    pk = article.pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(max(id), 1000000) FROM articles_article")
        [last] = cursor.fetchone()
        numbers = f"generate_series(1, {count}) AS n"
        for table, changed in {
            "articles_article": {"id": f"{last} + n"},
            "articles_version": {"id": f"{last} + n", "article_id": f"{last} + n"},
            "articles_publication": {
                "article_id": f"{last} + n",
                "version_id": f"{last} + n",
                "published_at": "published_at - n * interval '1 second'",
                "card": "card || n",
            },
        }.items():
            copy(
                cursor,
                table,
                changed,
                numbers,
                "id" if table.endswith("article") else "article_id",
                pk,
            )
        for table in ("topic", "tag", "person"):
            changed = {
                "id": None,
                "publication_id": f"{last} + n",
                "published_at": "published_at - n * interval '1 second'",
            }
            copy(cursor, f"articles_publication{table}", changed, numbers, "publication_id", pk)


def copy(cursor, table, changed, numbers, key, pk):
    cursor.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND table_schema = current_schema()",
        [table],
    )
    columns = [name for (name,) in cursor.fetchall() if changed.get(name, name)]
    values = ", ".join(changed.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names})"
        f" SELECT {values} FROM {table} t, {numbers} WHERE t.{key} = {pk}"
    )
