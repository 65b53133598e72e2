"""Times in the form of articles: plans, embargoes, and what goes out by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.test import override_settings
from django.utils import timezone

from articles import actions
from articles.actions import upkeep
from articles.models import Article, Event, Publication, ScheduledUpdate
from tests.factories import (
    AT,
    FAR,
    make_article,
    make_autosave,
    make_live,
    make_scheduled,
    make_user,
    make_version,
    make_withdrawn,
)

from .conftest import as_typed, change_url, errors, form_at, hidden

pytestmark = pytest.mark.django_db


def step(client, article, name, **typed):
    data = form_at(client, change_url(article)) | {"_step": name} | typed
    return client.post(change_url(article), data)


def offered(client, article):
    response = client.get(change_url(article))
    return [offer.step.name for offer, _fields in response.context["offers"]]


def panel(client, article):
    return client.get(change_url(article)).context


@override_settings(TIME_ZONE="Europe/Berlin")
def test_a_plan_and_an_embargo_are_kept_in_utc_and_make_no_version(editor):
    article = make_article()
    data = form_at(editor, change_url(article))
    data |= {"planned_for": "2026-07-01T10:00", "embargo_until": "2026-12-01T06:00"}
    assert editor.post(change_url(article), data).status_code == 302
    article.refresh_from_db()
    assert article.planned_for == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert article.embargo_until == datetime(2026, 12, 1, 5, tzinfo=UTC)
    assert article.version_number == 1
    assert Event.objects.latest("pk").verb == "planned"


@override_settings(TIME_ZONE="Europe/Berlin")
def test_a_gap_is_refused_and_an_overlap_asked_about_without_losing_the_text(editor):
    article = make_article()
    data = form_at(editor, change_url(article)) | {"headline": "Typed anew"}
    response = editor.post(change_url(article), data | {"planned_for": "2026-03-29T02:30"})
    assert errors(response) == [
        "On 29 March 2026 the clocks go from 02:00 to 03:00: 02:30 does not exist."
    ]
    data["planned_for"] = "2026-10-25T02:30"
    response = editor.post(change_url(article), data)
    page = response.content.decode()
    assert 'name="planned_for_which"' in page
    assert response.context["adminform"].form["headline"].value() == "Typed anew"
    data["planned_for_which"] = "2026-10-25T01:30:00+00:00"
    assert editor.post(change_url(article), data).status_code == 302
    article.refresh_from_db()
    assert article.planned_for == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_plan_that_somebody_else_made_meanwhile_is_not_undone(editor):
    article = make_article()
    data = form_at(editor, change_url(article)) | {"initial-planned_for": ""}
    Article.objects.filter(pk=article.pk).update(planned_for=FAR)
    editor.post(change_url(article), data | {"headline": "Typed"})
    article.refresh_from_db()
    assert (article.headline, article.planned_for) == ("Typed", FAR)


def test_a_schedule_with_an_end(publisher):
    article = make_article()
    actions.approve(article, by=None, at=AT)
    times = {"publish_at": "2199-01-01T10:00", "expires_at": "2199-01-02T10:00"}
    assert step(publisher, article, "schedule", **times).status_code == 302
    made = Publication.objects.get()
    assert (made.published_at.day, made.expires_at.day) == (1, 2)
    shown = panel(publisher, article)
    assert shown["due"] == [
        "This version goes out on 1 January 2199, 10:00 (UTC).",
        "Readers have it until 2 January 2199, 10:00 (UTC).",
    ]
    form = shown["step_form"] if shown["step_form"].is_bound else None
    assert form is None
    assert 'value="2199-01-01T10:00"' in publisher.get(change_url(article)).content.decode()


def test_an_embargo_is_a_reason_on_the_form_and_a_publisher_overrides_it(as_user):
    article = make_article(embargo_until=FAR)
    actions.approve(article, by=None, at=AT)
    why = "There is an embargo until 1 January 2199, 00:00 (UTC)."
    editor = as_user(make_user("Editor"))
    assert panel(editor, article)["lacking"] == [why]
    assert panel(editor, article)["refusals"] == []  # once is enough
    assert "publish" not in offered(editor, article)
    response = editor.post(change_url(article), {"_step": "publish", "version": 1})
    assert response.context["step_refusal"] == why
    publisher = as_user(make_user("Publisher"))
    assert "override" in offered(publisher, article)
    response = step(publisher, article, "override", override_reason="It is out elsewhere.")
    assert response.status_code == 302
    assert Event.objects.get(verb="published").why == "It is out elsewhere."
    assert panel(publisher, article)["lacking"] == []  # readers have it
    make_version(article, teaser="Newer.")
    assert panel(publisher, article)["lacking"] == [why]
    actions.withdraw(article, by=None, at=timezone.now(), why="Wrong.")
    assert panel(publisher, article)["lacking"] == [why]


def said_of_embargo(client, article):
    context = panel(client, article)
    return context["lacking"], context["refusals"]


def test_an_embargo_that_ends_before_a_story_goes_out_is_only_why_it_cannot_go_out_now(as_user):
    ends = FAR - timedelta(days=1)
    why = "There is an embargo until 31 December 2198, 00:00 (UTC)."
    editor = as_user(make_user("Editor"))
    assert said_of_embargo(editor, make_scheduled(embargo_until=FAR)) == (
        [],
        ["There is an embargo until 1 January 2199, 00:00 (UTC)."],
    )
    article = make_scheduled(embargo_until=ends)
    make_version(article, teaser="Newer.")
    assert said_of_embargo(editor, article) == ([], [why])
    actions.unschedule(article, by=None, at=AT)
    assert said_of_embargo(editor, article) == ([why], [])


def test_an_embargo_that_ends_before_an_update_is_only_why_readers_cannot_have_it_now(as_user):
    ends = FAR - timedelta(days=1)
    why = "There is an embargo until 31 December 2198, 00:00 (UTC)."
    article = make_live()
    make_version(article, teaser="Newer.", embargo_until=ends)
    editor = as_user(make_user("Editor"))
    assert said_of_embargo(editor, article) == ([why], [])
    actions.schedule_update(article, by=None, at=AT, due_at=FAR)
    assert said_of_embargo(editor, article) == ([], [why])


def test_nothing_is_lacking_where_readers_have_it_past_the_checks(publisher):
    article = make_article(teaser="")
    assert panel(publisher, article)["lacking"] == ["Write a teaser."]
    response = step(publisher, article, "override", override_reason="It is urgent.")
    assert response.status_code == 302
    assert panel(publisher, article)["lacking"] == []


def test_lifting_an_embargo_is_refused_to_an_editor_with_all_that_was_typed(editor):
    article = make_article(embargo_until=FAR)
    data = form_at(editor, change_url(article))
    data |= {"embargo_until": "", "headline": "Typed", "initial-embargo_until": FAR.isoformat()}
    response = editor.post(change_url(article), data)
    assert errors(response) == ["Only publishers may lift or shorten an embargo."]
    assert response.context["adminform"].form["headline"].value() == "Typed"


def test_a_scheduled_story_says_which_version_goes_out_and_offers_the_newer_one(as_user):
    article = make_scheduled()
    make_version(article, teaser="Newer.")
    editor = as_user(make_user("Editor"))
    assert panel(editor, article)["due"] == [
        "Version 1 goes out on 1 January 2199, 00:00 (UTC); this is version 2."
    ]
    data = hidden(editor.get(change_url(article))) | {"_step": "take_newer", "version": 2}
    response = editor.post(change_url(article), data)
    assert response.status_code == 302
    made = Publication.objects.get()
    assert (made.version.number, made.published_at) == (2, FAR)
    assert "take_newer" not in offered(editor, article)
    actions.send_back(article, by=None, at=AT, why="Not yet.")
    make_version(article, teaser="Newest.")
    assert "take_newer" not in offered(editor, article)


def told(response):
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]


def back(client, article, name):
    """Send ``article`` back by the step ``name``; returns what is said of it."""
    typed = {"send_back_note": "Not yet."} if name == "send_back" else {}
    version = Article.objects.get(pk=article.pk).version_number
    data = {"_step": name, "version": version} | typed
    shown = panel(client, article)
    if shown["can_edit"]:
        data = form_at(client, change_url(article)) | data
    response = client.post(change_url(article), data)
    assert response.status_code == 302
    assert Article.objects.get(pk=article.pk).stage == "draft"
    (level, _done), *warnings = told(response)
    assert level == "success"
    return warnings


@pytest.mark.parametrize("name", ["send_back", "reopen"])
def test_a_scheduled_story_that_is_sent_back_goes_out_still_and_that_is_said(as_user, name):
    article = make_scheduled()
    make_version(article, teaser="Newer.")
    said = "Version 1 still goes out on 1 January 2199, 00:00 (UTC). "
    how = "To stop it, choose “Take off the schedule”."
    editor = as_user(make_user("Editor"))
    assert back(editor, article, name) == [("warning", said + how)]
    assert Publication.objects.get().version.number == 1
    assert "unschedule" in offered(editor, article)


@pytest.mark.parametrize(("role", "name"), [("Editor", "reopen"), ("Publisher", "send_back")])
def test_an_update_of_what_is_sent_back_goes_out_still_and_that_is_said(as_user, role, name):
    article = make_live()
    make_version(article, teaser="Newer.")
    actions.schedule_update(article, by=None, at=AT, due_at=FAR)
    said = "Version 2 still replaces what readers see on 1 January 2199, 00:00 (UTC). "
    how = "To stop it, choose “Take the update off the schedule”."
    client = as_user(make_user(role))
    assert back(client, article, name) == [("warning", said + how)]
    assert ScheduledUpdate.objects.get().version.number == 2
    assert "cancel_update" in offered(client, article)


def test_it_is_said_where_opening_the_text_saves_what_was_typed_while_somebody_approved(as_user):
    article, user = make_article(), make_user("Editor")
    client = as_user(user)
    typed = as_typed(form_at(client, change_url(article)) | {"headline": "Typed"})
    row = make_autosave(article, by=user, **typed)
    actions.approve(article, by=None, at=AT)
    actions.schedule(article, by=None, at=AT, publish_at=FAR)
    data = form_at(client, f"{change_url(article)}?typed={row.pk}") | {"_step": "reopen"}
    response = client.post(change_url(article), data)
    assert response.status_code == 302, errors(response)
    article.refresh_from_db()
    assert (article.stage, article.headline, article.version_number) == ("draft", "Typed", 2)
    [_done, warning] = told(response)
    assert warning[1].startswith("Version 1 still goes out on 1 January 2199, 00:00 (UTC). ")


def test_who_may_not_publish_reads_who_can_stop_it(as_user):
    article, user = make_scheduled(), make_user("Editor")
    Group.objects.get(name="Editor").permissions.remove(
        Permission.objects.get(codename="publish_article")
    )
    said = "Version 1 still goes out on 1 January 2199, 00:00 (UTC). "
    how = "To stop it, ask somebody who may publish."
    assert back(as_user(user), article, "send_back") == [("warning", said + how)]


@pytest.mark.parametrize("make", [make_article, make_live, make_withdrawn])
def test_what_is_not_due_is_sent_back_without_a_warning(as_user, make):
    article = make()
    if article.stage == "draft":
        actions.approve(article, by=None, at=AT)
    assert back(as_user(make_user("Editor")), article, "send_back") == []


def test_an_update_is_scheduled_moved_to_a_newer_version_and_cancelled(as_user):
    article = make_live()
    make_version(article, teaser="Newer.")
    editor = as_user(make_user("Editor"))
    typed = {"update_at": "2199-01-01T10:00", "later_kind": "correction", "version": 2}
    response = editor.post(change_url(article), typed | {"_step": "schedule_update"})
    assert "readers" in response.context["step_refusal"]
    typed |= {"later_words": "A name was wrong.", "_step": "schedule_update"}
    assert editor.post(change_url(article), typed).status_code == 302
    update = ScheduledUpdate.objects.get()
    assert (update.kind, update.words) == ("correction", "A name was wrong.")
    make_version(article, teaser="Newest.")
    shown = panel(editor, article)
    assert shown["due"] == [
        "Version 2 replaces what readers see on 1 January 2199, 10:00 (UTC); this is version 3."
    ]
    opened = editor.get(change_url(article))
    assert "A name was wrong." in opened.content.decode()
    editor.post(change_url(article), hidden(opened) | {"_step": "take_newer", "version": 3})
    update.refresh_from_db()
    assert (update.version.number, update.words) == (3, "A name was wrong.")
    assert "cancel_update" in offered(editor, article)
    shown = hidden(editor.get(change_url(article)))  # it is another update by now
    editor.post(change_url(article), shown | {"_step": "cancel_update"})
    assert not ScheduledUpdate.objects.exists()
    assert "cancel_update" not in offered(editor, article)


@pytest.mark.parametrize(
    ("field", "value"),
    [("update_at", "tomorrow"), ("update_at", ""), ("later_kind", "x"), ("later_kind", "")],
)
def test_bad_input_for_an_update_is_said_in_words(as_user, field, value):
    article = make_live()
    make_version(article, teaser="Newer.")
    data = {"update_at": "2199-01-01T10:00", "later_kind": "minor", "version": 2}
    data |= {"_step": "schedule_update", field: value}
    response = as_user(make_user("Editor")).post(change_url(article), data)
    assert response.status_code == 200
    assert list(response.context["step_form"].errors) == [field]
    assert not ScheduledUpdate.objects.exists()


def test_what_was_typed_for_another_step_does_not_hinder_this_one(as_user):
    article = make_article()
    data = {"_step": "approve", "version": 1, "publish_at": "nonsense"}
    response = as_user(make_user("Editor")).post(change_url(article), data)
    assert response.status_code == 302


def test_what_failed_is_said_on_the_form(as_user):
    article, author = make_live(), make_user("Publisher")
    make_version(article, teaser="Newer.")
    now = timezone.now()
    actions.schedule_update(article, by=author, at=now, due_at=now)
    author.groups.clear()
    with pytest.raises(upkeep.Failed):
        upkeep.update_next(at=now + timedelta(seconds=1))
    page = as_user(make_user("Editor")).get(change_url(article)).content.decode()
    assert f"{author.username}, who scheduled this, may not publish any more." in page
    assert "Tried once." in page
