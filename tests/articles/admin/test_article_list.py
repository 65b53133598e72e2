"""The list: what it says, how it narrows, and that its length costs no queries."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import actions
from articles.enums import CreditRole
from articles.models import Article
from tests.factories import (
    approve,
    make_article,
    make_contributor,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_tag,
    make_user,
    make_withdrawn,
)

from .conftest import LIST

pytestmark = pytest.mark.django_db


def headlines(client, query=""):
    response = client.get(LIST + query)
    assert response.status_code == 200
    return {article.headline for article in response.context["cl"].result_list}


@pytest.fixture
def newsroom():
    """A story in each state."""
    newer = make_live(headline="newer")
    newer.teaser = "Another."
    actions.save(newer, by=None, at=timezone.now())
    make_article(headline="draft", section=make_section("Sport"))
    actions.submit(make_article(headline="review"), by=None, at=timezone.now())
    approve(make_article(headline="approved"))
    make_live(headline="live")
    make_scheduled(headline="scheduled")
    make_withdrawn(headline="withdrawn")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("?stage=draft", {"draft"}),
        ("?stage=review", {"review"}),
        ("?stage=approved", {"approved", "live", "newer", "scheduled", "withdrawn"}),
        ("?live=none", {"draft", "review", "approved"}),
        ("?live=scheduled", {"scheduled"}),
        ("?live=live", {"live", "newer"}),
        ("?live=newer", {"newer"}),
        ("?live=withdrawn", {"withdrawn"}),
        ("?live=expired", set()),
        ("?stage=approved&live=none", {"approved"}),
    ],
)
def test_filters(editor, newsroom, query, wanted):
    assert headlines(editor, query) == wanted


def test_the_states_are_written_out(editor, newsroom):
    page = editor.get(LIST).content.decode()
    for state in ("not published", "scheduled", "newer text not live", "withdrawn", "in review"):
        assert f">{state}</span>" in page


def test_section_language_and_mine(as_user):
    user = make_user("Editor")
    make_language("de")
    other, sport = make_section(), make_section("Sport")
    make_article(headline="sport", section=sport)
    make_article(headline="german", language_id="de")
    make_article(headline="written", by=user)
    make_article(headline="assigned", assigned_to=user)
    person = make_contributor(user=user)
    make_article(headline="credited", credits=[(person, CreditRole.EDITOR)])
    client = as_user(user)
    assert headlines(client, f"?section={sport.pk}") == {"sport"}
    assert headlines(client, f"?section={other.pk}") == {
        "german",
        "written",
        "assigned",
        "credited",
    }
    assert headlines(client, "?language=de") == {"german"}
    assert headlines(client, "?mine=yes") == {"written", "assigned", "credited"}


def test_search(editor):
    make_article(headline="The dam breaks")
    make_article(headline="two", kicker="Dam")
    make_article(headline="three", teaser="At the dam.")
    make_article(headline="four", tags=[make_tag("dam"), make_tag("damage")])
    make_article(headline="five")
    assert headlines(editor, "?q=dam") == {"The dam breaks", "two", "three", "four"}
    assert len(editor.get(LIST + "?q=dam").context["cl"].result_list) == 4


def test_a_working_headline_is_flagged_and_writers_are_named(editor):
    person = make_contributor("Rosa Lind")
    make_article(headline_is_working=True, credits=[(person, CreditRole.WRITER)])
    page = editor.get(LIST).content.decode()
    assert "working headline" in page
    assert "Rosa Lind" in page


def queries_for(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("role", ["Reporter", "Editor", "superuser"])
def test_the_number_of_queries_does_not_grow(as_user, role):
    client = as_user(make_user(role))
    people = [make_contributor() for _n in range(3)]

    def add(count):
        for _n in range(count):
            make_live(by=User.objects.first(), credits=[(p, CreditRole.WRITER) for p in people])

    add(1)
    first = queries_for(client, LIST)
    add(2)
    assert queries_for(client, LIST) == first
    assert first <= 14
    add(57)
    assert queries_for(client, LIST) == first
    assert len(client.get(LIST).context["cl"].result_list) == 50
    assert Article.objects.count() == 60


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00", "?stage=%00", "?stage=nonsense", "?section=x", "?section=" + "9" * 30, "?p=x",
        "?p=99999", "?o=x", "?o=99.-99", "?headline=%00", "?pk__in=x", "?language=zz", "?mine=no",
        "?id=" + "9" * 30, "?all=", "?nonsense=1", "?live=nonsense",
    ],
)  # fmt: skip
def test_no_query_of_the_list_is_an_error_of_the_server(editor, query):
    make_article()
    assert editor.get(LIST + query).status_code in (200, 302, 400)
