"""Who may know of what: DESIGN's first line of "Who may do what"."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User

from articles.models import Article, Credit
from articles.queries import desk
from tests.factories import (
    AT,
    approve,
    make_article,
    make_contributor,
    make_live,
    make_scheduled,
    make_user,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)


@pytest.fixture
def reporter():
    return make_user("Reporter")


@pytest.fixture
def articles(reporter):
    mine, other = make_contributor(user=reporter), make_contributor()
    made = {
        "own": make_article(by=reporter),
        "assigned": make_article(assigned_to=reporter),
        "credited": make_article(credits=[(mine, "writer"), (mine, "editor")]),
        "approved": make_article(),
        "live": make_live(),
        "LEAK other": make_article(by=make_user("Reporter"), credits=[(other, "writer")]),
        "LEAK scheduled": make_scheduled(),
        "LEAK withdrawn": make_withdrawn(),
        "LEAK assigned to another": make_article(assigned_to=make_user("Reporter")),
    }
    approve(made["approved"])
    review = make_article()
    leaks = [article.pk for name, article in made.items() if name.startswith("LEAK")]
    Article.objects.filter(pk__in=[*leaks, made["live"].pk]).update(stage="draft")
    Article.objects.filter(pk=review.pk).update(stage="review")
    return {article.pk: name for name, article in made.items()} | {review.pk: "LEAK in review"}


def seen(user, articles, at=NOW):
    return sorted(articles[pk] for pk in desk.visible_to(user, at=at).values_list("pk", flat=True))


def test_a_reporter_sees_own_assigned_approved_and_live(reporter, articles):
    expected = ["approved", "assigned", "credited", "live", "own"]
    assert seen(reporter, articles) == expected


@pytest.mark.parametrize("role", ["Editor", "Publisher", "superuser"])
def test_the_desk_sees_all(role, articles):
    assert seen(make_user(role), articles) == sorted(articles.values())


@pytest.mark.parametrize("role", ["nobody", "Feedback reviewer"])
def test_others_see_nothing(role, articles):
    assert seen(make_user(role), articles) == []


def test_neither_do_visitors_and_closed_accounts(reporter, articles):
    assert seen(AnonymousUser(), articles) == []
    User.objects.filter(pk=reporter.pk).update(is_active=False)
    assert seen(User.objects.get(pk=reporter.pk), articles) == []


def test_own_is_what_one_wrote_or_is_credited_for(reporter):
    person = make_contributor(user=reporter)
    other = make_article(by=make_user("Reporter"), assigned_to=reporter)
    assert desk.is_own(reporter, make_article(by=reporter)) is True
    assert desk.is_own(reporter, make_article(credits=[(person, "editor")])) is True
    assert (desk.is_own(reporter, other), desk.is_assigned(reporter, other)) == (False, True)
    assert (desk.is_own(None, other), desk.is_assigned(None, make_article())) == (False, False)
    assert Credit.objects.filter(article=other).count() == 0


def test_overdue_is_what_went_live_and_no_worker_saw():
    due = make_scheduled(publish_at=NOW)
    make_live(), make_scheduled()
    assert list(desk.overdue(NOW - timedelta(microseconds=1))) == []
    assert [row.pk for row in desk.overdue(NOW)] == [due.pk]
