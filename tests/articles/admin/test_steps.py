"""The workflow's buttons: the whole table of who may do what, by HTTP, and what they ask for."""

from datetime import timedelta
from itertools import product

import pytest
from django.test import override_settings
from django.utils import timezone

from articles import actions
from articles.enums import Stage, Verb
from articles.models import Article, Event, Publication, Version
from tests.factories import make_article, make_live, make_scheduled, make_user

from .conftest import change_url, errors, form_at

pytestmark = pytest.mark.django_db

DRAFT, REVIEW, APPROVED = Stage.DRAFT, Stage.REVIEW, Stage.APPROVED
OWN, OTHER = "own", "other"
ANY = {DRAFT, REVIEW, APPROVED}
NONE: set[Stage] = set()
# What succeeds, from DESIGN.md's table: (role, step) -> stages for own and for others' articles.
TABLE = {
    ("Reporter", "save"): ({DRAFT}, NONE),
    ("Reporter", "submit"): ({DRAFT}, NONE),
    ("Reporter", "approve"): (NONE, NONE),
    ("Reporter", "send_back"): (NONE, NONE),
    ("Reporter", "publish"): (NONE, NONE),
    ("Reporter", "override"): (NONE, NONE),
    ("Reporter", "schedule"): (NONE, NONE),
    ("Editor", "save"): ({DRAFT, REVIEW}, {DRAFT, REVIEW}),
    ("Editor", "submit"): ({DRAFT}, {DRAFT}),
    ("Editor", "approve"): (NONE, {DRAFT, REVIEW}),  # four eyes
    ("Editor", "send_back"): ({REVIEW, APPROVED}, {REVIEW, APPROVED}),
    ("Editor", "publish"): ({APPROVED}, {APPROVED}),
    ("Editor", "override"): (NONE, NONE),
    ("Editor", "schedule"): ({APPROVED}, {APPROVED}),
    ("Publisher", "save"): (ANY, ANY),
    ("Publisher", "submit"): ({DRAFT}, {DRAFT}),
    ("Publisher", "approve"): ({DRAFT, REVIEW}, {DRAFT, REVIEW}),
    ("Publisher", "send_back"): ({REVIEW, APPROVED}, {REVIEW, APPROVED}),
    ("Publisher", "publish"): ({APPROVED}, {APPROVED}),
    ("Publisher", "override"): (ANY, ANY),
    ("Publisher", "schedule"): ({APPROVED}, {APPROVED}),
}
VERBS = {
    "save": Verb.SAVED,
    "submit": Verb.SUBMITTED,
    "approve": Verb.APPROVED,
    "send_back": Verb.SENT_BACK,
    "publish": Verb.PUBLISHED,
    "override": Verb.PUBLISHED,
    "schedule": Verb.SCHEDULED,
}
ASKED = {
    "send_back_note": "Check the numbers.",
    "override_reason": "It must go out now.",
    "publish_at": "2199-01-01T10:00",
}


def brought_to(stage, *, by):
    article = make_article(by=by)
    if stage != DRAFT:
        actions.submit(article, by=None, at=timezone.now())
    if stage == APPROVED:
        actions.approve(article, by=None, at=timezone.now())
    return Article.objects.get(pk=article.pk)


def may_see(role, whose, stage):
    return role != "Reporter" or whose == OWN or stage == APPROVED


def typed_form(article):
    """A whole form, as one that was opened while it could still be edited."""
    return {
        "version": article.version_number,
        "headline": article.headline,
        "teaser": article.teaser,
        "body": article.body,
        "slug": article.slug,
        "language": article.language_id,
        "section": article.section_id,
        "credits-TOTAL_FORMS": 0,
        "credits-INITIAL_FORMS": 0,
        "agency_credits-TOTAL_FORMS": 0,
        "agency_credits-INITIAL_FORMS": 0,
    }


@pytest.mark.parametrize(("role", "step"), TABLE)
@pytest.mark.parametrize("with_text", [True, False])
def test_the_table_of_who_may_do_what(as_user, role, step, with_text):
    if step == "save" and not with_text:
        return
    user, stranger = make_user(role), make_user("Reporter")
    client = as_user(user)
    for whose, stage in product((OWN, OTHER), Stage):
        article = brought_to(stage, by=user if whose == OWN else stranger)
        data = typed_form(article) if with_text else {"version": article.version_number}
        if step == "save":
            data |= {"_continue": "1", "headline": "Another headline"}
        else:
            data |= {"_step": step, **ASKED}
        before = set(Event.objects.values_list("pk", flat=True))
        versions = Version.objects.count()
        response = client.post(change_url(article), data)
        case = (role, step, whose, stage, with_text)
        new = list(Event.objects.exclude(pk__in=before).values_list("verb", "by"))
        if stage in TABLE[role, step][whose == OTHER]:
            assert (response.status_code, new) == (302, [(VERBS[step], user.pk)]), case
        else:
            wanted = 200 if may_see(role, whose, stage) else 404
            assert (response.status_code, new) == (wanted, []), case
            assert Version.objects.count() == versions, case
            article.refresh_from_db()
            assert article.stage == stage, case


