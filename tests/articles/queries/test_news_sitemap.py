"""What search engines for news are told of."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import actions
from articles.enums import ChangeKind
from articles.models import Publication
from articles.queries import news_sitemap
from tests.factories import (
    AT,
    make_article,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_version,
    make_withdrawn,
)

from .test_paging import explain, make_row_copies

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
NOW = AT + 2 * HOUR


def newest(at=NOW):
    return news_sitemap.newest(at=at).stories


def test_a_story_says_what_the_sitemap_tells_of_it():
    image = make_image(alt="A ship")
    article = make_live(headline="Live", slug="live", lead_image=image)
    make_version(article, headline="Newer", slug="newer")
    [story] = newest()
    assert (story.pk, story.headline, story.url, story.language, story.published_at) == (
        article.pk,
        "Live",
        f"/en/live/a-{article.pk}/",
        "en",
        AT,
    )
    assert (story.lead["alt"], story.corrections) == ("A ship", [])


def test_every_language_newest_first():
    make_language("de")
    make_live(headline="english", at=AT)
    make_live(headline="deutsch", at=AT + HOUR, language_id="de")
    make_live(headline="as old", at=AT)
    assert [story.headline for story in newest()] == ["deutsch", "as old", "english"]


def test_only_what_is_live():
    for make in (make_article, make_scheduled, make_withdrawn):
        make(headline="LEAK")
    expired = make_live(headline="LEAK")
    Publication.objects.filter(pk=expired.pk).update(expires_at=NOW)
    assert newest() == []


def test_two_days_and_no_longer():
    make_live(at=AT)
    moments = (AT - MOMENT, AT, AT + timedelta(days=2) - MOMENT, AT + timedelta(days=2))
    assert [len(newest(at)) for at in moments] == [0, 1, 1, 0]


def test_a_picture_goes_with_its_rights():
    make_live(lead_image=make_image(usable_from=AT, usable_until=AT + HOUR))
    moments = (AT, AT + HOUR - MOMENT, AT + HOUR)
    assert [newest(at)[0].lead is None for at in moments] == [False, False, True]


def test_a_retraction_comes_with_it():
    article = make_live()
    make_version(article, teaser="Mended.")
    told = {"kind": ChangeKind.RETRACTION, "words": "It was not so."}
    actions.update_live(article, by=None, at=AT, **told)
    [story] = newest()
    assert [entry["kind"] for entry in story.corrections] == ["retraction"]


@pytest.mark.parametrize("count", [1, 30])
def test_one_query(count, django_assert_num_queries):
    make_row_copies(make_live(), count - 1)
    with django_assert_num_queries(1):
        found = news_sitemap.newest(at=NOW)
    assert len(found.stories) == count
    assert found.site_revision is not None


def test_none_at_all_is_one_query_too(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert news_sitemap.newest(at=NOW) == news_sitemap.New([], None)


def test_a_thousand_at_most_read_by_an_index_out_of_many():
    make_language("de")
    make_row_copies(make_live(language_id="de", at=AT), 1_001)
    make_row_copies(make_live(at=AT - timedelta(days=9)), 20_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as captured:
        found = newest()
    assert len(found) == 1_000
    assert found[0].published_at == AT
    nodes = explain(captured[0]["sql"])
    assert "publication_newest" in {node.get("Index Name") for node in nodes}
    read = [node for node in nodes if node.get("Relation Name") == "articles_publication"]
    assert max(node["Actual Rows"] * node["Actual Loops"] for node in read) < 2_000
