"""Which lists and pages of the newsroom are in which file of the sitemap."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions import policy
from articles.models import PolicyPage, PolicyText
from articles.queries import sitemap_pages
from articles.queries.sitemap_pages import KINDS, Page, files, subjects
from tests.factories import (
    AT,
    make_article,
    make_contributor,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_topic,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOW = AT + 5 * HOUR


def pages(at):
    """Of all first files."""
    lists = [page for name in KINDS for page in subjects(name, 1, at=at)]
    return [*sitemap_pages.pages(at=at), *lists]


@pytest.fixture
def filed():
    make_language("de")
    return {
        "section": make_section("World", slug="world", names={"de": "Welt"}),
        "topics": [make_topic("Sea", slug="sea", names={"de": "Meer"})],
        "credits": [(make_contributor("Tamara Jost"), "writer")],
    }


def test_lists_with_live_stories_by_language_with_the_time_of_the_newest(filed):
    make_live(**filed)
    make_live(at=AT + HOUR, **filed)
    make_live(at=AT + 2 * HOUR, language_id="de", **filed)
    times = {"en": AT + HOUR, "de": AT + 2 * HOUR}
    section, [topic], [(person, _role)] = filed.values()
    found = [
        {"en": "/en/", "de": "/de/"},
        {"en": f"/en/world/s-{section.pk}/", "de": f"/de/welt/s-{section.pk}/"},
        {"en": f"/en/sea/t-{topic.pk}/", "de": f"/de/meer/t-{topic.pk}/"},
        {code: f"/{code}/tamara-jost/p-{person.pk}/" for code in ("en", "de")},
    ]
    assert pages(at=NOW) == [Page(paths, times) for paths in found]


def test_lists_of_what_is_not_live_are_not_told_of(filed):
    for make in (make_article, make_scheduled, make_withdrawn):
        make(**filed)
    assert pages(at=NOW) == []
    make_live(**filed)
    assert {tuple(page.paths) for page in pages(at=NOW)} == {("en",)}


def test_somebody_without_a_page_is_not_in_it():
    make_live(credits=[(make_contributor("zz", "zz", is_complete=False), "writer")])
    assert not any("/p-" in path for page in pages(at=NOW) for path in page.paths.values())


def test_pages_of_the_newsroom_have_the_time_of_their_text():
    make_language("de")
    page = PolicyPage.objects.create(kind="ethics")
    for code, title, at in [("en", "Our ethics", AT), ("de", "Ethik", AT + HOUR)]:
        text = PolicyText(page=page, language_id=code, title=title, body="<p>x</p>")
        policy.save(text, by=None, at=at)
    [found] = pages(at=NOW)
    assert found == Page(
        {"de": f"/de/ethik/i-{page.pk}/", "en": f"/en/our-ethics/i-{page.pk}/"},
        {"en": AT, "de": AT + HOUR},
    )


def make_topics(count):
    """So many, of which the second alone has no live story."""
    topics = [make_topic(f"No {number}") for number in range(count)]
    make_live(topics=[topic for topic in topics if topic != topics[1]])
    return topics


@pytest.mark.parametrize(("languages", "share", "count"), [(1, 4, 2), (2, 2, 3), (9, 1, 5)])
def test_a_file_holds_no_more_than_it_may(monkeypatch, languages, share, count):
    """However many languages there are, and whatever is live: nothing is left out."""
    monkeypatch.setattr(sitemap_pages, "MOST", 4)
    for number in range(languages - 1):
        make_language(f"x{'abcdefgh'[number]}")
    topics = make_topics(5)
    assert files()["topics"] == count
    found = [
        [
            page.paths["en"].rpartition("-")[2].strip("/")
            for page in subjects("topics", number, at=NOW)
        ]
        for number in range(1, count + 1)
    ]
    keys = [str(topic.pk) for topic in topics]
    parts = [keys[start : start + share] for start in range(0, 5, share)]
    assert found == [[key for key in part if key != keys[1]] for part in parts]
    assert subjects("topics", count + 1, at=NOW) == []


def test_there_are_no_files_of_what_there_is_none_of():
    assert files() == {"sections": 0, "topics": 0, "people": 0}
    make_contributor("zz", "zz", is_complete=False)
    make_contributor("Tamara Jost")
    assert files() == {"sections": 0, "topics": 0, "people": 1}


def test_each_list_is_looked_at_once():
    make_live(topics=[make_topic()])
    with CaptureQueriesContext(connection) as captured:
        subjects("topics", 1, at=NOW)
    assert [query["sql"].count('FROM "articles_publicationtopic"') for query in captured] == [
        0,
        0,
        1,
    ]


@pytest.mark.parametrize("count", [1, 5])
def test_queries_of_a_file(count, django_assert_num_queries):
    for _ in range(count):
        make_live(
            section=make_section(),
            topics=[make_topic()],
            credits=[(make_contributor(), "writer")],
        )
    for name in KINDS:
        with django_assert_num_queries(3):
            assert len(subjects(name, 1, at=NOW)) == count
    with django_assert_num_queries(2):
        assert len(sitemap_pages.pages(at=NOW)) == 1
