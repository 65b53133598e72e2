"""Handing an article to a person, by the action and by saving."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from articles import actions
from articles.actions import NotAllowed
from articles.models import Article, Event
from tests.factories import AT, make_article, make_user, make_version

from .matrix import everything

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def told(article):
    """What was recorded after the article was made."""
    found = Event.objects.filter(article=article).exclude(verb="created").order_by("pk")
    return list(found.values_list("verb", "by", "version_number", "why"))


def refused(act):
    before = everything()
    with pytest.raises(NotAllowed) as caught:
        act()
    assert everything() == before
    return str(caught.value)


def test_it_makes_an_event_with_the_name_and_no_version():
    article, editor = make_article(), make_user("Editor")
    anna = make_user("Reporter", first_name="Anna", last_name="Weiss")
    assert actions.assign(article, anna, by=editor, at=LATER).assigned_to == anna
    actions.assign(article, None, by=editor, at=LATER, why="On leave")
    stored = Article.objects.get()
    assert (stored.assigned_to, stored.version_number, stored.changed_at) == (None, 1, AT)
    assert told(article) == [
        ("assigned", editor.pk, 1, "Anna Weiss"),
        ("assigned", editor.pk, 1, "nobody: On leave"),
    ]


def test_who_has_it_already_is_not_told_twice():
    article, reporter = make_article(), make_user("Reporter")
    for _turn in range(2):
        actions.assign(article, reporter, by=None, at=LATER)
    assert len(told(article)) == 1


def test_a_reporter_hands_over_their_own_draft_and_nothing_else():
    reporter, colleague = make_user("Reporter"), make_user("Reporter")
    own = make_article(by=reporter)
    actions.assign(own, colleague, by=reporter, at=LATER)
    assert refused(lambda: actions.assign(own, reporter, by=colleague, at=LATER)) == (
        "Only its writers and the editors may hand this article to somebody."
    )
    actions.submit(own, by=reporter, at=LATER)
    assert refused(lambda: actions.assign(own, reporter, by=reporter, at=LATER)) == (
        "This text is with the editors. Ask them to assign it."
    )
    actions.approve(own, by=None, at=LATER)
    assert refused(lambda: actions.assign(own, reporter, by=reporter, at=LATER)) == (
        "This text is approved. Ask the editors to assign it."
    )


@pytest.mark.parametrize(
    ("role", "fields"),
    [
        ("nobody", {}),
        ("Feedback reviewer", {}),
        ("Reporter", {"is_active": False}),
    ],
)
def test_only_those_who_may_write_get_an_article(role, fields):
    article, to = make_article(), make_user(role, **fields)
    for by in (None, make_user("Publisher")):
        assert refused(lambda by=by: actions.assign(article, to, by=by, at=LATER)) == (
            "Articles are assigned to those on the staff who may write."
        )
        assert refused(lambda by=by: make_version(article, by=by, assigned_to=to))
        article.refresh_from_db()


def test_saving_with_another_name_records_it_beside_the_text():
    article, editor, reporter = make_article(), make_user("Editor"), make_user("Reporter")
    version = make_version(article, by=editor, at=LATER, kicker="New", assigned_to=reporter)
    assert version.number == 2
    assert told(article) == [
        ("saved", editor.pk, 2, ""),
        ("assigned", editor.pk, 2, reporter.username),
    ]


def test_saving_may_not_assign_what_the_person_may_not():
    reporter, other = make_user("Reporter"), make_user("Reporter")
    article = make_article(by=make_user("Reporter"), assigned_to=reporter)
    make_version(article, by=reporter, kicker="New")
    refused(lambda: make_version(article, by=reporter, kicker="Newer", assigned_to=other))


@override_settings(TIME_ZONE="Europe/Berlin")
def test_a_changed_plan_or_embargo_is_recorded_in_the_newsrooms_time():
    article, editor = make_article(), make_user("Editor")
    plan = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
    embargo = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    assert make_version(article, by=editor, planned_for=plan) is None
    assert make_version(article, by=editor, planned_for=plan) is None
    make_version(article, by=editor, planned_for=None, embargo_until=embargo)
    stored = Article.objects.get()
    assert (stored.planned_for, stored.embargo_until, stored.version_number) == (None, embargo, 1)
    assert told(article) == [
        ("planned", editor.pk, 1, "planned for: 1 July 2026, 10:00 (UTC+2)"),
        (
            "planned",
            editor.pk,
            1,
            "planned for: no time (before: 1 July 2026, 10:00 (UTC+2));"
            " embargo until: 1 December 2026, 09:00 (UTC+1)",
        ),
    ]


def test_a_new_article_says_whose_it_is():
    editor, reporter = make_user("Editor"), make_user("Reporter")
    article = make_article(by=editor, assigned_to=reporter)
    assert told(article) == [("assigned", editor.pk, 1, reporter.username)]
