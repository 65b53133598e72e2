"""The buttons that are shown are those that work, in every state and for every role."""

import pytest
from django.db import transaction

from articles import actions
from articles.actions import ActionRefused, permissions
from articles.admin import saving, steps
from articles.enums import Verb
from articles.models import Article, Event
from articles.queries.live_state import with_live_state
from tests.articles.actions.matrix import (
    NOW,
    READERS,
    RELATIONS,
    STAGES,
    become,
    build,
    colleague,
    everything,
)

pytestmark = pytest.mark.django_db
ASKED = {
    "publish_at": "2199-01-01T10:00",
    "update_at": "2199-01-01T10:00",
    "later_kind": "update",
    "kind": "update",
    "send_back_note": "Check it.",
    "override_reason": "Urgent.",
    "withdraw_reason": "Wrong.",
    "told_kind": "correction",
    "told_words": "A name.",
    "live_version": "1",
    "ends_at": "2199-01-01T10:00",
}
# Whose it is matters to those only.
ROLES = {
    "own": ("Reporter", "Editor", "Publisher"),
    "assigned": ("Reporter",),
    "other": ("Reporter", "Editor"),
}
# What works without being shown, because another button does the same.
SAID_BETTER = {
    "override": {"publish", "approve_publish"},
    "override_update": {"update", "approve_update"},
    "reopen": {"send_back"},
    "assign": set(),  # in the form, for those who have it
}


def press(name, pk, by, *, typing):
    """Type something and save it, or not; then take the step. Returns the reason it did not."""
    article = with_live_state(Article.objects.filter(pk=pk)).get()
    shown = {"shown_times": steps.times_shown(article, NOW), "assign_to": colleague().pk}
    asked = steps.StepForm(ASKED | shown, step=name)
    assert asked.is_valid(), asked.errors
    who = {"by": by, "at": NOW}
    with transaction.atomic():
        try:
            with transaction.atomic():
                if typing:
                    seen = article.version_number
                    article.kicker = "Typed"
                    saving.save_before_step(
                        article, asked, related=None, expected_version=seen, **who
                    )
                saving.take_step(article, asked, expected_version=article.version_number, **who)
        except ActionRefused as refusal:
            return str(refusal)
        transaction.set_rollback(True)
    return None


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("readers", READERS)
@pytest.mark.parametrize("stage", STAGES)
def test_what_is_shown_works_and_what_works_is_shown(stage, readers, relation):
    built, person = build(stage, readers, relation)
    before, wrong = everything(), []
    for role in ROLES[relation]:
        by = become(person, role)
        article = with_live_state(Article.objects.filter(pk=built.pk)).get()
        can_edit = permissions.refusal_to_edit(by, article) is None
        offers = steps.offers(article, by=by, at=NOW, can_edit=can_edit)
        shown = {offer.step.name for offer in offers if not offer.refusal}
        reasons = {offer.step.name: offer.refusal for offer in offers if offer.refusal}
        waiting = {offer.step.name for offer in offers if offer.is_same}
        assert len(shown) + len(reasons) == len(offers)
        for name in steps.STEPS:
            # What is not shown must not do anything to the text as it stands.
            refusal = press(name, article.pk, by, typing=False)
            if name in shown - waiting and refusal:
                wrong.append((role, name, "is shown and does not work", refusal))
            if name in waiting and not refusal:
                wrong.append((role, name, "waits for something to be typed and need not", None))
            if name in shown and can_edit and (late := press(name, article.pk, by, typing=True)):
                wrong.append((role, name, "is shown and does not work once typed", late))
            instead = SAID_BETTER.get(name)
            said = instead is not None and (instead & shown or can_edit)
            if refusal is None and name not in shown and not said:
                wrong.append((role, name, "works and is not shown", reasons.get(name)))
    assert wrong == []
    assert everything() == before


@pytest.mark.parametrize("stage", STAGES)
def test_who_may_take_a_step_in_general_and_not_here_reads_why(stage):
    """An editor's own text: four eyes keep it from being approved, by whichever button."""
    article, person = build(stage, "never", "own")
    by = become(person, "Editor")
    article = with_live_state(Article.objects.filter(pk=article.pk)).get()
    offers = steps.offers(article, by=by, at=NOW, can_edit=stage != "approved")
    reasons = {offer.step.name: offer.refusal for offer in offers if offer.refusal}
    alone = "Somebody else must approve what you wrote alone."
    wanted = {} if stage == "approved" else {"approve": alone, "approve_publish": alone}
    assert reasons == wanted


def test_somebody_who_may_not_use_the_form_can_assign_by_a_button():
    article, person = build("approved", "live", "other")
    by = become(person, "Editor")
    assert press("assign", article.pk, by, typing=False) is None
    actions.assign(article, colleague(), by=by, at=NOW)
    event = Event.objects.latest("pk")
    assert (event.verb, event.by, event.why) == (Verb.ASSIGNED, by, "colleague")
