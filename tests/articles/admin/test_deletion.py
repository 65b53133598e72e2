import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.enums import Verb
from articles.models import Article, Event
from tests.factories import make_article, make_live, make_user, make_withdrawn

from .conftest import LIST, change_url

pytestmark = pytest.mark.django_db


def delete_url(article):
    return reverse("admin:articles_article_delete", args=[article.pk])


def bulk(client, *articles, **data):
    selected = [article.pk for article in articles]
    return client.post(LIST, {"action": "delete_selected", "_selected_action": selected} | data)


def texts(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("role", "whose", "wanted"),
    [
        ("Reporter", "own", 302),
        ("Reporter", "other", 404),
        ("Editor", "other", 302),
        ("Publisher", "other", 302),
    ],
)
def test_who_deletes_what_was_never_published(as_user, role, whose, wanted):
    user = make_user(role)
    article = make_article(by=user if whose == "own" else make_user("Reporter"))
    response = as_user(user).post(delete_url(article), {"post": "yes"})
    assert response.status_code == wanted
    assert Article.objects.exists() == (wanted != 302)
    assert Event.objects.filter(verb=Verb.DELETED).exists() == (wanted == 302)


@pytest.mark.parametrize("make", [make_live, make_withdrawn])
@pytest.mark.parametrize("role", ["Editor", "Publisher", "superuser"])
def test_what_was_published_is_never_deleted(as_user, role, make):
    article = make()
    client = as_user(make_user(role))
    assert client.get(delete_url(article)).status_code == 403
    assert client.post(delete_url(article), {"post": "yes"}).status_code == 403
    bulk(client, article, post="yes")
    assert Article.objects.count() == 1
    assert delete_url(article) not in client.get(change_url(article)).content.decode()


def test_an_article_that_others_point_at_stays_and_it_says_why(as_user):
    target = make_article()
    make_article(body=f'<aside data-read-more="{target.pk}"></aside>')
    client = as_user(make_user("Editor"))
    response = client.post(delete_url(target), {"post": "yes"}, follow=True)
    assert texts(response) == [
        "Other articles point at this one: as “Read more” or as its translation."
    ]
    assert Article.objects.count() == 2
    assert not LogEntry.objects.exists()


def test_bulk_deletes_what_it_may_and_says_of_the_rest_why_not(as_user):
    drafts = [make_article(headline=f"Draft {n}") for n in range(2)]
    target = make_article(headline="Pointed at")
    make_article(headline="Pointer", body=f'<aside data-read-more="{target.pk}"></aside>')
    live = make_live(headline="Live one")
    client = as_user(make_user("Editor"))
    asked = bulk(client, *drafts, target, live)
    assert asked.context["refused"] == [
        (live, "A published article is never deleted. Withdraw it instead.")
    ]
    assert {article.pk for article in asked.context["deletable"]} == {
        article.pk for article in (*drafts, target)
    }
    assert Article.objects.count() == 5
    done = client.get(bulk(client, *drafts, target, live, post="yes").url)
    assert texts(done) == [
        "2 articles were deleted.",
        "“Live one” was not deleted. A published article is never deleted. Withdraw it instead.",
        "“Pointed at” was not deleted. "
        "Other articles point at this one: as “Read more” or as its translation.",
    ]
    assert set(Article.objects.values_list("headline", flat=True)) == {
        "Pointed at",
        "Pointer",
        "Live one",
    }


def test_bulk_deletion_does_not_know_what_its_user_may_not_know(as_user):
    other = make_article(by=make_user("Reporter"), headline="SECRETMARK")
    reporter = make_user("Reporter")
    own = make_article(by=reporter)
    client = as_user(reporter)
    page = bulk(client, own, other).content.decode()
    assert "SECRETMARK" not in page
    bulk(client, own, other, post="yes")
    assert Article.objects.get() == other


def test_a_reporter_cannot_delete_others_approved_text_in_bulk(as_user):
    other = make_article(by=make_user("Reporter"))
    actions.approve(other, by=None, at=timezone.now())
    client = as_user(make_user("Reporter"))
    bulk(client, other, post="yes")
    assert Article.objects.count() == 1


@pytest.mark.parametrize("selected", ["abc", "9" * 30, "\0"])
def test_bad_rows_of_a_bulk_action_are_said_in_words(editor, selected):
    make_article()
    data = {"action": "delete_selected", "_selected_action": selected}
    assert editor.post(LIST, data).status_code in (200, 302)
    assert editor.post(LIST, data | {"post": "yes"}).status_code in (200, 302)
    assert Article.objects.count() == 1