@pytest.mark.parametrize("whose", [OWN, OTHER])
def test_only_publishers_withdraw(as_user, whose):
    for role, status in (("Reporter", 200), ("Editor", 200), ("Publisher", 302)):
        user = make_user(role)
        article = make_live(by=user if whose == OWN else make_user("Reporter"))
        data = {"_step": "withdraw", "withdraw_reason": "Wrong.", "version": 1}
        response = as_user(user).post(change_url(article), data)
        assert response.status_code == status, role
        withdrawn = Publication.objects.get(pk=article.pk).withdrawn_why
        assert withdrawn == ("Wrong." if role == "Publisher" else "")


def offered(client, article):
    response = client.get(change_url(article))
    return [offer.step.name for offer, _field in response.context["offers"]]


def test_only_steps_that_will_work_are_offered(as_user):
    reporter, editor, publisher = map(make_user, ("Reporter", "Editor", "Publisher"))
    draft = brought_to(DRAFT, by=reporter)
    review = brought_to(REVIEW, by=reporter)
    approved = brought_to(APPROVED, by=reporter)
    live, scheduled = make_live(by=reporter), make_scheduled(by=reporter)
    wanted = {
        reporter: [["submit"], [], [], [], []],
        editor: [
            ["submit", "approve", "approve_publish"],
            ["approve", "approve_publish", "send_back"],
            ["publish", "schedule", "reopen", "send_back", "assign"],
            ["correct", "set_expiry", "reopen", "send_back", "assign"],
            ["publish", "schedule", "unschedule", "reopen", "send_back", "assign"],
        ],
        publisher: [
            ["submit", "approve", "approve_publish", "override"],
            ["approve", "approve_publish", "override", "send_back"],
            ["publish", "schedule", "send_back"],
            ["update", "schedule_update", "correct", "set_expiry", "send_back", "withdraw"],
            ["publish", "schedule", "unschedule", "send_back"],
        ],
    }
    for user, lists in wanted.items():
        client = as_user(user)
        articles = (draft, review, approved, live, scheduled)
        assert [offered(client, article) for article in articles] == lists, user


def test_what_will_not_work_says_why(as_user):
    editor = make_user("Editor")
    own = brought_to(REVIEW, by=editor)
    response = as_user(editor).get(change_url(own))
    assert response.context["refusals"] == ["Somebody else must approve what you wrote alone."]
    assert "Somebody else must approve what you wrote alone." in response.content.decode()


@override_settings(FOUR_EYES=False)
def test_without_four_eyes_an_editor_approves_alone(as_user):
    editor = make_user("Editor")
    assert "approve_publish" in offered(as_user(editor), brought_to(REVIEW, by=editor))


def test_what_is_missing_is_listed_and_can_be_typed_and_published_in_one_go(as_user):
    article = make_article(by=make_user("Reporter"), teaser="", section=None)
    client = as_user(make_user("Editor"))
    page = client.get(change_url(article))
    assert page.context["lacking"] == ["Choose a section.", "Write a teaser."]
    data = form_at(client, change_url(article)) | {"_step": "approve_publish"}
    response = client.post(change_url(article), data)
    assert response.status_code == 200
    assert errors(response) == ["Choose a section. Write a teaser."]
    section = make_article().section
    data |= {"teaser": "Now there is one.", "section": section.pk}
    assert client.post(change_url(article), data).status_code == 302
    publication = Publication.objects.get(pk=article.pk)
    assert (publication.teaser, publication.version.number) == ("Now there is one.", 2)


def test_a_refused_publish_keeps_the_text_and_writes_nothing(as_user):
    article = make_article(by=make_user("Reporter"), teaser="")
    client = as_user(make_user("Editor"))
    data = form_at(client, change_url(article))
    data |= {"_step": "approve_publish", "headline": "Typed anew", "tags": "harbour, storm"}
    response = client.post(change_url(article), data)
    assert response.status_code == 200
    form = response.context["adminform"].form
    assert errors(response) == ["Write a teaser."]
    assert (form["headline"].value(), form["tags"].value()) == ("Typed anew", "harbour, storm")
    article.refresh_from_db()
    assert (article.headline == "Typed anew", article.stage) == (False, Stage.DRAFT)
    assert article.tags.count() == 0
    assert not Publication.objects.exists()


def test_a_step_that_asks_for_words_does_not_go_without_and_keeps_the_text(as_user):
    article = brought_to(REVIEW, by=make_user("Reporter"))
    client = as_user(make_user("Editor"))
    data = form_at(client, change_url(article)) | {"_step": "send_back", "headline": "Typed"}
    response = client.post(change_url(article), data)
    assert response.status_code == 200
    assert response.context["step_form"].errors == {"send_back_note": ["Please fill this in."]}
    assert response.context["adminform"].form["headline"].value() == "Typed"
    assert errors(response) == ["Nothing was saved yet: see the step that you chose."]
    article.refresh_from_db()
    assert article.stage == Stage.REVIEW


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-13-45T99:00", "9999-99-99T00:00", "\0"])
def test_a_bad_time_to_publish_is_said_in_words(as_user, text):
    article = brought_to(APPROVED, by=None)
    for role in ("Editor", "Publisher"):
        client = as_user(make_user(role))
        data = {"_step": "schedule", "publish_at": text, "version": 1}
        if role == "Publisher":
            data |= form_at(client, change_url(article))
        response = client.post(change_url(article), data)
        assert response.status_code == 200
        assert list(response.context["step_form"].errors) == ["publish_at"]
        assert not Publication.objects.exists()


