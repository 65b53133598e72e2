"""A live story is changed, reviewed and approved again; readers have the old text meanwhile."""

import pytest
from django.utils import timezone

from articles import actions
from articles.addresses import of_publication
from articles.enums import Stage
from articles.models import Article, Event, Publication
from tests.factories import make_article, make_live, make_user, make_version

from .conftest import change_url, errors, form_at

pytestmark = pytest.mark.django_db


def read(client, article):
    """What a reader gets, who has no cookie."""
    client.logout()
    response = client.get(of_publication(Publication.objects.get(pk=article.pk)))
    assert response.status_code == 200
    return response.content.decode()


def press(client, user, article, step, **typed):
    client.force_login(user)
    url = change_url(article)
    response = client.get(url)
    if response.context["can_edit"]:
        data = form_at(client, url)
    else:
        data = {"version": Article.objects.get(pk=article.pk).version_number}
    response = client.post(url, data | {"_step": step} | typed)
    assert response.status_code == 302, response.context.get("step_refusal") or errors(response)


def stage(article):
    return Article.objects.get(pk=article.pk).stage


def test_a_live_story_goes_through_review_again_without_leaving_the_site(client):
    reporter, editor, second = make_user("Reporter"), make_user("Editor"), make_user("Editor")
    article = make_live(by=reporter, headline="The first text")
    before = read(client, article)
    press(client, editor, article, "send_back", send_back_note="The figures are old.")
    assert (stage(article), read(client, article)) == (Stage.DRAFT, before)
    press(client, reporter, article, "submit", headline="The second text")
    assert (stage(article), read(client, article)) == (Stage.REVIEW, before)
    press(client, editor, article, "approve", teaser="With new figures.")
    assert (stage(article), read(client, article)) == (Stage.APPROVED, before)
    press(client, second, article, "update")
    after = read(client, article)
    assert ("The first text" in after, "The second text" in after) == (False, True)
    assert "With new figures." in after
    verbs = Event.objects.filter(article=article).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        *("created", "approved", "published"),
        *("sent back", "saved", "submitted", "saved", "approved", "updated"),
    ]


