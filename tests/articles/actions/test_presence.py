"""Open forms: one row a tab, gone when closed or long silent."""

from datetime import timedelta

import pytest

from articles.actions import presence, upkeep
from articles.actions.save import record_event
from articles.enums import Verb
from articles.models import Notification, OpenForm
from articles.queries import notices as told
from articles.queries.presence import Present, others
from tests.factories import AT, make_article, make_user

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def article():
    return make_article()


def rows():
    return list(
        OpenForm.objects.order_by("pk").values_list("tab", "opened_at", "seen_at", "changed_at")
    )


def test_a_tab_is_seen_again_and_keeps_when_it_was_opened_and_changed(article):
    anna = make_user()
    presence.seen(article, by=anna, at=AT, tab="one")
    assert rows() == [("one", AT, AT, None)]
    for seconds in (10, 20):
        presence.seen(article, by=anna, at=AT + seconds * SECOND, tab="one", changed=True)
    assert rows() == [("one", AT, AT + 20 * SECOND, AT + 10 * SECOND)]
    presence.seen(article, by=anna, at=AT + 30 * SECOND, tab="one")
    assert rows() == [("one", AT, AT + 30 * SECOND, None)]


def test_closing_takes_only_that_persons_tab(article):
    anna, berta = make_user(), make_user()
    for who, tab in ((anna, "one"), (anna, "two"), (berta, "one")):
        presence.seen(article, by=who, at=AT, tab=tab)
    presence.closed(article, by=anna, tab="one")
    assert list(OpenForm.objects.values_list("user", "tab")) == [
        (anna.pk, "two"),
        (berta.pk, "one"),
    ]


def test_others_are_those_seen_lately_of_this_article(article):
    anna, berta = make_user(), make_user()
    presence.seen(article, by=berta, at=AT, tab="late")
    presence.seen(article, by=berta, at=AT - 45 * SECOND, tab="gone")
    presence.seen(article, by=anna, at=AT, tab="mine")
    presence.seen(article, by=anna, at=AT + SECOND, tab="other")
    presence.seen(make_article(), by=berta, at=AT, tab="elsewhere")
    assert others(article, user=anna, at=AT) == [Present(berta, 1, AT, False)]
    assert others(article, user=anna, at=AT, tab="mine") == [
        Present(berta, 1, AT, False),
        Present(anna, 1, AT + SECOND, False),
    ]


def test_a_person_is_there_once_since_the_first_tab_that_is_open(article):
    anna, berta = make_user(), make_user()
    presence.seen(article, by=berta, at=AT, tab="one")
    presence.seen(article, by=berta, at=AT + SECOND, tab="two", changed=True)
    assert others(article, user=anna, at=AT) == [Present(berta, 2, AT, True)]
    presence.closed(article, by=berta, tab="one")
    assert others(article, user=anna, at=AT) == [Present(berta, 1, AT + SECOND, True)]
    presence.seen(article, by=berta, at=AT + SECOND, tab="two")
    assert others(article, user=anna, at=AT) == [Present(berta, 1, AT + SECOND, False)]


def test_the_worker_forgets_browsers_that_are_gone(article):
    anna = make_user()
    presence.seen(article, by=anna, at=AT, tab="gone")
    presence.seen(article, by=anna, at=AT + SECOND, tab="here")
    at = AT + 45 * SECOND
    assert [upkeep.forget(at=at), upkeep.forget(at=at)] == [1, None]
    assert [row[0] for row in rows()] == ["here"]


def test_opening_reads_what_was_told_of_that_article_before(article):
    anna, berta = make_user("Editor"), make_user("Editor")
    for about, seconds in ((article, 0), (make_article(), 0), (article, 20)):
        record_event(about, Verb.SUBMITTED, by=None, at=AT + seconds * SECOND)
    mine = Notification.objects.filter(to=anna)
    opened = {"by": anna, "opened_at": AT + 10 * SECOND}
    presence.seen(article, at=AT + 30 * SECOND, tab="one", **opened)
    read = mine.exclude(read_at=None).values_list("article", "at", "read_at")
    assert list(read) == [(article.pk, AT, AT + 30 * SECOND)]
    assert told.unread(berta, at=AT + 30 * SECOND) == 3


def test_what_is_told_while_it_is_open_stays_unread(article):
    anna = make_user("Editor")
    presence.seen(article, by=anna, at=AT, tab="one")
    record_event(article, Verb.SUBMITTED, by=None, at=AT + SECOND)
    presence.seen(article, by=anna, at=AT + 10 * SECOND, tab="one")
    assert told.unread(anna, at=AT + 10 * SECOND) == 1
