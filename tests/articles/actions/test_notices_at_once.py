"""Told once, and mailed once, however many processes there are."""

import pytest

from articles import actions
from articles.actions import mail
from articles.actions.save import record_event
from articles.enums import NoticeKind, Verb
from articles.models import Article, Event, Notification
from tests.factories import AT, approve, make_article, make_user

from .at_once import together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_of_twenty_publications_one_counts_and_is_told_once():
    writer, editor = make_user("Reporter"), make_user("Editor")
    article = make_article(by=writer)
    approve(article)
    Notification.objects.all().delete()

    def publish():
        actions.publish(Article.objects.get(pk=article.pk), by=editor, at=AT)

    outcome = together(*[publish] * 20)
    assert outcome == ["NotAllowed"] * 19 + ["done"]
    event = Event.objects.get(verb=Verb.PUBLISHED)
    told = Notification.objects.values_list("to", "kind", "event")
    assert list(told) == [(writer.pk, NoticeKind.PUBLISHED, event.pk)]


def test_four_workers_send_each_mail_once(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    make_user("Editor", email="ed@news.example")
    article = make_article()
    for number in range(12):
        record_event(article, Verb.SUBMITTED, by=None, at=AT, why=f"mail number {number}.")

    def work():
        while mail.send_next(at=AT):
            pass

    assert together(*[work] * 4) == ["done"] * 4
    sent = "".join(path.read_text() for path in tmp_path.iterdir())
    for number in range(12):
        assert sent.count(f"mail number {number}.") == 1
    assert Notification.objects.filter(mailed_at=None).count() == 0
