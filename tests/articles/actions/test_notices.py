"""Who is told of what: those concerned, never who did it, and nobody who may not know."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import actions
from articles.actions import notices
from articles.actions.save import record_event
from articles.enums import CreditRole, NoticeKind, Verb
from articles.models import Article, Event, Notification
from articles.queries import notices as told
from articles.queries.notices import MANY
from tests.factories import AT, FAR, make_article, make_contributor, make_user

pytestmark = pytest.mark.django_db


def told_of(kind):
    """The usernames of those who were told, in order."""
    rows = Notification.objects.filter(kind=kind)
    return sorted(rows.values_list("to__username", flat=True))


def named(username, role):
    return make_user(role, username=username, email=f"{username}@news.example")


@pytest.fixture
def desk():
    people = [("reporter", "Reporter"), ("other", "Reporter"), ("editor", "Editor")]
    people += [("editor2", "Editor"), ("publisher", "Publisher")]
    return {name: named(name, role) for name, role in people}


@pytest.fixture
def story(desk):
    """By the reporter, credited to another reporter as well."""
    colleague = make_contributor(user=desk["other"])
    return make_article(by=desk["reporter"], credits=[(colleague, CreditRole.WRITER)])


def test_a_text_that_is_submitted_is_told_to_those_who_may_approve_it(desk, story):
    actions.submit(story, by=desk["reporter"], at=AT, why="Numbers are checked.")
    assert told_of(NoticeKind.SUBMITTED) == ["editor", "editor2", "publisher"]
    notice = Notification.objects.first()
    assert (notice.text, notice.at, notice.read_at) == ("Numbers are checked.", AT, None)
    assert (notice.article, notice.event) == (story, Event.objects.get(verb=Verb.SUBMITTED))


def test_who_has_it_assigned_is_told_of_it_too(desk, story):
    Article.objects.filter(pk=story.pk).update(assigned_to=desk["other"])
    actions.submit(story, by=desk["editor"], at=AT)
    assert told_of(NoticeKind.SUBMITTED) == ["editor2", "other", "publisher"]


@pytest.mark.parametrize("verb", ["sent back", "approved"])
def test_what_the_editors_do_is_told_to_its_writers(desk, story, verb):
    actions.submit(story, by=desk["reporter"], at=AT)
    if verb == "approved":
        actions.approve(story, by=desk["editor"], at=AT)
    else:
        actions.send_back(story, by=desk["editor"], at=AT, why="Who says so?")
    assert told_of(NoticeKind(verb)) == ["other", "reporter"]


def test_publication_and_update_are_told_to_its_writers_but_not_to_who_did_it(desk):
    own = make_article(by=desk["publisher"])
    Article.objects.filter(pk=own.pk).update(assigned_to=desk["editor"])
    actions.approve(own, by=None, at=AT)
    actions.publish(own, by=desk["publisher"], at=AT)
    assert told_of(NoticeKind.PUBLISHED) == ["editor"]
    own = Article.objects.get(pk=own.pk)
    own.headline = "Another"
    actions.save(own, by=desk["publisher"], at=AT)
    actions.approve(own, by=None, at=AT)
    actions.update_live(own, by=desk["editor"], at=AT, override="")
    assert told_of(NoticeKind.PUBLISHED) == ["editor", "publisher"]


def test_who_is_told_of_a_publication_is_not_told_of_the_approval_that_went_with_it(desk, story):
    """And who wants to hear of approvals alone does."""
    notices.choose(desk["other"], {NoticeKind.PUBLISHED: (False, False)})
    actions.approve(story, by=desk["editor"], at=AT)
    actions.publish(story, by=desk["editor"], at=AT)
    assert (told_of(NoticeKind.APPROVED), told_of(NoticeKind.PUBLISHED)) == (
        ["other"],
        ["reporter"],
    )


def test_the_same_holds_of_an_update_and_a_schedule_says_nothing_of_its_own(desk, story):
    actions.approve(story, by=desk["editor"], at=AT)
    actions.schedule(story, by=desk["editor"], at=AT, publish_at=FAR)
    assert told_of(NoticeKind.APPROVED) == ["other", "reporter"]
    Notification.objects.all().delete()
    actions.publish(story, by=desk["editor"], at=AT)
    story = Article.objects.get(pk=story.pk)
    story.headline = "Another"
    later = AT + timedelta(hours=1)
    actions.save(story, by=desk["publisher"], at=AT)
    actions.approve(story, by=desk["editor"], at=later)
    actions.update_live(story, by=desk["editor"], at=later)
    assert told_of(NoticeKind.APPROVED) == []
    assert told_of(NoticeKind.PUBLISHED) == ["other", "other", "reporter", "reporter"]


@pytest.mark.parametrize("apart", ["in time", "in person"])
def test_an_approval_that_was_another_deed_stays_told(desk, story, apart):
    actions.approve(story, by=desk["editor"], at=AT)
    who = "editor" if apart == "in time" else "publisher"
    moment = AT + timedelta(microseconds=1) if apart == "in time" else AT
    actions.publish(story, by=desk[who], at=moment)
    assert told_of(NoticeKind.APPROVED) == ["other", "reporter"]
    assert told_of(NoticeKind.PUBLISHED) == ["other", "reporter"]


def test_who_may_not_see_the_article_is_not_told(desk):
    """Lost their rights, left the house, or the account never was the newsroom's."""
    story = make_article(by=desk["reporter"])
    desk["reporter"].groups.clear()
    desk["editor"].is_active = False
    desk["editor"].save()
    desk["editor2"].is_staff = False
    desk["editor2"].save()
    record_event(story, Verb.SUBMITTED, by=None, at=AT)
    record_event(story, Verb.SENT_BACK, by=None, at=AT)
    assert told_of(NoticeKind.SUBMITTED) == ["publisher"]
    assert told_of(NoticeKind.SENT_BACK) == []


