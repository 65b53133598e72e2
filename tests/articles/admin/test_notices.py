import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import actions
from articles.actions import notes
from articles.enums import NoticeKind
from articles.models import NoticeChoice, Notification
from tests.factories import AT, make_article, make_user

pytestmark = pytest.mark.django_db
URL = reverse("admin:notifications")
INDEX = reverse("admin:index")


@pytest.fixture
def ed():
    return make_user("Editor", username="ed", email="ed@news.example")


@pytest.fixture
def as_ed(as_user, ed):
    return as_user(ed)


def submit(headline="Port opens", why="Numbers are checked."):
    writer = make_user("Reporter", first_name="Rosa", last_name="Lind")
    article = make_article(by=writer, headline=headline)
    actions.submit(article, by=writer, at=AT, why=why)
    return article


def test_the_list_says_who_did_what_to_which_article(as_ed):
    article = submit("<Port> opens")
    page = as_ed.get(URL).content.decode()
    url = reverse("admin:articles_article_change", args=[article.pk])
    assert f'<a href="{url}" dir="auto">&lt;Port&gt; opens</a>' in page
    assert "Rosa Lind: submitted for review" in page
    assert "Numbers are checked." in page


def test_a_note_leads_to_the_thread(as_ed):
    article = make_article()
    notes.add(article, "@ed look", by=make_user("Editor"), at=AT)
    url = reverse("admin:articles_article_change", args=[article.pk])
    assert f'href="{url}#notes"' in as_ed.get(URL).content.decode()


def bell(as_ed):
    page = as_ed.get(INDEX).content.decode()
    if "bell-count" not in page:
        return ""
    return page.split('class="bell-count">')[1].split("<")[0]


def test_the_bell_counts_what_is_unread(as_ed):
    assert bell(as_ed) == ""
    for _n in range(3):
        submit()
    assert bell(as_ed) == "3"
    first = Notification.objects.last()
    as_ed.post(URL, {"read": first.pk})
    assert bell(as_ed) == "2"
    as_ed.post(URL, {"all": "1"})
    assert bell(as_ed) == ""
    row = Notification.objects.first()
    Notification.objects.bulk_create(
        [Notification(to=row.to, kind=row.kind, article=row.article, at=AT) for _n in range(120)]
    )
    assert bell(as_ed) == "99+"


def test_the_bell_costs_one_query(as_ed):
    def count():
        with CaptureQueriesContext(connection) as captured:
            as_ed.get(reverse("admin:articles_tag_changelist"))
        return [q["sql"] for q in captured if "articles_notification" in q["sql"]]

    assert len(count()) == 1
    for _n in range(3):
        submit()
    assert len(count()) == 1


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(as_ed):
    def count():
        with CaptureQueriesContext(connection) as captured:
            as_ed.get(URL)
        return len(captured)

    submit()
    as_ed.get(URL)
    few = count()
    for _n in range(30):
        submit()
    assert count() == few


def test_nobody_marks_what_is_somebody_elses(ed, as_user):
    submit()
    theirs = Notification.objects.get()
    as_user(make_user("Editor")).post(URL, {"read": theirs.pk})
    as_user(make_user("Editor")).post(URL, {"all": "1"})
    theirs.refresh_from_db()
    assert theirs.read_at is None


@pytest.mark.parametrize("value", ["", "x", "9" * 40, "-1", "٣"])
def test_nonsense_is_no_error(as_ed, value):
    assert as_ed.post(URL, {"read": value}).status_code == 302
    assert as_ed.get(URL, {"p": value}).status_code == 200


def test_choices_are_kept_and_shown(as_ed, ed):
    page = as_ed.get(URL)
    assert all(choice.in_admin and choice.by_mail for _kind, choice in page.context["choices"])
    as_ed.post(URL, {"choose": "1", "submitted-in_admin": "on", "failed-by_mail": "on"})
    stored = NoticeChoice.objects.filter(user=ed)
    expected = dict.fromkeys(NoticeKind, (False, False))
    expected |= {NoticeKind.SUBMITTED: (True, False), NoticeKind.FAILED: (False, True)}
    assert {choice.kind: (choice.in_admin, choice.by_mail) for choice in stored} == expected
    shown = {
        kind: (choice.in_admin, choice.by_mail)
        for kind, choice in as_ed.get(URL).context["choices"]
    }
    assert shown[NoticeKind.SUBMITTED] == (True, False)
    assert shown[NoticeKind.APPROVED] == (False, False)


def test_who_sees_no_articles_has_no_list_and_no_bell(as_user):
    client = as_user(make_user("nobody"))
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"all": "1"}).status_code == 403
    assert 'class="bell"' not in client.get(INDEX).content.decode()


def test_a_stranger_is_sent_to_log_in(as_ed):
    as_ed.logout()
    assert as_ed.get(URL).status_code == 302
