import re
from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from feedback.models import ContactDetail, Programme, Submission
from feedback.queries import AboutPage
from tests.feedback.conftest import MESSAGE

pytestmark = pytest.mark.django_db
INBOX = "/admin/feedback/submission/"
EMAIL = "reader@example.org"


def html(response):
    return response.content.decode()


def address(submission):
    return f"{INBOX}{submission.pk}/change/"


@pytest.fixture
def as_reviewer(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def as_publisher(client, django_user_model):
    user = django_user_model.objects.create_user("publisher", is_staff=True)
    user.groups.add(Group.objects.get(name="Publisher"))
    client.force_login(user)
    return client


def test_the_group_is_made_by_a_migration():
    group = Group.objects.get(name="Feedback reviewer")
    assert set(group.permissions.values_list("codename", flat=True)) == {
        "view_submission",
        "change_submission",
        "view_contactdetail",
        "view_submissionevent",
    }


def test_reviewers_see_submissions_and_nothing_else(as_reviewer, live_article):
    index = html(as_reviewer.get("/admin/"))
    assert INBOX in index
    assert "/admin/articles/" not in index
    assert "/admin/auth/" not in index
    assert "/admin/feedback/programme/" not in index
    for path in ("/admin/feedback/programme/", "/admin/auth/user/", f"{INBOX}add/"):
        assert as_reviewer.get(path).status_code == 403
    for path in ("/admin/articles/article/", f"/admin/articles/article/{live_article.pk}/change/"):
        assert as_reviewer.get(path).status_code in (403, 404)


@pytest.mark.parametrize("group", ["Reporter", "Editor", "Publisher"])
def test_others_see_no_submission(client, django_user_model, make_submission, group):
    user = django_user_model.objects.create_user("other", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    made = make_submission()
    for path in (INBOX, address(made), f"{INBOX}{made.pk}/history/", f"{INBOX}{made.pk}/delete/"):
        response = client.get(path)
        assert response.status_code == 403
        assert MESSAGE not in html(response)
    assert INBOX not in html(client.get("/admin/"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox(as_reviewer, make_submission, django_assert_num_queries, count):
    for _ in range(count):
        make_submission(email=EMAIL, page=AboutPage("/en/x/a-1/", "Harbour reopens"))
    with django_assert_num_queries(6):
        text = html(as_reviewer.get(INBOX))
    assert text.count(f"<bdi>{MESSAGE}</bdi>") == count
    assert text.count("<bdi>Harbour reopens</bdi>") == count
    assert EMAIL not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state__exact=new", 2),
        ("state__exact=resolved", 0),
        ("is_spam__exact=1", 0),
        ("reply=yes", 1),
        ("reply=no", 1),
        ("language=en", 2),
        ("kind__exact=praise", 1),
        ("q=upside+down", 2),
        ("q=reader%40example.org", 0),
        ("q=%00", 0),
    ],
)
def test_filters_and_search(as_reviewer, make_submission, query, found):
    make_submission(email=EMAIL)
    make_submission(kind="praise")
    response = as_reviewer.get(f"{INBOX}?{query}", follow=True)
    assert html(response).count(f"<bdi>{MESSAGE}</bdi>") == found


def test_the_readers_words_are_shown_and_cannot_be_changed(as_reviewer, make_submission):
    made = make_submission(
        message="<script>alert(1)</script>\nsecond line",
        page=AboutPage("/ar/ع/a-1/", "عنوان"),
        email=EMAIL,
    )
    text = html(as_reviewer.get(address(made)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>second line" in text
    assert '<a href="/ar/%D8%B9/a-1/"><bdi>عنوان</bdi></a>' in text
    assert EMAIL in text
    as_reviewer.post(address(made), {"state": "triaged", "note": "", "message": "changed"})
    made.refresh_from_db()
    assert made.message.endswith("second line")
    assert made.state == "triaged"


def test_the_address_is_for_those_who_may_see_it(client, make_submission, django_user_model):
    user = django_user_model.objects.create_user("some", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_submission"))
    client.force_login(user)
    made = make_submission(email=EMAIL)
    text = html(client.get(address(made)))
    assert MESSAGE in text
    assert EMAIL not in text


def test_work_on_a_submission_is_recorded(as_reviewer, make_submission):
    made = make_submission(email=EMAIL)
    response = as_reviewer.post(address(made), {"state": "resolved", "note": "Turned the map."})
    assert response.status_code == 302
    made.refresh_from_db()
    assert (made.state, made.note) == ("resolved", "Turned the map.")
    assert list(made.events.values_list("verb", "by__username")) == [
        ("received", None),
        ("state", "reviewer"),
        ("note", "reviewer"),
    ]
    assert "changed state: new → resolved" in html(as_reviewer.get(address(made)))
    entry = LogEntry.objects.get()
    for secret in (MESSAGE, EMAIL, "Turned the map."):
        assert secret not in entry.object_repr + entry.change_message


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("resolve", {}, {"state": "resolved"}),
        ("mark_spam", {}, {"is_spam": True}),
        ("unmark_spam", {"is_spam": True}, {"is_spam": False}),
    ],
)
def test_bulk_actions_say_what_they_did(as_reviewer, make_submission, action, before, after):
    first, second = make_submission(), make_submission()
    Submission.objects.update(**before)
    Submission.objects.filter(pk=second.pk).update(**after)
    response = as_reviewer.post(
        INBOX, {"action": action, "_selected_action": [first.pk, second.pk]}, follow=True
    )
    assert "1 of 2 submissions changed." in html(response)
    assert Submission.objects.filter(**after).count() == 2
    assert (first.events.count(), second.events.count()) == (2, 1)


def test_who_may_only_look_gets_no_bulk_actions(client, make_submission, django_user_model):
    user = django_user_model.objects.create_user("some", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_submission"))
    client.force_login(user)
    made = make_submission()
    client.post(INBOX, {"action": "resolve", "_selected_action": [made.pk]})
    client.post(address(made), {"state": "resolved", "note": ""})
    made.refresh_from_db()
    assert made.state == "new"


def test_reviewers_delete_nothing(as_reviewer, make_submission):
    made = make_submission(email=EMAIL)
    assert as_reviewer.post(f"{INBOX}{made.pk}/delete/", {"post": "yes"}).status_code == 403
    as_reviewer.post(INBOX, {"action": "delete_selected", "_selected_action": [made.pk]})
    assert ContactDetail.objects.count() == 1


def test_a_publisher_writes_the_banner_by_language(as_publisher, german, arabic):
    programme = Programme.objects.get()
    path = reverse("admin:feedback_programme_change", args=[programme.pk])
    text = html(as_publisher.get(path))
    assert '<textarea name="banner_text_de" cols="40" rows="3" lang="de" dir="ltr"' in text
    assert 'lang="ar" dir="rtl"' in text
    assert ">Deutsch</label>" in text
    response = as_publisher.post(
        path,
        {
            "name": "Spring",
            "is_active": "on",
            "banner_text_en": " Look\x00 at {site} ",
            "banner_text_de": "Neu",
            "banner_text_ar": "",
        },
    )
    assert response.status_code == 302
    programme.refresh_from_db()
    assert programme.name == "Spring"
    assert programme.banner_text == {"en": "Look at {site}", "de": "Neu"}
    assert not programme.show_banner


def test_texts_in_languages_that_are_gone_stay(as_publisher):
    programme = Programme.objects.get()
    german = programme.banner_text["de"]
    path = reverse("admin:feedback_programme_change", args=[programme.pk])
    as_publisher.post(path, {"name": "Beta", "banner_text_en": "Look"})
    programme.refresh_from_db()
    assert (programme.banner_text["en"], programme.banner_text["de"]) == ("Look", german)


def test_a_second_active_programme_is_refused_in_words(as_publisher):
    path = reverse("admin:feedback_programme_add")
    response = as_publisher.post(path, {"name": "New", "is_active": "on", "banner_text_en": "Hi"})
    assert response.status_code == 200
    assert "Another programme is active. Make that one inactive first." in html(response)
    assert "Hi</textarea>" in html(response)
    assert Programme.objects.count() == 1


def test_too_long_a_banner_is_refused_in_words(as_publisher):
    path = reverse("admin:feedback_programme_add")
    response = as_publisher.post(path, {"name": "New", "banner_text_en": "a" * 301})
    assert "at most 300 characters" in html(response)


def test_a_publisher_does_not_delete_programmes(as_publisher):
    path = reverse("admin:feedback_programme_delete", args=[Programme.objects.get().pk])
    assert as_publisher.post(path, {"post": "yes"}).status_code == 403


def test_every_moment_on_the_page_is_written_alike(as_reviewer, make_submission):
    at = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
    made = make_submission(at=at)
    text = html(as_reviewer.get(address(made)))
    moment = '<time datetime="2024-05-01T12:00:00+00:00">1 May 2024, 12:00</time>'
    assert text.count(moment) == 2  # received, and the first line of what was done
    assert text.count("2024") == 2 * moment.count("2024")
    assert moment in html(as_reviewer.get(INBOX))


def test_its_labels_end_as_all_others_do(as_reviewer, make_submission):
    text = html(as_reviewer.get(address(make_submission())))
    assert re.findall(r"<label[^>]*>[^<]*:\s*</label>", text) == []
    assert "What a reader says" in text
