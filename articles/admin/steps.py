"""The steps that a text can take from here: which ones a person is offered, and taking one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions
from articles.actions import permissions
from articles.actions.publications import missing
from articles.actions.release import is_live
from articles.enums import Stage
from articles.models import Article, Publication
from articles.queries.live_state import LiveState, live_state

OUT = (LiveState.LIVE, LiveState.NEWER)
NOT_OUT = (LiveState.NONE, LiveState.SCHEDULED, LiveState.WITHDRAWN, LiveState.EXPIRED)


class StepForm(forms.Form):
    """What some steps ask for."""

    send_back_note = forms.CharField(
        label=gettext_lazy("What is to be done"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    publish_at = forms.DateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    withdraw_reason = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        help_text=gettext_lazy("Staff see this; readers learn only that the story is gone."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    override_reason = forms.CharField(
        label=gettext_lazy("Why the checks do not count"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, step="", **kwargs):
        super().__init__(*args, **kwargs)
        self.step = STEPS.get(step)

    def clean(self):
        asks = self.step.asks if self.step else ""
        if asks and asks not in self.errors and not self.cleaned_data.get(asks):
            self.add_error(asks, _("Please fill this in."))


@dataclass(frozen=True)
class Step:
    name: str
    label: Promise
    done: Promise
    action: Callable
    asks: str = ""  # the field of StepForm that it needs
    argument: str = ""  # which of the action's arguments takes what was typed there
    summary: Promise | str = ""  # what opens that field

    def take(self, article: Article, asked: dict, *, by, at: datetime) -> None:
        """Raises ActionRefused. The caller's transaction covers what was saved before."""
        typed = {self.argument: asked[self.asks]} if self.asks else {}
        self.action(article, by=by, at=at, **typed)


@dataclass(frozen=True)
class Offer:
    """A button, with its field; or, with ``refusal``, why there is none."""

    step: Step
    refusal: str | None = None
    is_main: bool = False

    def bound(self, form):
        return form[self.step.asks] if self.step.asks else None


def _release(article, *, override="", **who):
    """Publish, or replace what is live."""
    before = Publication.objects.filter(article=article).first()
    release = actions.update_live if before and is_live(before, who["at"]) else actions.publish
    release(article, override=override, **who)


def _approve_and_release(article, **who):
    actions.approve(article, **who)
    _release(article, **who)


_l = gettext_lazy
STEPS = {
    step.name: step
    for step in (
        Step("submit", _l("Submit for review"), _l("Submitted for review."), actions.submit),
        Step("approve", _l("Approve"), _l("Approved."), actions.approve),
        Step(
            "approve_publish",
            _l("Approve and publish"),
            _l("Approved and published."),
            _approve_and_release,
        ),
        Step("publish", _l("Publish now"), _l("Published."), actions.publish),
        Step("update", _l("Update live"), _l("Readers see the new text."), actions.update_live),
        Step(
            "schedule",
            _l("Schedule"),
            _l("Scheduled."),
            actions.schedule,
            asks="publish_at",
            argument="publish_at",
            summary=_l("Publish later"),
        ),
        Step("unschedule", _l("Take off the schedule"), _l("Unscheduled."), actions.unschedule),
        Step(
            "send_back",
            _l("Send back"),
            _l("Sent back."),
            actions.send_back,
            asks="send_back_note",
            argument="why",
            summary=_l("Send back with a note"),
        ),
        Step(
            "override",
            _l("Publish all the same"),
            _l("Published past the checks."),
            _release,
            asks="override_reason",
            argument="override",
            summary=_l("Publish past the checks"),
        ),
        Step(
            "withdraw",
            _l("Withdraw"),
            _l("Withdrawn."),
            actions.withdraw,
            asks="withdraw_reason",
            argument="why",
            summary=_l("Withdraw from readers"),
        ),
    )
}


def offers(article: Article, *, by, at: datetime, can_edit: bool) -> list[Offer]:
    """The steps from where ``article`` (with its live state) is, best first.

    What is missing refuses a step only where it cannot be mended: every button saves the form
    first, and what was typed there may be what was missing.
    """
    lacking = None if can_edit else " ".join(map(str, missing(article))) or None
    state, approval = live_state(article, at), permissions.refusal_to_approve(by, article)
    return [
        *_desk_offers(article, by, approval),
        *_release_offers(article, by, state, approval, lacking, can_edit),
        *_take_back_offers(article, by, state),
    ]


def _desk_offers(article, by, approval):
    draft = article.stage == Stage.DRAFT
    if draft and permissions.may(by, "submit_article"):
        yield Offer(STEPS["submit"], permissions.refusal_to_submit(by, article), is_main=True)
    if article.stage != Stage.APPROVED and permissions.may(by, "approve_article"):
        yield Offer(STEPS["approve"], approval, is_main=not draft)


def _release_offers(article, by, state, approval, lacking, can_edit):
    if not permissions.may(by, "publish_article"):
        return
    approved = article.stage == Stage.APPROVED
    refusal = permissions.refusal_to_publish(by, article)
    fresh = state in NOT_OUT
    newer = state == LiveState.NEWER or (state == LiveState.LIVE and can_edit)
    if approved and fresh:
        yield Offer(STEPS["publish"], refusal or lacking, is_main=True)
    if approved and newer:
        yield Offer(STEPS["update"], refusal or lacking, is_main=True)
    if not approved and (fresh or newer):
        yield Offer(STEPS["approve_publish"], approval or lacking)
    if approved and state in (LiveState.NONE, LiveState.SCHEDULED):
        yield Offer(STEPS["schedule"], refusal or lacking)
    blocked = not approved or missing(article)
    if blocked and (fresh or newer) and permissions.may(by, "override_article"):
        yield Offer(STEPS["override"])


def _take_back_offers(article, by, state):
    if state == LiveState.SCHEDULED and permissions.may(by, "publish_article"):
        yield Offer(STEPS["unschedule"], permissions.refusal_to_unschedule(by, article))
    if article.stage != Stage.DRAFT and permissions.may(by, "approve_article"):
        yield Offer(STEPS["send_back"], permissions.refusal_to_send_back(by, article))
    if state in OUT and permissions.may(by, "withdraw_article"):
        yield Offer(STEPS["withdraw"], permissions.refusal_to_withdraw(by, article))


def zone_name(at: datetime) -> str:
    """The newsroom's time zone in words, for the field that asks for a time."""
    return f"{timezone.get_default_timezone_name()}, {timezone.localtime(at):%H:%M}"