def test_a_publisher_who_saves_an_approved_story_reads_that_it_must_be_approved_again(client):
    publisher = make_user("Publisher")
    article = make_live(headline="The first text")
    before = read(client, article)
    client.force_login(publisher)
    data = form_at(client, change_url(article)) | {"headline": "Unsigned", "_continue": "1"}
    response = client.post(change_url(article), data, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert said == [
        "Saved.",
        "This text was approved. What you changed must be approved before readers can get it.",
    ]
    assert (stage(article), read(client, article)) == (Stage.REVIEW, before)


def test_a_publisher_who_changes_and_updates_in_one_go_signs_for_it(client):
    publisher = make_user("Publisher")
    article = make_live(headline="The first text")
    press(client, publisher, article, "update", headline="Signed for")
    assert "Signed for" in read(client, article)
    assert stage(article) == Stage.APPROVED
    told = Event.objects.filter(by=publisher).order_by("pk").values_list("verb", "version_number")
    assert list(told) == [("saved", 2), ("approved", 2), ("updated", 2)]


def test_a_refused_release_takes_back_what_was_typed_and_signed(client):
    publisher = make_user("Publisher")
    article = make_live(headline="The first text")
    client.force_login(publisher)
    data = form_at(client, change_url(article)) | {"teaser": "", "_step": "update"}
    assert errors(client.post(change_url(article), data)) == ["Write a teaser."]
    stored = Article.objects.get()
    assert (stored.stage, stored.version_number) == (Stage.APPROVED, 1)


def test_nobody_approves_what_they_have_not_seen(client):
    article = make_article(by=make_user("Reporter"))
    client.force_login(make_user("Editor"))
    data = form_at(client, change_url(article))
    article.headline = "Saved since"
    actions.save(article, by=None, at=timezone.now())
    response = client.post(change_url(article), data | {"_step": "approve"})
    assert response.status_code == 200
    assert (stage(article), Article.objects.get().version_number) == (Stage.DRAFT, 2)
    assert not Event.objects.filter(verb="approved").exists()


def test_what_somebody_else_assigned_meanwhile_stays(client):
    """No version tells of it, so the form must know what it was opened with."""
    editor, anna, ben = make_user("Editor"), make_user("Reporter"), make_user("Reporter")
    article = make_article(assigned_to=anna)
    client.force_login(editor)
    data = form_at(client, change_url(article)) | {"initial-assigned_to": anna.pk}
    actions.assign(article, ben, by=None, at=timezone.now())
    client.post(change_url(article), data | {"headline": "Mine", "_continue": "1"})
    stored = Article.objects.get()
    assert (stored.headline, stored.assigned_to) == ("Mine", ben)
    client.post(
        change_url(article),
        data | {"version": 2, "initial-assigned_to": ben.pk, "assigned_to": "", "_continue": "1"},
    )
    assert Article.objects.get().assigned_to is None


def test_a_reporter_sees_why_they_cannot_hand_on_what_they_were_given(client):
    reporter = make_user("Reporter")
    article = make_article(by=make_user("Reporter"), assigned_to=reporter)
    client.force_login(reporter)
    field = client.get(change_url(article)).context["adminform"].form.fields["assigned_to"]
    assert (field.disabled, str(field.help_text)) == (
        True,
        "Only its writers and the editors may hand this article to somebody.",
    )
    data = form_at(client, change_url(article)) | {"headline": "Mine", "assigned_to": ""}
    assert client.post(change_url(article), data).status_code == 302
    assert Article.objects.get().assigned_to == reporter


def test_an_editor_opens_a_live_story_corrects_it_and_signs(client):
    """Nobody sends it back to anybody: a note to oneself is not asked for."""
    reporter, editor = make_user("Reporter"), make_user("Editor")
    article = make_live(by=reporter, headline="The port opens", teaser="On Monday.")
    press(client, editor, article, "reopen")
    assert stage(article) == Stage.DRAFT
    told = {"change_kind": "correction", "change_words": "It is Tuesday."}
    press(client, editor, article, "approve_update", teaser="On Tuesday.", **told)
    page = read(client, article)
    assert ("On Tuesday." in page, "It is Tuesday." in page) == (True, True)
    events = Event.objects.filter(article=article, by=editor).order_by("pk")
    assert list(events.values_list("verb", "why")) == [
        ("sent back", "Opened for changes."),
        ("saved", ""),
        ("approved", ""),
        ("updated", "Correction: It is Tuesday."),
    ]


def test_what_was_typed_while_somebody_approved_is_saved_by_opening_it(client):
    reporter, editor, second = make_user("Reporter"), make_user("Editor"), make_user("Editor")
    article = make_article(by=reporter, headline="The port opens", teaser="On Monday.")
    client.force_login(editor)
    typed = form_at(client, change_url(article)) | {"teaser": "On Tuesday."}
    actions.approve(article, by=second, at=timezone.now())
    refused = client.post(change_url(article), typed | {"_save": "1"})
    assert (refused.status_code, "On Tuesday." in refused.content.decode()) == (200, True)
    assert [offer.step.name for offer, _fields in refused.context["offers"]] == ["reopen"]
    assert client.post(change_url(article), typed | {"_step": "reopen"}).status_code == 302
    saved = Article.objects.get(pk=article.pk)
    assert (saved.stage, saved.teaser, saved.version_number) == (Stage.DRAFT, "On Tuesday.", 2)


@pytest.mark.parametrize("gone", ["withdrawn", "expired"])
def test_a_story_that_comes_back_with_another_text_says_so(client, gone):
    publisher, at = make_user("Publisher"), timezone.now()
    article = make_live(by=make_user("Reporter"), headline="The port opens", teaser="On Monday.")
    if gone == "withdrawn":
        actions.withdraw(article, by=publisher, at=at, why="It is wrong.")
    else:
        Publication.objects.update(expires_at=at)
    client.force_login(publisher)
    offers = client.get(change_url(article)).context["offers"]
    fields = {offer.step.name: [field.name for field in fields] for offer, fields in offers}
    assert fields["publish"] == ["change_kind", "change_words"]
    told = {"change_kind": "correction", "change_words": "It is Tuesday."}
    press(client, publisher, article, "publish", teaser="On Tuesday.", **told)
    page = read(client, article)
    assert ("On Tuesday." in page, "It is Tuesday." in page) == (True, True)
    changes = client.get(of_publication(Publication.objects.get()) + "changes/").content.decode()
    assert "<del>Monday</del>" in changes
    assert "<ins>Tuesday</ins>" in changes


@pytest.mark.parametrize("typed", [{}, {"teaser": "Typed by me."}])
def test_who_withdraws_need_not_look_at_a_text_that_they_did_not_touch(client, typed):
    article = make_live()
    client.force_login(make_user("Publisher"))
    data = form_at(client, change_url(article)) | typed
    make_version(article, headline="Saved meanwhile")
    step = {"_step": "withdraw", "withdraw_reason": "Wrong."}
    response = client.post(change_url(article), data | step)
    assert response.status_code == (200 if typed else 302)
    assert (Publication.objects.get().withdrawn_at is None) is bool(typed)
    stored = Article.objects.get()
    assert (stored.headline, stored.version_number) == ("Saved meanwhile", 2)