def test_a_time_in_the_past_is_refused_and_the_time_stays_in_the_form(as_user):
    article = brought_to(APPROVED, by=None)
    client = as_user(make_user("Editor"))
    data = {"_step": "schedule", "publish_at": "2020-01-01T10:00", "version": 1}
    response = client.post(change_url(article), data)
    assert response.status_code == 200
    assert response.context["step_refusal"] == "The time to publish lies in the past."
    assert response.context["step_form"]["publish_at"].value() == "2020-01-01T10:00"


@override_settings(TIME_ZONE="Europe/Berlin")
def test_times_are_the_newsrooms(as_user):
    article = brought_to(APPROVED, by=None)
    client = as_user(make_user("Editor"))
    client.post(
        change_url(article),
        {"_step": "schedule", "publish_at": "2199-07-01T10:00", "version": 1},
    )
    published_at = Publication.objects.get(pk=article.pk).published_at
    assert published_at.isoformat() == "2199-07-01T08:00:00+00:00"
    gap = {"_step": "schedule", "publish_at": "2026-03-29T02:30", "version": 1}
    response = client.post(change_url(article), gap)
    assert list(response.context["step_form"].errors) == ["publish_at"]


def test_override_is_recorded_with_its_reason(as_user):
    article = make_article(by=make_user("Reporter"), teaser="")
    client = as_user(make_user("Publisher"))
    data = form_at(client, change_url(article))
    data |= {"_step": "override", "override_reason": "Flash: the dam has broken."}
    assert client.post(change_url(article), data).status_code == 302
    event = Event.objects.filter(verb=Verb.PUBLISHED).get()
    assert (event.article_id, event.why) == (article.pk, "Flash: the dam has broken.")


def test_an_editor_cannot_get_past_the_checks_by_a_reason(as_user):
    article = make_article(by=make_user("Reporter"), teaser="")
    actions.approve(article, by=None, at=timezone.now())
    client = as_user(make_user("Editor"))
    data = {"_step": "override", "override_reason": "I want to.", "version": 1}
    assert client.post(change_url(article), data).status_code == 200
    assert not Publication.objects.exists()


def test_a_step_from_a_page_that_showed_an_older_text_is_refused(as_user):
    article = brought_to(APPROVED, by=None)
    article.headline = "Changed since"
    actions.save(article, by=None, at=timezone.now())
    response = as_user(make_user("Editor")).post(
        change_url(article), {"_step": "publish", "version": 1}
    )
    assert response.status_code == 200
    assert response.context["step_refusal"] == (
        "Somebody has saved a newer text since you opened this one. Look at it first."
    )
    assert not Publication.objects.exists()


def test_unschedule_update_and_withdraw(as_user):
    client = as_user(make_user("Publisher"))
    soon = timezone.now() + timedelta(days=1)
    scheduled = make_scheduled(publish_at=soon)
    data = form_at(client, change_url(scheduled)) | {"_step": "unschedule"}
    assert client.post(change_url(scheduled), data).status_code == 302
    assert not Publication.objects.filter(pk=scheduled.pk).exists()
    live = make_live()
    data = form_at(client, change_url(live)) | {"_step": "update", "headline": "Corrected"}
    assert client.post(change_url(live), data).status_code == 302
    assert Publication.objects.get(pk=live.pk).headline == "Corrected"
    again = form_at(client, change_url(live)) | {"_step": "update"}
    response = client.post(change_url(live), again)
    assert errors(response) == ["Readers already see the newest version."]
    data = form_at(client, change_url(live))
    data |= {"_step": "withdraw", "withdraw_reason": "Wrong."}
    assert client.post(change_url(live), data).status_code == 302
    assert "Wrong." in client.get(change_url(live)).content.decode()


@pytest.mark.parametrize("typed", [{}, {"headline": "Typed"}])
@pytest.mark.parametrize("step", ["explode", "0", "None", "\x00", "🚀"])
def test_an_unknown_step_is_refused_and_what_was_typed_stays(as_user, step, typed):
    article = make_article(headline="Before")
    client = as_user(make_user("Editor"))
    data = form_at(client, change_url(article)) | {"_step": step} | typed
    response = client.post(change_url(article), data)
    assert response.status_code == 200
    assert response.context["adminform"].form["headline"].value() == typed.get("headline", "Before")
    article.refresh_from_db()
    assert (article.headline, article.version_number) == ("Before", 1)


def test_an_unknown_step_of_a_form_that_only_shows_is_no_step(as_user):
    article = make_live()
    client = as_user(make_user("Reporter"))
    response = client.post(change_url(article), {"version": 1, "_step": "zzz"})
    assert response.status_code == 200
    assert article.events.filter(by__isnull=False).count() == 0
