import pytest
from django.urls import reverse
from django.utils import timezone

from articles import actions
from tests.factories import AT, FAR, make_article, make_user

from .conftest import LIST

pytestmark = pytest.mark.django_db


def history_url(article):
    return reverse("admin:articles_article_history", args=[article.pk])


def test_it_says_who_did_what_when_and_why(as_user):
    reporter = make_user("Reporter", first_name="Rosa", last_name="Lind")
    editor = make_user("Editor", first_name="Ed", last_name="Wolff")
    article = make_article(by=reporter)
    actions.submit(article, by=reporter, at=timezone.now())
    actions.send_back(article, by=editor, at=timezone.now(), why="Check <the> numbers.")
    response = as_user(reporter).get(history_url(article))
    events = response.context["events"].object_list
    assert [(event.verb, event.by, event.version_number, event.why) for event in events] == [
        ("sent back", editor, 1, "Check <the> numbers."),
        ("submitted", reporter, 1, ""),
        ("created", reporter, 1, ""),
    ]
    page = response.content.decode()
    assert "Ed Wolff" in page
    assert "Check &lt;the&gt; numbers." in page


def test_a_changed_plan_or_embargo_is_called_so(as_user):
    article = make_article(at=AT)
    article.embargo_until = FAR
    actions.save(article, by=None, at=timezone.now())
    page = as_user(make_user("Editor")).get(history_url(article)).content.decode()
    assert "<td>Planning changed</td>" in page
    assert "<td>Planned</td>" not in page
    assert "embargo until: 1 January 2199, 00:00 (UTC)" in page


def test_its_length_costs_no_queries(as_user, django_assert_num_queries):
    article = make_article()
    client = as_user(make_user("Editor"))
    for _turn in range(3):
        with django_assert_num_queries(8):
            client.get(history_url(article))
        article.headline += "."
        actions.save(article, by=None, at=timezone.now())


@pytest.mark.parametrize("page", ["x", "0", "-1", "999999", "2"])
def test_any_page_number_is_answered(as_user, page):
    url = history_url(make_article())
    assert as_user(make_user("Editor")).get(f"{url}?p={page}").status_code == 200


def test_no_history_of_nothing(as_user):
    client = as_user(make_user("Editor"))
    assert client.get(f"{LIST}4711/history/").status_code == 404
