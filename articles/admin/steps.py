"""The steps that a text can take from here: which ones a person is offered, and taking one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import actions
from articles.actions import permissions
from articles.actions.embargo import in_the_way
from articles.actions.publications import missing
from articles.enums import ChangeKind, Stage
from articles.models import Article, Publication
from articles.queries import desk, staff
from articles.queries.live_state import LiveState, live_state

from . import marks
from .marks import PersonChoiceField
from .times import NewsroomTimeField

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
    publish_at = NewsroomTimeField(label=gettext_lazy("Publish at"), required=False)
    expires_at = NewsroomTimeField(
        label=gettext_lazy("Expires at"),
        help_text=gettext_lazy("Readers do not get it from then on. Empty: it stays."),
        required=False,
    )
    change_kind = forms.ChoiceField(
        label=gettext_lazy("What kind of change it is"),
        help_text=gettext_lazy(
            "Minor is for typing errors: readers are told nothing, and the time of the last update "
            "stays."
        ),
        choices=ChangeKind.choices,
        initial=ChangeKind.UPDATE,
        required=False,
    )
    change_words = forms.CharField(
        label=gettext_lazy("What readers are told"),
        help_text=gettext_lazy("A clarification, correction or retraction needs it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    update_at = NewsroomTimeField(label=gettext_lazy("Update at"), required=False)
    later_kind = forms.ChoiceField(
        label=gettext_lazy("What kind of change it is"),
        choices=ChangeKind.choices,
        initial=ChangeKind.UPDATE,
        required=False,
    )
    later_words = forms.CharField(
        label=gettext_lazy("What readers are told"),
        help_text=gettext_lazy("A clarification, correction or retraction needs it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
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
    assign_to = PersonChoiceField(
        label=gettext_lazy("To whom"), queryset=get_user_model().objects.none(), required=False
    )

    def __init__(self, *args, step="", **kwargs):
        super().__init__(*args, **kwargs)
        self.step = STEPS.get(step)
        self.is_unknown = bool(step) and self.step is None
        people = staff.having("change_article")
        self.fields["assign_to"].queryset = people.order_by(*marks.PEOPLE)

    def clean(self):
        if self.is_unknown:
            raise forms.ValidationError(_("There is no such step."))
        asks = self.step.asks if self.step else ()
        for name in self.errors.keys() - {ask.field for ask in asks}:
            del self.errors[name]  # typed for another step than the one that was chosen
        for ask in asks:
            name = ask.field
            if ask.is_needed and name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, _("Please fill this in."))


@dataclass(frozen=True)
class Ask:
    """A field of StepForm, and which of the action's arguments takes what was typed there."""

    field: str
    argument: str
    is_needed: bool = True


@dataclass(frozen=True)
class Step:
    name: str
    label: Promise
    done: Promise
    action: Callable
    asks: tuple[Ask, ...] = ()
    summary: Promise | str = ""  # what opens those fields
    signs: bool = True  # whether it is about the text as the person has read it
    releases: bool = False  # whether it is for approved text, and brings that before readers

    def take(
        self, article: Article, asked: dict, *, by, at: datetime, expected_version: int
    ) -> None:
        """Raises ActionRefused. The caller's transaction covers what was saved before."""
        typed = {ask.argument: asked[ask.field] for ask in self.asks if asked[ask.field]}
        seen = {"expected_version": expected_version} if self.signs else {}
        self.action(article, by=by, at=at, **seen, **typed)


@dataclass(frozen=True)
class Offer:
    """A button, with its field; or, with ``refusal``, why there is none."""

    step: Step
    refusal: str | None = None
    is_main: bool = False

    def bound(self, form):
        return [form[ask.field] for ask in self.step.asks]


def _approve_and_update(article, *, kind=ChangeKind.UPDATE, words="", **who):
    actions.approve(article, **who)
    actions.update_live(article, kind=kind, words=words, **who)


def _approve_and_publish(article, **who):
    actions.approve(article, **who)
    actions.publish(article, **who)


