import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import actions
from articles.actions import notes
from articles.enums import NoticeKind
from articles.models import NoticeChoice, Notification
from tests.factories import AT, make_article, make_live, make_user, make_version

from .conftest import change_url, form_at

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
    submit("<Port> opens")
    page = as_ed.get(URL).content.decode()
    notice = Notification.objects.get()
    assert f'<a href="?open={notice.pk}" dir="auto">&lt;Port&gt; opens</a>' in page
    assert "Rosa Lind: submitted for review" in page
    assert "Numbers are checked." in page


def test_opening_one_leads_to_the_article_and_marks_it_as_read(as_ed):
    article, _other = submit(), submit()
    notice = Notification.objects.get(article=article)
    url = reverse("admin:articles_article_change", args=[article.pk])
    as_ed.head(URL, {"open": notice.pk})
    assert bell(as_ed) == "2"
    assert as_ed.get(URL, {"open": notice.pk}).url == url
    assert bell(as_ed) == "1"
    notice.refresh_from_db()
    first_read = notice.read_at
    assert as_ed.get(URL, {"open": notice.pk}).url == url
    notice.refresh_from_db()
    assert notice.read_at == first_read
    assert f'href="{url}" dir="auto"' in as_ed.get(URL).content.decode()


def test_a_note_leads_to_the_thread(as_ed):
    article = make_article()
    notes.add(article, "@ed look", by=make_user("Editor"), at=AT)
    url = reverse("admin:articles_article_change", args=[article.pk])
    notice = Notification.objects.get()
    assert as_ed.get(URL, {"open": notice.pk}).url == f"{url}#notes"
    assert f'href="{url}#notes"' in as_ed.get(URL).content.decode()


def test_what_is_not_theirs_or_not_for_them_any_more_leads_back_to_the_list(as_user, ed):
    story = submit()
    notice = Notification.objects.get()
    for user in (make_user("Editor"), make_user("Reporter")):
        assert as_user(user).get(URL, {"open": notice.pk}).url == URL
    ed.groups.clear()
    ed.groups.add(Group.objects.get(name="Reporter"))
    client = as_user(type(ed).objects.get(pk=ed.pk))
    assert client.get(URL, {"open": notice.pk}).url == URL
    assert story.headline not in client.get(URL).content.decode()
    notice.refresh_from_db()
    assert notice.read_at is None


def test_marking_one_leads_back_to_its_place(as_ed):
    article = submit()
    row = Notification.objects.get()
    Notification.objects.bulk_create(
        [Notification(to=row.to, kind=row.kind, article=article, at=AT) for _n in range(400)]
    )
    page = as_ed.get(URL, {"p": "9"}).content.decode()
    assert "Page 9 of 9" in page
    assert f'action="{URL}?p=9"' in page
    response = as_ed.post(f"{URL}?p=9", {"read": row.pk})
    assert response.url == f"{URL}?p=9#notice-{row.pk}"
    assert as_ed.post(URL, {"all": "1"}).url == URL


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
    assert as_ed.post(f"{URL}?p={value}", {"read": value}).status_code == 302
    assert as_ed.get(URL, {"p": value}).status_code == 200
    assert as_ed.get(URL, {"open": value}).url == URL


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


@pytest.mark.parametrize("step", ["approve_publish", "approve_update"])
def test_one_click_that_approves_and_publishes_tells_the_writer_once(as_ed, step):
    writer = make_user("Reporter")
    article = make_article(by=writer) if step == "approve_publish" else make_live(by=writer)
    if step == "approve_update":
        article = actions.send_back(article, by=None, at=AT, why="Newer numbers, please.")
        make_version(article, by=writer, teaser="Newer.")
    actions.submit(article, by=writer, at=AT)
    Notification.objects.all().delete()
    data = form_at(as_ed, change_url(article)) | {"_step": step}
    assert as_ed.post(change_url(article), data).status_code == 302
    told = Notification.objects.values_list("to", "kind")
    assert list(told) == [(writer.pk, NoticeKind.PUBLISHED)]


def test_who_sees_no_articles_has_no_list_and_no_bell(as_user):
    client = as_user(make_user("nobody"))
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"all": "1"}).status_code == 403
    assert 'class="bell"' not in client.get(INDEX).content.decode()


def test_a_stranger_is_sent_to_log_in(as_ed):
    as_ed.logout()
    assert as_ed.get(URL).status_code == 302