def test_assignment_is_told_to_whom_it_is_assigned_unless_they_took_it(desk, story):
    story.assigned_to = desk["other"]
    record_event(story, Verb.ASSIGNED, by=desk["editor"], at=AT)
    assert told_of(NoticeKind.ASSIGNED) == ["other"]
    record_event(story, Verb.ASSIGNED, by=desk["other"], at=AT)
    story.assigned_to = None
    record_event(story, Verb.ASSIGNED, by=desk["editor"], at=AT)
    assert told_of(NoticeKind.ASSIGNED) == ["other"]


def test_failure_is_told_to_who_scheduled_it_and_to_publishers(desk, story):
    actions.approve(story, by=None, at=AT)
    actions.schedule(story, by=desk["editor"], at=AT, publish_at=FAR)
    record_event(story, Verb.FAILED, by=None, at=AT, why="No section.")
    assert told_of(NoticeKind.FAILED) == ["editor", "other", "publisher", "reporter"]


def test_what_a_person_scheduled_is_told_when_it_goes_live(desk, story):
    actions.approve(story, by=None, at=AT)
    later = AT + timedelta(hours=1)
    actions.schedule(story, by=desk["editor"], at=AT, publish_at=later)
    record_event(story, Verb.PUBLISHED, by=None, at=later)
    assert told_of(NoticeKind.PUBLISHED) == ["other", "reporter"]


def test_an_import_tells_nobody(desk, story):
    actions.approve(story, by=desk["editor"], at=AT)
    Notification.objects.all().delete()
    actions.publish(story, by=None, at=AT)
    assert Notification.objects.count() == 0


@pytest.mark.parametrize("verb", [Verb.SAVED, Verb.SCHEDULED, Verb.DELETED, Verb.LINKED])
def test_other_events_are_nobodys_news_and_cost_no_query(desk, story, verb):
    with CaptureQueriesContext(connection) as captured:
        record_event(story, verb, by=desk["editor"], at=AT)
    assert len(captured) == 1
    assert Notification.objects.count() == 0


def test_people_choose_how_they_are_told(desk, story):
    kind = NoticeKind.SUBMITTED
    notices.choose(desk["editor"], {kind: (False, True)})
    notices.choose(desk["editor2"], {kind: (True, False)})
    notices.choose(desk["publisher"], {kind: (True, True)})
    notices.choose(desk["publisher"], {kind: (False, False)})
    make_user("Editor", username="no address")
    actions.submit(story, by=desk["reporter"], at=AT)
    rows = Notification.objects.values_list("to__username", "is_shown", "by_mail")
    assert sorted(rows) == [
        ("editor", False, True),
        ("editor2", True, False),
        ("no address", True, False),
    ]


def test_telling_forty_takes_as_many_queries_as_telling_four(desk, story):
    def count():
        with CaptureQueriesContext(connection) as captured:
            record_event(story, Verb.SUBMITTED, by=None, at=AT)
        return len(captured)

    few = count()
    for _n in range(40):
        make_user("Editor")
    assert count() == few == 5


def test_a_refused_step_tells_nobody(desk, story):
    with pytest.raises(actions.NotAllowed):
        actions.publish(story, by=desk["editor"], at=AT)
    assert Notification.objects.count() == 0


def test_reading(desk, story):
    editor = desk["editor"]
    for _n in range(3):
        record_event(story, Verb.SUBMITTED, by=None, at=AT)
    first = told.shown_to(editor, at=AT).last()
    assert notices.mark_read(editor, at=AT, only=[first.pk]) == 1
    assert told.unread(editor, at=AT) == 2
    theirs = list(told.shown_to(desk["editor2"], at=AT))
    assert notices.mark_read(editor, at=AT, only=[row.pk for row in theirs]) == 0
    assert notices.mark_read(editor, at=AT) == 2
    assert notices.mark_read(editor, at=AT + timedelta(hours=1)) == 0
    assert told.unread(editor, at=AT) == 0
    assert told.unread(desk["editor2"], at=AT) == 3
    first.refresh_from_db()
    assert first.read_at == AT


def test_what_one_may_no_longer_know_of_is_not_shown_nor_counted(desk):
    story = make_article()
    Article.objects.filter(pk=story.pk).update(assigned_to=desk["reporter"])
    story.refresh_from_db()
    record_event(story, Verb.ASSIGNED, by=None, at=AT)
    assert told.unread(desk["reporter"], at=AT) == 1
    Article.objects.filter(pk=story.pk).update(assigned_to=None)
    assert told.unread(desk["reporter"], at=AT) == 0
    assert list(told.shown_to(desk["reporter"], at=AT)) == []
    assert notices.mark_read(desk["reporter"], at=AT) == 0


def test_the_bell_stops_counting(desk, story):
    event = record_event(story, Verb.SUBMITTED, by=None, at=AT)
    row = Notification.objects.filter(to=desk["editor"], event=event).get()
    copies = [
        Notification(to=row.to, kind=row.kind, article=story, at=AT) for _n in range(MANY + 5)
    ]
    Notification.objects.bulk_create(copies)
    assert told.unread(desk["editor"], at=AT) == MANY
