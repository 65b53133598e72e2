"""Reading versions that earlier, later or broken code wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body import parse
from articles.snapshot.freeze import PLAIN, REFERENCES, freeze
from articles.snapshot.stored import is_whole, read, unread
from tests.factories import (
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_section,
    make_tag,
    make_topic,
)

NAMES = {*PLAIN, *REFERENCES, "topics", "tags", "credits", "agencies", "pictures"}
WHOLE = {"headline": "Port", "body": "<p>x</p>", "language_id": "en"}


@pytest.mark.django_db
def test_what_is_frozen_today_is_read_as_it_is():
    image = make_image(alt="A harbour")
    article = make_article(
        headline="Port",
        body=f'<p>x &amp; <em>y</em></p>\n<figure data-image="{image.pk}"></figure>',
        section=make_section(),
        lead_image=image,
        topics=[make_topic()],
        tags=[make_tag()],
        credits=[(make_contributor("Rosa Lind", "rl"), "writer")],
        agencies=[make_agency("AP")],
    )
    data = freeze(article)
    assert data.keys() == NAMES
    assert read(data) == data
    assert unread(data) == []
    assert is_whole(data) is True


def test_an_earlier_shape_is_filled_up():
    data = read(WHOLE)
    assert data.keys() == NAMES
    assert (data["headline"], data["body"], data["language_id"]) == ("Port", "<p>x</p>", "en")
    assert (data["section_id"], data["credits"], data["pictures"]) == (None, [], {})
    assert unread(WHOLE) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"section_id": "politics"}, "Not all of it can be read: section_id."),
        (
            {"section_id": 2**70, "topics": [1, "x"]},
            "Not all of it can be read: section_id, topics.",
        ),
        ({"credits": [{"contributor_id": 4}]}, "Not all of it can be read: credits."),
        ({"credits": {"a": 1}}, "Not all of it can be read: credits."),
        ({"teaser": ["a"]}, "Not all of it can be read: teaser."),
        ({"poll": {"q": 1}}, "It holds what this version of the newsroom does not know: poll."),
        (
            {"body": '<p>x</p>\n<aside data-poll="4">Which?</aside>'},
            "Its text was written in another form. It is shown as it is read now.",
        ),
    ],
)
def test_what_is_not_read_is_said(more, words):
    assert unread(WHOLE | more) == [words]
    assert is_whole(WHOLE | more) is True


@pytest.mark.parametrize("nothing", [None, [], "x", 4, True])
def test_what_is_no_article_is_an_empty_one(nothing):
    assert read(nothing).keys() == NAMES
    assert unread(nothing) == ["It holds nothing that is an article."]
    assert is_whole(nothing) is False


@pytest.mark.parametrize(
    "data", [{}, {"headline": "x"}, {"headline": "", "body": ""}, {"headline": "x", "body": None}]
)
def test_without_headline_or_text_it_is_not_whole(data):
    assert is_whole(data) is False


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=9,
)


@given(st.dictionaries(st.sampled_from(sorted(NAMES)) | st.text(max_size=5), JSON) | JSON)
def test_anything_is_read(stored):
    data = read(stored)
    assert data.keys() == NAMES
    assert parse(data["body"]) is not None
    assert all(isinstance(text, str) for text in unread(stored))
    assert read(data) == data
