"""Old notifications go, a few at a time; what they told of stays where it is kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import actions
from articles.actions import notes, upkeep
from articles.models import Event, Note, Notification
from articles.queries.notices import READ_FOR, UNREAD_FOR
from tests.factories import AT, make_article, make_user

from .at_once import together

SECOND = timedelta(seconds=1)


def told(count, **columns):
    editor, article = make_user("Editor"), make_article()
    Notification.objects.bulk_create(
        Notification(to=editor, kind="submitted", article=article, **columns) for _n in range(count)
    )


def left():
    return sorted(Notification.objects.values_list("at", "read_at"))


@pytest.mark.django_db
class TestForgetting:
    def test_what_was_read_goes_sooner_than_what_was_not(self):
        long_ago = AT - UNREAD_FOR
        told(1, at=long_ago - SECOND)
        told(1, at=long_ago)
        told(1, at=long_ago - SECOND, read_at=AT - READ_FOR)
        told(1, at=AT - READ_FOR - SECOND, read_at=AT - READ_FOR - SECOND)
        assert [upkeep.forget(at=AT), upkeep.forget(at=AT)] == [2, None]
        assert left() == [(long_ago - SECOND, AT - READ_FOR), (long_ago, None)]

    def test_a_few_at_a_time_until_none_is_left(self, monkeypatch):
        monkeypatch.setattr(upkeep, "BATCH", 3)
        told(7, at=AT - 2 * UNREAD_FOR)
        told(1, at=AT)
        assert [upkeep.forget(at=AT) for _turn in range(4)] == [3, 3, 1, None]
        assert left() == [(AT, None)]

    def test_a_full_batch_takes_as_many_queries_as_none(self):
        def count():
            with CaptureQueriesContext(connection) as captured:
                upkeep.forget(at=AT)
            return len(captured)

        told(1, at=AT - 2 * UNREAD_FOR)
        few = count()
        told(upkeep.BATCH, at=AT - 2 * UNREAD_FOR)
        assert count() == few

    def test_notes_and_history_stay(self):
        editor, article = make_user("Editor", username="ed"), make_article()
        notes.add(article, "@ed: who says so?", by=make_user("Editor"), at=AT)
        actions.submit(article, by=None, at=AT)
        before = (list(Note.objects.values()), list(Event.objects.values()))
        assert Notification.objects.filter(to=editor).count() == 2
        assert upkeep.forget(at=AT + UNREAD_FOR + SECOND) == 3
        assert Notification.objects.count() == 0
        assert (list(Note.objects.values()), list(Event.objects.values())) == before


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_four_workers_and_a_reader_do_not_wait_for_each_other():
    told(4 * upkeep.BATCH, at=AT - 2 * UNREAD_FOR)

    def forget():
        while upkeep.forget(at=AT):
            pass

    def read():
        Notification.objects.filter(read_at=None).order_by("-pk").update(read_at=AT)

    assert together(*[forget] * 4, read) == ["done"] * 5
    forget()
    assert Notification.objects.exclude(read_at=AT).count() == 0
