"""What the editor's dialog offers before anything is typed."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_live, make_topic, make_user

pytestmark = pytest.mark.django_db
URL = reverse("admin:articles_body_suggestions")
TEXT = {"language": "en", "headline": "Ferries", "body": "<p>The ferry and the lighthouse.</p>"}


def found(client, **fields):
    return [item["id"] for item in client.post(URL, TEXT | fields).json()["results"]]


def test_the_nearest_articles_come_with_headline_and_state(editor):
    live = make_live(headline="A ferry", body="<p>Lighthouse.</p>")
    answer = editor.post(URL, TEXT).json()["results"]
    url = reverse("admin:articles_article_change", args=[live.pk])
    assert answer == [{"id": live.pk, "headline": "A ferry", "state": "live", "editUrl": url}]


def test_what_the_text_points_at_and_the_article_itself_are_left_out(editor):
    itself, there, other = (make_live(headline="A ferry") for _number in range(3))
    body = f'<p>ferry</p><aside data-read-more="{there.pk}"></aside>'
    assert found(editor, body=body, article=itself.pk) == [other.pk]


def test_topics_of_the_form_count(editor):
    topic = make_topic()
    live = make_live(headline="Unlike", body="<p>Nothing.</p>", topics=[topic])
    assert found(editor, topics=[topic.pk, "x", "9" * 30]) == [live.pk]


def test_no_hidden_draft_is_suggested_to_anybody(as_user):
    make_article(headline="A ferry")
    for role in ("Reporter", "Editor"):
        assert found(as_user(make_user(role))) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"language": ""},
        {"language": "xx"},
        {"language": "e\0n"},
        {"headline": "", "body": ""},
        {"body": "\0" * 3 + "<p"},
        {"article": "x"},
        {"body": "<p>x</p>" * 30_000},
    ],
)
def test_bad_input_is_no_error(editor, fields):
    assert found(editor, **fields) == []
