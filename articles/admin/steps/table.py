"""Which steps there are: their words, what they ask for, and the action that each takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from articles import actions
from articles.actions.links import withdraw_alone
from articles.enums import ChangeKind
from articles.models import Article, Publication
from articles.queries import desk


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
    help: Promise | str = ""
    signs: bool = True  # whether it is about the text as the person has read it
    tells: bool = False  # whether it is about the text that readers have
    times: bool = False  # whether it sets a time, or takes one away
    releases: bool = False  # whether it is for approved text, and brings that before readers
    opens: bool = False  # whether it must be taken before what was typed can be saved

    @property
    def title(self) -> Promise | str:
        """What opens its box; of a step that may be taken without one, its button."""
        boxed = any(ask not in (*CHANGE, *CHANGE_PAST_CHECKS) for ask in self.asks)
        return self.summary if boxed else self.label

    @property
    def fields(self) -> set[str]:
        return {ask.field for ask in self.asks}

    def take(
        self,
        article: Article,
        asked: Mapping[str, Any],
        *,
        by,
        at: datetime,
        expected_version: int,
    ) -> None:
        """Raises ActionRefused. The caller's transaction covers what was saved before."""
        typed = {ask.argument: asked[ask.field] for ask in self.asks if asked[ask.field]}
        seen = {"expected_version": expected_version} if self.signs else {}
        if self.tells:
            seen["expected_live"] = asked["live_version"]
        if self.times:
            seen["expected_times"] = asked["shown_times"]
        self.action(article, by=by, at=at, **seen, **typed)


def _approve_and_update(article, *, kind=ChangeKind.UPDATE, words="", **who):
    actions.approve(article, **who)
    actions.update_live(article, kind=kind, words=words, **who)


def _approve_and_publish(article, *, kind=ChangeKind.UPDATE, words="", **who):
    actions.approve(article, **who)
    actions.publish(article, kind=kind, words=words, **who)


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


def _reopen(article, **who):
    """For editors, who may not change approved text: back to the draft, to change it themselves."""
    actions.send_back(article, why=_("Opened for changes."), **who)


def _set_expiry(article, *, expires_at=None, **who):
    actions.set_expiry(article, expires_at=expires_at, **who)


# What readers are told of a change to a story that they have, or had. Two boxes of one form may ask
# for it, and each sends its own.
CHANGE = (
    Ask("change_kind", "kind", is_needed=False),
    Ask("change_words", "words", is_needed=False),
)
CHANGE_PAST_CHECKS = (
    Ask("past_kind", "kind", is_needed=False),
    Ask("past_words", "words", is_needed=False),
)
ACROSS_THE_DESK = (
    Step("submit", _l("Submit for review"), _l("Submitted for review."), actions.submit),
    Step("approve", _l("Approve"), _l("Approved."), actions.approve),
    Step(
        "reopen",
        _l("Open it for changes"),
        _l("It is a draft now. When you have changed it, it must be approved again."),
        _reopen,
        opens=True,
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
        "assign",
        _l("Assign"),
        _l("Assigned."),
        actions.assign,
        asks=(Ask("assign_to", "to"),),
        summary=_l("Assign to somebody"),
        signs=False,
    ),
)
TO_READERS = (
    Step(
        "approve_publish",
        _l("Approve and publish"),
        _l("Approved and published."),
        _approve_and_publish,
        asks=CHANGE,
        summary=_l("Approve and publish again"),
    ),
    Step(
        "approve_update",
        _l("Approve and update live"),
        _l("Approved; readers see the new text."),
        _approve_and_update,
        asks=CHANGE,
        summary=_l("Approve and update live"),
    ),
    Step(
        "publish",
        _l("Publish now"),
        _l("Published."),
        actions.publish,
        asks=CHANGE,
        summary=_l("Publish again"),
        releases=True,
    ),
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
        "override",
        _l("Publish all the same"),
        _l("Published past the checks."),
        actions.publish,
        asks=(Ask("override_reason", "override"), *CHANGE_PAST_CHECKS),
        summary=_l("Publish past the checks"),
    ),
    Step(
        "override_update",
        _l("Update live all the same"),
        _l("Readers see the new text, past the checks."),
        actions.update_live,
        asks=(Ask("override_reason", "override"), *CHANGE_PAST_CHECKS),
        summary=_l("Update live past the checks"),
    ),
)
AT_A_SET_TIME = (
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
        times=True,
        releases=True,
    ),
    Step(
        "unschedule",
        _l("Take off the schedule"),
        _l("Unscheduled."),
        actions.unschedule,
        signs=False,
        times=True,
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
        times=True,
        releases=True,
    ),
    Step(
        "cancel_update",
        _l("Take the update off the schedule"),
        _l("The update is off the schedule."),
        actions.cancel_update,
        signs=False,
        times=True,
    ),
    Step(
        "take_newer",
        _l("Let this version go out instead"),
        _l("The newer version is scheduled."),
        _schedule_newer,
        times=True,
        releases=True,
    ),
)
TO_A_LIVE_STORY = (
    Step(
        "correct",
        _l("Tell readers"),
        _l("Readers are told. The text that they have is as it was."),
        actions.correct,
        asks=(Ask("told_kind", "kind"), Ask("told_words", "words")),
        summary=_l("Tell readers of a correction"),
        help=_l("The text that readers have stays as it is. To change it as well, update it live."),
        signs=False,
        tells=True,
    ),
    Step(
        "set_expiry",
        _l("Change the time"),
        _l("The time at which it expires is changed."),
        _set_expiry,
        asks=(Ask("ends_at", "expires_at", is_needed=False),),
        summary=_l("Change when it expires"),
        signs=False,
        times=True,
    ),
    Step(
        "withdraw",
        _l("Withdraw"),
        _l("Withdrawn."),
        withdraw_alone,
        asks=(Ask("withdraw_reason", "why"),),
        summary=_l("Withdraw from readers"),
        signs=False,
    ),
)
STEPS = {
    step.name: step
    for steps in (ACROSS_THE_DESK, TO_READERS, AT_A_SET_TIME, TO_A_LIVE_STORY)
    for step in steps
}
