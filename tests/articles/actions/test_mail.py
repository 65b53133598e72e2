from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend

from articles.actions import mail, notes
from articles.actions.save import record_event
from articles.enums import Verb
from articles.models import Article, Notification
from tests.factories import AT, make_article, make_user

pytestmark = pytest.mark.django_db


class Refusing(EmailBackend):
    """A server that takes nothing, and writes down who asked."""

    asked = []

    def send_messages(self, messages):
        self.asked += [message.to for message in messages]
        raise SMTPServerDisconnected("gone")


@pytest.fixture
def no_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    Refusing.asked = []
    return Refusing.asked


def make_notice(headline="Port opens", *, why="Numbers are checked.", **fields):
    """A submission that one editor is to hear of by mail."""
    fields.setdefault("email", "ed@news.example")
    editor = make_user("Editor", **fields)
    article = make_article(headline=headline)
    writer = make_user("Reporter", first_name="Rosa", last_name="Lind")
    event = record_event(article, Verb.SUBMITTED, by=writer, at=AT, why=why)
    return Notification.objects.get(to=editor, event=event)


def test_a_mail_says_who_did_what_and_where_it_is(mailoutbox):
    notice = make_notice()
    assert mail.send_next(at=AT) == notice.pk
    (sent,) = mailoutbox
    assert sent.to == ["ed@news.example"]
    assert sent.subject == "Submitted for review: Port opens"
    assert sent.content_subtype == "plain"
    assert sent.body.splitlines()[:7:2] == [
        "Rosa Lind: submitted for review",
        "Port opens",
        "Numbers are checked.",
        f"http://testserver/admin/articles/article/{notice.article_id}/change/",
    ]
    assert sent.message()["Auto-Submitted"] == "auto-generated"


def headers(notice):
    made = mail.message(notice).message()
    return made["Message-ID"], made["In-Reply-To"], made["References"]


def test_each_mail_has_a_name_of_its_own_and_those_of_one_article_stand_together():
    first = make_notice()
    again = record_event(first.article, Verb.SUBMITTED, by=None, at=AT)
    second = Notification.objects.get(to=first.to, event=again)
    Notification.objects.update(by_mail=False)
    other = Notification.objects.filter(event=make_notice().event).first()
    thread = f"<article-{first.article_id}@testserver>"
    stamp = int(AT.timestamp())
    assert headers(first) == (f"<notification-{first.pk}-{stamp}@testserver>", thread, thread)
    assert headers(second) == (f"<notification-{second.pk}-{stamp}@testserver>", thread, thread)
    assert headers(other)[1:] == (f"<article-{other.article_id}@testserver>",) * 2
    assert headers(first) == headers(Notification.objects.get(pk=first.pk))


@pytest.mark.parametrize(
    ("site", "place"),
    [
        ("https://news.example", "news.example"),
        ("https://nachrichten-münchen.example:8443", "xn--nachrichten-mnchen-y6b.example"),
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("http://[::1]:8000", "[::1]"),
    ],
)
def test_names_of_mails_are_of_this_site(settings, site, place):
    settings.SITE_URL = site
    notice = make_notice()
    assert headers(notice)[2] == f"<article-{notice.article_id}@{place}>"


def test_it_is_sent_once(mailoutbox):
    notice = make_notice()
    mail.send_next(at=AT)
    notice.refresh_from_db()
    assert notice.mailed_at == AT
    assert mail.send_next(at=AT + timedelta(days=9)) is None
    assert len(mailoutbox) == 1


def test_a_headline_with_line_breaks_is_one_line(mailoutbox):
    make_notice("Port\r\nBcc: all@news.example")
    mail.send_next(at=AT)
    assert mailoutbox[0].subject == "Submitted for review: Port Bcc: all@news.example"
    assert mailoutbox[0].message()["Bcc"] is None


def test_a_note_goes_out_with_its_text(mailoutbox):
    make_user("Editor", username="ed", email="ed@news.example")
    notes.add(make_article(), "@ed: who says so?", by=make_user("Editor", username="x"), at=AT)
    mail.send_next(at=AT)
    assert mailoutbox[0].subject.startswith("You are named in a note: ")
    assert mailoutbox[0].body.startswith("x: names you in a note\n")
    assert "@ed: who says so?" in mailoutbox[0].body


def test_a_mail_that_was_not_taken_is_tried_again_at_growing_distances(no_server):
    notice = make_notice()
    moment, waits = AT, []
    while len(waits) < mail.TRIES:
        assert mail.send_next(at=moment) is None
        notice.refresh_from_db()
        assert notice.mailed_at is None
        waits.append((notice.mail_again_at - moment) // timedelta(minutes=1))
        assert mail.send_next(at=notice.mail_again_at - timedelta(seconds=1)) is None
        moment = notice.mail_again_at
    assert waits == [2**n for n in range(mail.TRIES)]
    assert len(no_server) == mail.TRIES
    assert list(mail.given_up()) == [notice]
    assert mail.send_next(at=moment + timedelta(days=30)) is None
    assert len(no_server) == mail.TRIES


def test_once_the_server_is_back_it_goes_out(no_server, settings, mailoutbox):
    make_notice()
    mail.send_next(at=AT)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mail.send_next(at=AT) is None
    assert mail.send_next(at=AT + mail.FIRST_WAIT) is not None
    assert len(mailoutbox) == 1


def test_an_address_that_is_none_does_not_hold_up_the_others(mailoutbox):
    make_notice(email="x@news.example\nBcc: y@news.example")
    Notification.objects.exclude(to__email__contains="Bcc").delete()
    good = make_notice()
    Notification.objects.filter(event=good.event).exclude(pk=good.pk).delete()
    assert mail.send_next(at=AT) is None
    assert mail.send_next(at=AT) == good.pk
    assert [message.to for message in mailoutbox] == [["ed@news.example"]]


@pytest.mark.parametrize(
    "changed", [{"is_active": False}, {"is_staff": False}, {"email": ""}], ids=str
)
def test_accounts_that_have_changed_get_nothing(mailoutbox, changed):
    notice = make_notice()
    type(notice.to).objects.filter(pk=notice.to_id).update(**changed)
    assert mail.send_next(at=AT) == notice.pk
    assert mail.send_next(at=AT) is None
    assert mailoutbox == []


def test_who_may_no_longer_see_the_article_gets_nothing(mailoutbox):
    reporter = make_user("Reporter", email="r@news.example")
    article = make_article()
    article.assigned_to = reporter
    article.save(update_fields=["assigned_to"])
    record_event(article, Verb.ASSIGNED, by=None, at=AT)
    Article.objects.filter(pk=article.pk).update(assigned_to=None)
    assert mail.send_next(at=AT) is not None
    assert mailoutbox == []
