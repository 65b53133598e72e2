"""What is near to a text."""

from datetime import timedelta

import pytest
from django.db import connection

from articles.models import ArticleWords
from articles.queries.suggestions import Draft, nearest
from tests.factories import (
    AT,
    approve,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_topic,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(hours=1)


def near(body="", *, without=(), **fields):
    return nearest(Draft("en", body=body, **fields), without=without, at=NOW)


def test_the_nearest_in_words_stand_first_whatever_their_form():
    far = make_live(headline="Bakeries", body="<p>Bread and a ferry.</p>")
    close = make_live(headline="Ferries", body="<p>The ferry sank near the lighthouse.</p>")
    make_live(headline="Football", body="<p>Two goals.</p>")
    assert near("<p>Ferries and lighthouses</p>") == [close.pk, far.pk]


def test_only_what_is_live_or_approved_in_the_language_is_suggested():
    make_language("de")
    body = "<p>A lighthouse.</p>"
    live, approved = make_live(body=body), make_article(body=body)
    approve(approved)
    later = make_scheduled(body=body)  # approved, too
    make_article(body=body), make_live(body=body, language_id="de")
    withdrawn = make_withdrawn(body=body)
    make_version(withdrawn, by=None, teaser="Changed.")
    withdrawn.stage = "draft"
    withdrawn.save(update_fields=["stage"])
    assert set(near(body)) == {live.pk, approved.pk, later.pk}
    assert set(near(body, without=[live.pk])) == {approved.pk, later.pk}


def test_shared_topics_count_with_and_without_words():
    topics = [make_topic(), make_topic()]
    body = "<p>A lighthouse.</p>"
    words, both = make_live(body=body), make_live(body=body, topics=topics)
    topic = make_live(body="<p>Nothing alike.</p>", topics=topics[:1])
    found = near(body, topics=[one.pk for one in topics])
    assert found[0] == both.pk
    assert set(found) == {words.pk, both.pk, topic.pk}


def test_ten_are_enough_and_no_text_finds_nothing():
    for _number in range(12):
        make_live(body="<p>A lighthouse.</p>")
    assert len(near("<p>lighthouse</p>")) == 10
    assert near() == []
    assert near("<p>, …</p>") == []


@pytest.mark.parametrize("word", ["it's", r"back\slash", "'quoted'", "a&b|c!(d):*", "<->", "%s"])
def test_signs_that_mean_something_to_a_query_mean_nothing(word):
    live = make_live(headline="Odd signs", body="<p>x</p>")
    assert near(f"<p>odd {word}</p>", headline=word) == [live.pk]


def test_the_words_follow_the_text_and_go_with_it():
    article = make_article(headline="Harbour", body='<p class="x">ships</p>')
    assert ArticleWords.objects.get(pk=article.pk).size >= 2
    make_version(article, body="<p>ships and docks</p>")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT words @@ 'dock' AND NOT words @@ 'p' FROM articles_articlewords"
            " WHERE article_id = %s",
            [article.pk],
        )
        assert cursor.fetchone() == (True,)
    article.delete()
    assert not ArticleWords.objects.exists()


def test_a_huge_text_can_be_saved():
    words = " ".join(f"word{number}" for number in range(150_000))
    article = make_article(body=f"<p>{words}</p>")
    assert 5_000 < ArticleWords.objects.get(pk=article.pk).size < 20_000
