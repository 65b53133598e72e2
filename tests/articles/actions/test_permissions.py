"""DESIGN's table "Who may do what", cell by cell, against every state that an article can be in.

``EXPECTED`` says it again in its own words; the actions must agree, and a refusal must leave no
trace.
"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.db import transaction

from articles import actions
from articles.actions import ActionRefused, NotAllowed, NotReady
from articles.models import Article, Event, Publication, Version
from tests.factories import (
    AT,
    FAR,
    make_article,
    make_contributor,
    make_live,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)
STAGES = ("draft", "review", "approved")
LIVE_STATES = ("never", "scheduled", "live", "withdrawn", "expired")
RELATIONS = ("own", "assigned", "other")
DESK = ("Editor", "Publisher", "superuser", "system")
CHIEFS = ("Publisher", "superuser", "system")
ROLES = ("nobody", "Feedback reviewer", "Reporter", *DESK)


def edit(article, by):
    fresh = Article.objects.get(pk=article.pk)
    fresh.kicker = "Edited"
    return actions.save(fresh, by=by, at=NOW)


# Each: what is done, when the article's state admits it, who then may, what the event says.
ACTIONS = {
    "edit": edit,
    "submit": lambda article, by: actions.submit(article, by=by, at=NOW),
    "send_back": lambda article, by: actions.send_back(article, by=by, at=NOW, why="Check it."),
    "approve": lambda article, by: actions.approve(article, by=by, at=NOW),
    "publish": lambda article, by: actions.publish(article, by=by, at=NOW),
    "override": lambda article, by: actions.publish(article, by=by, at=NOW, override="Urgent"),
    "update_live": lambda article, by: actions.update_live(article, by=by, at=NOW),
    "schedule": lambda article, by: actions.schedule(article, by=by, at=NOW, publish_at=FAR),
    "unschedule": lambda article, by: actions.unschedule(article, by=by, at=NOW),
    "withdraw": lambda article, by: actions.withdraw(article, by=by, at=NOW, why="Wrong."),
    "delete": lambda article, by: actions.delete(article, by=by, at=NOW),
}
EXPECTED = {
    "edit": lambda role, stage, live, relation: (
        role in CHIEFS
        or (role == "Editor" and stage != "approved")
        or (role == "Reporter" and stage == "draft" and relation in ("own", "assigned"))
    ),
    "submit": lambda role, stage, live, relation: (
        stage == "draft" and (role in DESK or (role == "Reporter" and relation == "own"))
    ),
    "send_back": lambda role, stage, live, relation: stage != "draft" and role in DESK,
    "approve": lambda role, stage, live, relation: (
        stage != "approved" and (role in CHIEFS or (role == "Editor" and relation != "own"))
    ),
    "publish": lambda role, stage, live, relation: (
        stage == "approved" and role in DESK and live != "live"
    ),
    "override": lambda role, stage, live, relation: role in CHIEFS and live != "live",
    "update_live": lambda role, stage, live, relation: (
        stage == "approved" and role in DESK and live == "live"
    ),
    "schedule": lambda role, stage, live, relation: (
        stage == "approved" and role in DESK and live in ("never", "scheduled")
    ),
    "unschedule": lambda role, stage, live, relation: role in DESK and live == "scheduled",
    "withdraw": lambda role, stage, live, relation: role in CHIEFS and live == "live",
    "delete": lambda role, stage, live, relation: (
        live == "never" and (role in DESK or (role == "Reporter" and relation == "own"))
    ),
}
VERBS = {
    "edit": "saved",
    "submit": "submitted",
    "send_back": "sent back",
    "approve": "approved",
    "publish": "published",
    "override": "published",
    "update_live": "updated",
    "schedule": "scheduled",
    "unschedule": "unscheduled",
    "withdraw": "withdrawn",
    "delete": "deleted",
}


def build(stage, live, relation):
    """An article in this state, and the person who stands so to it."""
    person, other = make_user("nobody"), make_user("superuser")
    person.is_superuser = True  # only while it is written
    author = person if relation == "own" else other
    assigned = person if relation == "assigned" else None
    article = make_article(by=author, at=AT, assigned_to=assigned)
    if live != "never":
        actions.approve(article, by=None, at=AT)
    if live == "scheduled":
        actions.schedule(article, by=None, at=AT, publish_at=FAR)
    elif live == "expired":
        hour = timedelta(hours=1)
        actions.schedule(article, by=None, at=AT, publish_at=AT + hour, expires_at=AT + 2 * hour)
    elif live in ("live", "withdrawn"):
        actions.publish(article, by=None, at=AT)
    if live == "withdrawn":
        actions.withdraw(article, by=None, at=AT, why="Wrong.")
    make_version(article, by=author, at=AT, kicker="Newer than what is live")
    Article.objects.filter(pk=article.pk).update(stage=stage)
    return Article.objects.get(pk=article.pk), person


def become(person, role):
    """The same account in another group; None for the system."""
    if role == "system":
        return None
    User.objects.filter(pk=person.pk).update(is_superuser=role == "superuser")
    person.groups.set(Group.objects.filter(name=role))
    return User.objects.get(pk=person.pk)


def everything():
    """The rows that each action of the table changes; few, for it is asked thousands of times."""
    models = (Article, Version, Event, Publication)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def attempt(name, article, by):
    """ "done", or "refused" with nothing changed. What was done is taken back."""
    before = everything()
    with transaction.atomic():
        try:
            ACTIONS[name](article, by)
        except NotAllowed:
            assert everything() == before
            return "refused"
        event = Event.objects.latest("pk")
        assert (event.verb, event.at, event.by) == (VERBS[name], NOW, by)
        assert event.article_id == article.pk
        transaction.set_rollback(True)
    assert everything() == before
    return "done"


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("live", LIVE_STATES)
@pytest.mark.parametrize("stage", STAGES)
def test_the_table(stage, live, relation, settings):
    settings.FOUR_EYES = True
    article, person = build(stage, live, relation)
    # Whose it is matters to those three only.
    roles = ROLES if relation == "own" else ("nobody", "Reporter", "Editor")
    wrong = []
    for role in roles:
        by = become(person, role)
        for name in ACTIONS:
            allowed = EXPECTED[name](role, stage, live, relation)
            if attempt(name, article, by) != ("done" if allowed else "refused"):
                wrong.append((role, name, "must be done" if allowed else "must be refused"))
    assert wrong == []


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "superuser"])
def test_a_closed_account_may_do_nothing(role):
    article, person = build("approved", "never", "own")
    become(person, role)
    User.objects.filter(pk=person.pk).update(is_active=False)
    by = User.objects.get(pk=person.pk)
    assert {name: attempt(name, article, by) for name in ("edit", "send_back", "publish")} == {
        "edit": "refused",
        "send_back": "refused",
        "publish": "refused",
    }


def test_visitors_may_do_nothing():
    article, _person = build("approved", "never", "own")
    for name in ACTIONS:
        with pytest.raises(NotAllowed):
            ACTIONS[name](article, AnonymousUser())


def test_a_story_belongs_to_those_who_are_credited():
    reporter = make_user("Reporter")
    person = make_contributor(user=reporter)
    article = make_article(by=make_user("Reporter"), credits=[(person, "writer")])
    article.kicker = "New"
    assert actions.save(article, by=reporter, at=NOW).number == 2
    assert actions.submit(article, by=reporter, at=NOW).stage == "review"


class TestFourEyes:
    def test_an_editor_may_approve_what_others_wrote_too(self):
        editor = make_user("Editor")
        article = make_article(by=editor)
        make_version(article, by=make_user("Editor"), kicker="Read by another")
        assert actions.approve(article, by=editor, at=NOW).stage == "approved"

    def test_a_link_that_the_system_bound_is_no_second_pair_of_eyes(self):
        editor = make_user("Editor")
        article = make_article(by=editor, body='<p>x</p><aside data-wanted="Zoo"></aside>')
        make_article(headline="Zoo")
        assert Article.objects.get(pk=article.pk).version_number == 2
        with pytest.raises(NotAllowed):
            actions.approve(article, by=editor, at=NOW)

    def test_an_import_is_somebody_elses_text(self):
        editor = make_user("Editor")
        article = make_article(by=None)
        make_version(article, by=editor, headline="Mended")
        assert actions.approve(article, by=editor, at=NOW).stage == "approved"

    def test_it_can_be_switched_off(self, settings):
        editor = make_user("Editor")
        article = make_article(by=editor)
        with pytest.raises(NotAllowed):
            actions.approve(article, by=editor, at=NOW)
        assert Article.objects.get(pk=article.pk).stage == "draft"
        settings.FOUR_EYES = False
        assert actions.approve(article, by=editor, at=NOW).stage == "approved"

    @pytest.mark.parametrize("four_eyes", [True, False])
    def test_a_reporter_never_approves(self, settings, four_eyes):
        settings.FOUR_EYES = four_eyes
        reporter = make_user("Reporter")
        article = make_article(by=reporter)
        with pytest.raises(NotAllowed):
            actions.approve(article, by=reporter, at=NOW)


@pytest.mark.parametrize("why", ["", "  ", "\n"])
def test_reasons_must_say_something(why):
    live, approved = make_live(), make_article()
    actions.approve(approved, by=None, at=AT)
    before = everything()
    for refused in (
        lambda: actions.withdraw(live, by=None, at=NOW, why=why),
        lambda: actions.send_back(approved, by=None, at=NOW, why=why),
    ):
        with pytest.raises(NotReady):
            refused()
    assert everything() == before


def test_approved_is_not_ready_and_an_editor_cannot_talk_past_that():
    article = make_article(teaser="")
    actions.approve(article, by=None, at=AT)
    before = everything()
    editor = make_user("Editor")
    with pytest.raises(NotReady):
        actions.publish(article, by=editor, at=NOW)
    with pytest.raises(NotAllowed):
        actions.publish(article, by=editor, at=NOW, override="Never mind the teaser")
    assert everything() == before


def test_blank_is_no_reason_to_override():
    article = make_article()
    before = everything()
    for override in ("", " ", "\n"):
        with pytest.raises(ActionRefused):
            actions.publish(article, by=make_user("Publisher"), at=NOW, override=override)
    assert everything() == before


@pytest.mark.parametrize("name", ACTIONS)
def test_what_is_deleted_meanwhile_is_refused_in_words(name):
    """All but the edit, which reads it anew here, have the article in hand still."""
    article = make_article()
    Article.objects.get(pk=article.pk).delete()
    act = ACTIONS[name]
    if name == "edit":
        act = lambda article, by: actions.save(article, by=by, at=NOW)  # noqa: E731
    with pytest.raises(NotAllowed):
        act(article, make_user("superuser"))
    assert not Article.objects.exists()
