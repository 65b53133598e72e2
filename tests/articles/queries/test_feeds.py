"""What feeds are made of."""

from datetime import timedelta

import pytest

from articles import actions
from articles.enums import ChangeKind
from articles.queries import feeds
from tests.factories import (
    AT,
    FAR,
    make_article,
    make_contributor,
    make_image,
    make_live,
    make_scheduled,
    make_section,
    make_tag,
    make_topic,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def subjects():
    return {
        "section": make_section("World"),
        "topics": [make_topic("Sea")],
        "tags": [make_tag()],
        "credits": [(make_contributor("Tamara Jost"), "writer")],
    }


def lists(subjects, at=NOW):
    """The feed of the front and of each subject."""
    keys = {
        "section": subjects["section"],
        "topic": subjects["topics"][0],
        "tag": subjects["tags"][0],
        "person": subjects["credits"][0][0],
    }
    found = {kind: feeds.about(kind, row.pk, "en", at=at) for kind, row in keys.items()}
    return {"front": feeds.newest("en", at=at), **found}


def test_a_story_says_what_feeds_tell_of_it(subjects):
    image = make_image(alt="A ship")
    article = make_live(
        headline="Live", teaser="Teaser.", slug="live", lead_image=image, **subjects
    )
    make_version(article, headline="Newer", teaser="Newer", slug="newer")
    for kind, found in lists(subjects).items():
        [story] = found.stories
        assert (story.pk, story.headline, story.teaser, story.url) == (
            article.pk,
            "Live",
            "Teaser.",
            f"/en/live/a-{article.pk}/",
        ), kind
        assert (story.published_at, story.updated_at) == (AT, AT)
        assert (story.section["name"], story.topics[0]["name"]) == ("World", "Sea")
        assert [person["name"] for person in story.byline] == ["Tamara Jost"]
        assert (story.lead["alt"], story.lead["files"]["16x9"]["width"]) == ("A ship", 8)
        assert story.corrections == []


def test_a_correction_comes_with_it(subjects):
    article = make_live(**subjects)
    make_version(article, teaser="Mended.")
    told = {"kind": ChangeKind.CORRECTION, "words": "It was Tuesday."}
    actions.update_live(article, by=None, at=NOW, **told)
    for found in lists(subjects).values():
        [story] = found.stories
        [entry] = story.corrections
        assert (entry["kind"], entry["words"]) == ("correction", "It was Tuesday.")
        assert (story.lead, story.updated_at) == (None, NOW)


def test_only_what_is_live(subjects):
    for make in (make_article, make_scheduled, make_withdrawn):
        make(**subjects)
    passing = make_scheduled(publish_at=NOW, expires_at=FAR, **subjects)
    moments = (NOW - MOMENT, NOW, FAR - MOMENT, FAR)
    for kind in lists(subjects):
        seen = [[story.pk for story in lists(subjects, at)[kind].stories] for at in moments[:3]]
        assert seen[:2] == [[], [passing.pk]], kind
        assert passing.pk in seen[2], kind
        assert passing.pk not in [row.pk for row in lists(subjects, FAR)[kind].stories], kind
    assert [found.is_empty for found in lists(subjects, NOW - MOMENT).values()] == [True] * 5


@pytest.mark.parametrize("count", [1, 25])
def test_one_query_for_twenty_at_most(count, subjects, django_assert_num_queries):
    for _ in range(count):
        make_live(**subjects)
    lists(subjects)
    with django_assert_num_queries(5):
        found = lists(subjects)
    assert {len(one.stories) for one in found.values()} == {min(count, 20)}
