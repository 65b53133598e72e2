"""What readers were told of a story, step by step."""

from datetime import timedelta

import pytest

from articles import actions
from articles.queries.corrections import steps
from tests.factories import AT, make_live, make_version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def update(article, *, hours, kind="update", words=""):
    at = AT + hours * HOUR
    make_version(article, at=at, teaser=f"Teaser {hours}.")
    actions.update_live(article, by=None, at=at, kind=kind, words=words)


def tell(article, *, hours, kind="correction", words="Words."):
    actions.correct(article, by=None, at=AT + hours * HOUR, kind=kind, words=words)


def said(article):
    """Of each step: what was said, when, and the teasers before and after."""
    return [
        (
            [(str(remark.kind), remark.words, (remark.at - AT) // HOUR) for remark in step.remarks],
            (step.changed_at - AT) // HOUR,
            step.before and step.before["teaser"],
            step.after and step.after["teaser"],
        )
        for step in steps(article.pk)
    ]


def test_each_pair_of_versions_is_one_step_and_the_newest_said_is_first():
    article = make_live(teaser="First.")
    update(article, hours=1, kind="minor")
    update(article, hours=2)
    tell(article, hours=3, kind="retraction", words="All of it.")
    tell(article, hours=4)
    assert said(article) == [
        ([("correction", "Words.", 4), ("update", "", 2)], 2, "Teaser 1.", "Teaser 2."),
        ([("retraction", "All of it.", 3)], 3, None, None),
    ]


def test_a_minor_change_is_no_step_until_something_is_said_of_it():
    article = make_live(teaser="First.")
    update(article, hours=1, kind="minor")
    assert said(article) == []
    tell(article, hours=5)
    assert said(article) == [([("correction", "Words.", 5)], 1, "First.", "Teaser 1.")]


def test_it_takes_two_queries_however_many_there_are(django_assert_num_queries):
    article = make_live()
    with django_assert_num_queries(1):
        steps(article.pk)
    tell(article, hours=1)
    with django_assert_num_queries(1):
        steps(article.pk)
    for hours in (2, 3, 4):
        update(article, hours=hours)
        with django_assert_num_queries(2):
            steps(article.pk)
