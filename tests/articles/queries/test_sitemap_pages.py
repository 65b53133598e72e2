"""Which lists and pages of the newsroom are in the sitemap."""

from datetime import timedelta

import pytest

from articles.actions import policy
from articles.models import PolicyPage, PolicyText
from articles.queries.sitemap_pages import Page, pages
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


@pytest.fixture
def subjects():
    make_language("de")
    return {
        "section": make_section("World", slug="world", names={"de": "Welt"}),
        "topics": [make_topic("Sea", slug="sea", names={"de": "Meer"})],
        "credits": [(make_contributor("Tamara Jost"), "writer")],
    }


def test_lists_with_live_stories_by_language_with_the_time_of_the_newest(subjects):
    make_live(**subjects)
    make_live(at=AT + HOUR, **subjects)
    make_live(at=AT + 2 * HOUR, language_id="de", **subjects)
    times = {"en": AT + HOUR, "de": AT + 2 * HOUR}
    section, [topic], [(person, _role)] = subjects.values()
    found = [
        {"en": "/en/", "de": "/de/"},
        {"en": f"/en/world/s-{section.pk}/", "de": f"/de/welt/s-{section.pk}/"},
        {"en": f"/en/sea/t-{topic.pk}/", "de": f"/de/meer/t-{topic.pk}/"},
        {code: f"/{code}/tamara-jost/p-{person.pk}/" for code in ("en", "de")},
    ]
    assert pages(at=NOW) == [Page(paths, times) for paths in found]


def test_lists_of_what_is_not_live_are_not_told_of(subjects):
    for make in (make_article, make_scheduled, make_withdrawn):
        make(**subjects)
    assert pages(at=NOW) == []
    make_live(**subjects)
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


@pytest.mark.parametrize("count", [1, 5])
def test_five_queries(count, django_assert_num_queries):
    for _ in range(count):
        make_live(
            section=make_section(),
            topics=[make_topic()],
            credits=[(make_contributor(), "writer")],
        )
    with django_assert_num_queries(5):
        assert len(pages(at=NOW)) == 1 + 3 * count