def _schedule_newer(article, **who):
    """Let the newest version go out at the moment at which an older one was to."""
    publication = Publication.objects.scheduled(who["at"]).filter(article=article).first()
    if publication:
        times = {"publish_at": publication.published_at, "expires_at": publication.expires_at}
        actions.schedule(article, **times, **who)
    elif update := desk.waiting_update(article):
        change = {"due_at": update.due_at, "kind": update.kind, "words": update.words}
        actions.schedule_update(article, **change, **who)
    else:
        raise actions.NotAllowed(_("Nothing of this article is scheduled any more."))


# What readers are told of a change to a live story.
CHANGE = (
    Ask("change_kind", "kind", is_needed=False),
    Ask("change_words", "words", is_needed=False),
)

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
            _approve_and_publish,
        ),
        Step(
            "approve_update",
            _l("Approve and update live"),
            _l("Approved; readers see the new text."),
            _approve_and_update,
            asks=CHANGE,
            summary=_l("Approve and update live"),
        ),
        Step("publish", _l("Publish now"), _l("Published."), actions.publish, releases=True),
        Step(
            "update",
            _l("Update live"),
            _l("Readers see the new text."),
            actions.update_live,
            asks=CHANGE,
            summary=_l("Update live"),
            releases=True,
        ),
        Step(
            "schedule",
            _l("Schedule"),
            _l("Scheduled."),
            actions.schedule,
            asks=(
                Ask("publish_at", "publish_at"),
                Ask("expires_at", "expires_at", is_needed=False),
            ),
            summary=_l("Publish later"),
            releases=True,
        ),
        Step(
            "unschedule",
            _l("Take off the schedule"),
            _l("Unscheduled."),
            actions.unschedule,
            signs=False,
        ),
        Step(
            "schedule_update",
            _l("Schedule the update"),
            _l("The update is scheduled."),
            actions.schedule_update,
            asks=(
                Ask("update_at", "due_at"),
                Ask("later_kind", "kind"),
                Ask("later_words", "words", is_needed=False),
            ),
            summary=_l("Update later"),
            releases=True,
        ),
        Step(
            "cancel_update",
            _l("Take the update off the schedule"),
            _l("The update is off the schedule."),
            actions.cancel_update,
            signs=False,
        ),
        Step(
            "take_newer",
            _l("Let this version go out instead"),
            _l("The newer version is scheduled."),
            _schedule_newer,
            releases=True,
        ),
        Step(
            "send_back",
            _l("Send back"),
            _l("Sent back."),
            actions.send_back,
            asks=(Ask("send_back_note", "why"),),
            summary=_l("Send back with a note"),
        ),
        Step(
            "override",
            _l("Publish all the same"),
            _l("Published past the checks."),
            actions.publish,
            asks=(Ask("override_reason", "override"),),
            summary=_l("Publish past the checks"),
        ),
        Step(
            "override_update",
            _l("Update live all the same"),
            _l("Readers see the new text, past the checks."),
            actions.update_live,
            asks=(Ask("override_reason", "override"), *CHANGE),
            summary=_l("Update live past the checks"),
        ),
        Step(
            "withdraw",
            _l("Withdraw"),
            _l("Withdrawn."),
            actions.withdraw,
            asks=(Ask("withdraw_reason", "why"),),
            summary=_l("Withdraw from readers"),
            signs=False,
        ),
        Step(
            "assign",
            _l("Assign"),
            _l("Assigned."),
            actions.assign,
            asks=(Ask("assign_to", "to"),),
            summary=_l("Assign to somebody"),
            signs=False,
        ),
    )
}


