"""What a form asks and hears of other people at the same article."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions import presence
from articles.admin.presence import clock
from articles.models import OpenForm
from tests.factories import AT, make_article, make_user, make_version

from .conftest import change_url

pytestmark = pytest.mark.django_db


def url(article):
    return reverse("admin:articles_article_presence", args=[article.pk])


def opened(article, by, *, changed=False, tab="theirs"):
    presence.seen(article, by=by, at=timezone.now(), tab=tab, changed=changed)
    return clock(OpenForm.objects.get(tab=tab, user=by).opened_at, timezone.now())


def test_it_hears_of_others_and_of_its_own_other_tab(as_user):
    article = make_article()
    anna, berta = make_user("Editor", first_name="Anna"), make_user("Editor", first_name="Berta")
    times = [opened(article, berta, changed=True), opened(article, anna, tab="second")]
    client = as_user(anna)
    answer = client.post(url(article), {"tab": "first", "version": "1"}).json()
    assert answer == {
        "open": [
            f"Berta has had this open since {times[0]} and has changed it.",
            f"You, in another tab, have had this open since {times[1]}.",
        ],
        "newer": "",
        "version": 1,
    }
    assert client.post(url(article), {"tab": "second", "closed": "1"}).status_code == 204
    assert len(client.post(url(article), {"tab": "first", "changed": "1"}).json()["open"]) == 1
    assert OpenForm.objects.get(tab="first").changed_at is not None


def test_a_person_with_several_tabs_is_named_once(as_user):
    article = make_article()
    anna, berta = make_user("Editor", first_name="Anna"), make_user("Editor", first_name="Berta")
    now = timezone.now()
    for user, tab, minutes, changed in (
        (berta, "b1", 30, False),
        (anna, "a1", 20, False),
        (berta, "b2", 10, True),
        (anna, "a2", 5, False),
    ):
        opened_at = now - timedelta(minutes=minutes)
        who = {"by": user, "at": now, "tab": tab, "opened_at": opened_at}
        presence.seen(article, changed=changed, **who)
    client = as_user(anna)
    first, second = (clock(now - timedelta(minutes=ago), now) for ago in (30, 20))
    assert client.post(url(article), {"tab": "a3"}).json()["open"] == [
        f"Berta has had this open since {first} and has changed it.",
        f"You, in other tabs, have had this open since {second}.",
    ]
    presence.closed(article, by=berta, tab="b2")
    presence.seen(article, by=anna, at=now, tab="a2", changed=True)
    assert client.post(url(article), {"tab": "a3"}).json()["open"] == [
        f"Berta has had this open since {first}.",
        f"You, in other tabs, have had this open since {second} and have changed it.",
    ]
    page = client.get(change_url(article)).content.decode()
    assert page.count("has had this open") == 1


@pytest.mark.parametrize(
    ("age", "seconds"),
    [("600", 600), ("0", 0), ("", 0), ("-5", 0), ("x", 0), ("9" * 9, 1_209_600), ("9" * 30, 0)],
)
def test_a_form_that_was_forgotten_says_since_when_it_is_open(as_user, age, seconds):
    article = make_article()
    as_user(make_user("Editor")).post(url(article), {"tab": "x", "age": age})
    row = OpenForm.objects.get()
    assert row.seen_at - row.opened_at == timedelta(seconds=seconds)


def test_what_a_form_says_later_changes_nothing_of_that(as_user):
    client, article = as_user(make_user("Editor")), make_article()
    client.post(url(article), {"tab": "x", "age": "600"})
    before = OpenForm.objects.get().opened_at
    client.post(url(article), {"tab": "x", "age": "9000"})
    assert OpenForm.objects.get().opened_at == before


def test_it_hears_who_has_saved_meanwhile(as_user):
    article = make_article()
    berta, anna = make_user("Editor", first_name="Berta"), make_user("Editor")
    make_version(article, by=berta, headline="Anew")
    client = as_user(anna)
    answer = client.post(url(article), {"tab": "first", "version": "1"}).json()
    when = clock(AT, timezone.now())
    assert answer["newer"] == f"Berta saved version 2 at {when}, after you opened this form."
    client.force_login(berta)
    answer = client.post(url(article), {"tab": "first", "version": "1"}).json()
    assert answer["newer"] == f"You saved version 2 at {when}, in another form than this."
    assert client.post(url(article), {"tab": "x", "version": "2"}).json()["newer"] == ""


def test_the_form_shows_others_when_it_opens(as_user):
    article, anna = make_article(), make_user("Editor")
    opened(article, make_user("Editor", first_name="<b>Berta"), changed=True)
    opened(article, anna)
    OpenForm.objects.create(
        article=article,
        user=make_user("Editor", first_name="Gone"),
        tab="gone",
        opened_at=AT,
        seen_at=timezone.now() - timedelta(seconds=46),
    )
    page = as_user(anna).get(change_url(article)).content.decode()
    assert "&lt;b&gt;Berta has had this open since" in page
    assert "You, in another tab" not in page
    assert "Gone has had this open" not in page


@pytest.mark.parametrize("tab", ["", "x" * 41, "a b", "a\0", "ü", "<b>"])
def test_bad_tabs_are_refused_in_words(as_user, tab):
    article = make_article()
    response = as_user(make_user("Editor")).post(url(article), {"tab": tab})
    assert (response.status_code, response.json()) == (400, {"error": "This is no name of a tab."})
    assert OpenForm.objects.count() == 0


def test_who_may_not_know_of_an_article_learns_nothing_here(as_user):
    draft = make_article(by=make_user("Reporter"))
    opened(draft, make_user("Editor", first_name="SECRETMARK"))
    for role, status in (("Reporter", 404), ("nobody", 403), ("Feedback reviewer", 403)):
        response = as_user(make_user(role)).post(url(draft), {"tab": "x"})
        assert (response.status_code, b"SECRETMARK" in response.content) == (status, False)
    assert OpenForm.objects.count() == 1


def test_only_a_post_counts(as_user):
    assert as_user(make_user("Editor")).get(url(make_article())).status_code == 405


def test_the_time_of_another_day_has_its_date():
    assert clock(AT, AT + timedelta(hours=1)) == "12:00"
    assert clock(AT, AT + timedelta(days=1)) == "1 May, 12:00"
