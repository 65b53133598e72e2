"""The plan on the admin's first page."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.models import Article
from tests.factories import (
    AT,
    approve,
    make_article,
    make_live,
    make_scheduled,
    make_section,
    make_user,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


@pytest.fixture
def desk(client):
    client.force_login(make_user("Editor", username="ada"))
    return client


def titles(response):
    return {
        group["title"]: [row["article"].headline for row in group["rows"]]
        for group in groups(response)
    }


def groups(response):
    return response.context["plan"]


def test_it_shows_where_everything_stands(desk):
    now = timezone.now()
    make_article(headline="Draft <b>")
    make_scheduled(headline="Soon", publish_at=now + timedelta(days=1))
    response = desk.get(INDEX)
    found = titles(response)
    assert found["In work"] == ["Draft <b>"]
    assert found["Scheduled"] == ["Soon"]
    page = response.content.decode()
    assert "Draft &lt;b&gt;" in page
    assert "Nothing is overdue." in page


def pills(desk, **query):
    """The words of each row's pills, by headline."""
    page = desk.get(INDEX, query).content.decode()
    found = {}
    for row in re.findall(r"<li>\n<a href=[^>]* lang=.*?</li>", page, re.DOTALL):
        headline = re.search(r"<a [^>]*>(.*?)</a>", row)[1]
        found[headline] = re.findall(r'<span class="pill [^"]*">(.*?)</span>', row)
    return found


@pytest.fixture
def standing():
    """Stories that readers have or had, each with newer text in work, but for two."""
    by = make_user("superuser")
    for headline, make in (("live", make_live), ("withdrawn", make_withdrawn)):
        make_version(make(headline=headline), by=by, teaser="Newer.")
        approved = make(headline=f"{headline}, approved")
        make_version(approved, by=by, teaser="Newer.")
        approve(approved)
    back = make_live(headline="opened")
    actions.send_back(back, by=None, at=AT, why="Look again.")
    waits = make_scheduled(headline="scheduled, reopened")
    actions.send_back(waits, by=None, at=AT, why="Look again.")
    make_scheduled(headline="scheduled")
    make_article(headline="late", planned_for=AT)
    make_live(headline="out", at=timezone.now())


def test_rows_say_what_readers_have_and_which_text_is_not_approved(desk, standing):
    assert pills(desk) == {
        "live": ["newer text not live"],
        "live, approved": ["newer text not live"],
        "withdrawn": ["withdrawn"],
        "withdrawn, approved": [],
        "opened": ["live"],
        "scheduled, reopened": ["draft"],
        "scheduled": [],
        "late": ["draft"],
        "out": [],
    }
    assert titles(desk.get(INDEX))["Withdrawn, newer text approved"] == ["withdrawn, approved"]


def test_by_day_and_by_desk_they_say_it_too(desk, standing):
    wanted = {
        "live": ["in review", "newer text not live"],
        "live, approved": ["approved", "newer text not live"],
        "withdrawn": ["in review", "withdrawn"],
        "withdrawn, approved": ["approved", "withdrawn"],
        "opened": ["draft", "live"],
        "scheduled, reopened": ["draft", "scheduled"],
        "scheduled": ["scheduled"],
        "late": ["draft", "overdue"],
        "out": ["live today"],
    }
    assert pills(desk, by="day") == wanted
    assert pills(desk, by="desk") == wanted


@pytest.mark.parametrize("by", ["state", "day", "desk"])
def test_what_rows_say_costs_no_query(desk, by, standing):
    with CaptureQueriesContext(connection) as few:
        desk.get(INDEX, {"by": by})
    for n in range(3):
        make_version(make_withdrawn(headline=f"gone {n}"), teaser="Newer.")
        make_version(make_live(headline=f"there {n}"), teaser="Newer.")
    with CaptureQueriesContext(connection) as more:
        desk.get(INDEX, {"by": by})
    assert len(more) == len(few)


def test_days_are_named_in_words(desk):
    now = timezone.localtime()
    make_article(headline="Planned", planned_for=now + timedelta(days=1))
    found = list(titles(desk.get(INDEX, {"by": "day"})))
    assert found[0] == "Overdue"
    assert found[1].startswith("Today, ")
    assert found[2].startswith("Tomorrow, ")
    assert found[-2:] == ["Later", "Without a date"]


def test_filters_are_kept_from_tab_to_tab(desk):
    sport = make_section("Sport")
    make_article(headline="Match", section=sport)
    make_article(headline="Else", section=make_section("World"))
    response = desk.get(INDEX, {"by": "desk", "section": sport.pk})
    assert titles(response) == {"Sport": ["Match"]}
    page = response.content.decode()
    assert f'<option value="{sport.pk}" selected>Sport</option>' in page
    assert f"/admin/?by=day&amp;section={sport.pk}" in page


@pytest.mark.parametrize(
    "query",
    [
        {"by": "nonsense"},
        {"section": "x", "person": "-1", "language": "xx", "stage": "printed"},
        {"section": "9" * 40, "by": ["day", "desk"]},
        {"person": "1' OR 1=1"},
    ],
)
def test_nonsense_in_the_address_narrows_nothing(desk, query):
    make_article(headline="There")
    response = desk.get(INDEX, query)
    assert response.status_code == 200
    assert "There" in response.content.decode()


def test_long_groups_lead_to_the_full_list(desk):
    for _ in range(14):
        make_article()
    page = desk.get(INDEX).content.decode()
    assert '<a href="/admin/articles/article/?stage=draft">and 2 more</a>' in page


def test_long_groups_without_a_list_are_shown_whole(desk):
    for _ in range(14):
        make_article(planned_for=timezone.now() - timedelta(days=1))
    link = "/admin/?by=state&amp;whole=overdue#plan-overdue"
    assert f'<a href="{link}">and 2 more</a>' in desk.get(INDEX).content.decode()
    whole = desk.get(INDEX, {"whole": "overdue"})
    assert [len(group["rows"]) for group in groups(whole) if group["key"] == "overdue"] == [14]
    assert "more</a>" not in whole.content.decode()


def test_at_most_ten_queries_with_ten_thousand_articles(desk):
    section = make_section()
    make_live(section=section)
    copies(make_article(section=section), 9_000)
    copies(make_article(section=section, planned_for=timezone.now()), 1_000)
    for by in ("state", "day", "desk"):
        with CaptureQueriesContext(connection) as captured:
            response = desk.get(INDEX, {"by": by})
        assert sum(group["total"] for group in groups(response)) == Article.objects.count() - 1
        assert len(captured) <= 10, by


def copies(article, count):
    """Rows like that of ``article``, without versions."""
    names = [field.column for field in Article._meta.concrete_fields if field.column not in ("id",)]
    columns = ", ".join(names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO articles_article ({columns}) SELECT {columns} FROM articles_article, "
            "generate_series(1, %s) WHERE id = %s",
            [count, article.pk],
        )
        # As happens by itself in a newsroom; what is known of the table here is that it is empty.
        cursor.execute("ANALYZE articles_article")


def test_feedback_reviewers_have_no_plan(client):
    client.force_login(make_user("Feedback reviewer"))
    make_article(headline="LEAK")
    response = client.get(INDEX)
    assert "plan" not in response.context
    assert "LEAK" not in response.content.decode()