def offers(article: Article, *, by, at: datetime, can_edit: bool) -> list[Offer]:
    """The steps from where ``article`` (with its live state) is, best first.

    What is missing refuses a step only where it cannot be mended: every button saves the form
    first, and what was typed there may be what was missing.
    """
    lacking = None if can_edit else " ".join(map(str, missing(article))) or None
    held = " ".join(in_the_way(article, at)) or None
    state, approval = live_state(article, at), permissions.refusal_to_approve(by, article)
    return [
        *_desk_offers(article, by, approval),
        *_release_offers(article, by, state, approval, lacking, held, can_edit),
        *_schedule_offers(article, by, state),
        *_take_back_offers(article, by, state),
        *_assign_offers(article, by, can_edit),
    ]


def _desk_offers(article, by, approval):
    draft = article.stage == Stage.DRAFT
    if draft and permissions.may(by, "submit_article"):
        yield Offer(STEPS["submit"], permissions.refusal_to_submit(by, article), is_main=True)
    if article.stage != Stage.APPROVED and permissions.may(by, "approve_article"):
        yield Offer(STEPS["approve"], approval, is_main=not draft)


def _release_offers(article, by, state, approval, lacking, held, can_edit):
    if not permissions.may(by, "publish_article"):
        return
    approved = article.stage == Stage.APPROVED
    refusal = permissions.refusal_to_publish(by, article)
    fresh = state in NOT_OUT
    newer = state == LiveState.NEWER or (state == LiveState.LIVE and can_edit)
    if approved and fresh:
        yield Offer(STEPS["publish"], refusal or lacking or held, is_main=True)
    if approved and newer:
        yield Offer(STEPS["update"], refusal or lacking or held, is_main=True)
        yield Offer(STEPS["schedule_update"], refusal or lacking)
    if not approved and fresh:
        yield Offer(STEPS["approve_publish"], approval or lacking or held)
    if not approved and newer:
        yield Offer(STEPS["approve_update"], approval or lacking or held)
    if approved and state in (LiveState.NONE, LiveState.SCHEDULED):
        yield Offer(STEPS["schedule"], refusal or lacking)
    blocked = not approved or missing(article) or held
    if blocked and (fresh or newer) and permissions.may(by, "override_article"):
        yield Offer(STEPS["override" if fresh else "override_update"])


def _schedule_offers(article, by, state):
    """What is offered where an older version is to go out by itself."""
    update = waiting_update(article, state)
    if not permissions.may(by, "publish_article"):
        return
    due = article.live_version if state == LiveState.SCHEDULED else None
    due = update.version.number if update else due
    if due and due < article.version_number and article.stage == Stage.APPROVED:
        yield Offer(STEPS["take_newer"])
    if update:
        yield Offer(STEPS["cancel_update"], permissions.refusal_to_unschedule(by, article))


def waiting_update(article, state):
    """The update of a live story that is scheduled, or None; asked once an article."""
    if "waiting_update" not in article.__dict__:
        waiting = getattr(article, "scheduled_update", None) if state in OUT else None
        article.waiting_update = waiting
    return article.waiting_update


def initial(article: Article, at: datetime) -> dict:
    """What the fields of StepForm start with: what is scheduled already."""
    state = live_state(article, at)
    if state == LiveState.SCHEDULED:
        return {"publish_at": article.live_from, "expires_at": article.live_until}
    if update := waiting_update(article, state):
        return {
            "update_at": update.due_at,
            "later_kind": update.kind,
            "later_words": update.words,
        }
    return {}


def _take_back_offers(article, by, state):
    if state == LiveState.SCHEDULED and permissions.may(by, "publish_article"):
        yield Offer(STEPS["unschedule"], permissions.refusal_to_unschedule(by, article))
    if article.stage != Stage.DRAFT and permissions.may(by, "approve_article"):
        yield Offer(STEPS["send_back"], permissions.refusal_to_send_back(by, article))
    if state in OUT and permissions.may(by, "withdraw_article"):
        yield Offer(STEPS["withdraw"], permissions.refusal_to_withdraw(by, article))


def _assign_offers(article, by, can_edit):
    """For those who cannot use the form's own field."""
    if not can_edit and permissions.refusal_to_assign(by, article) is None:
        yield Offer(STEPS["assign"])
