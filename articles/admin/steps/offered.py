"""Which steps a person is offered for an article as it stands, and why not the others."""

from dataclasses import dataclass
from datetime import datetime

from articles.actions import embargo, permissions, rights
from articles.actions.publications import missing
from articles.enums import Stage
from articles.models import Article
from articles.queries.live_state import OUT, LiveState, live_state
from articles.queries.times_ahead import times_ahead

from .shown_times import write_times
from .table import CHANGE, CHANGE_PAST_CHECKS, STEPS, Step

WERE_OUT = (LiveState.WITHDRAWN, LiveState.EXPIRED)
NOT_OUT = (LiveState.NONE, LiveState.SCHEDULED, *WERE_OUT)


@dataclass(frozen=True)
class Offer:
    """A button, with its field; or, with ``refusal``, why there is none."""

    step: Step
    refusal: str | None = None
    is_main: bool = False
    is_first: bool = False  # whether no reader has had the story: there is no change to tell of
    is_same: bool = False  # whether readers have what is saved: something must be typed first

    def bound(self, form):
        told = (*CHANGE, *CHANGE_PAST_CHECKS) if self.is_first else ()
        asks = [ask for ask in self.step.asks if ask not in told]
        return [form[ask.field] for ask in asks]


@dataclass(frozen=True)
class Hindrance:
    """What is in the way of publishing, in words; None where nothing is, or it can be mended."""

    lacking: str | None
    barred: str | None  # pictures that may not be used now, which nobody overrides
    held: str | None  # an embargo

    @property
    def now(self):
        return self.lacking or self.barred or self.held


def offers(article: Article, *, by, at: datetime, can_edit: bool) -> list[Offer]:
    """The steps from where ``article`` (with its live state) is, best first.

    What is missing refuses a step only where it cannot be mended: every button saves the form
    first, and what was typed there may be what was missing.
    """
    hindrance = _hindrance(article, at, can_edit=can_edit)
    state, approval = live_state(article, at), permissions.refusal_to_approve(by, article)
    if can_edit and permissions.refusal_to_edit(by, article):
        # Somebody has signed while this was typed: all else would save first, and be refused.
        return list(_opening_offers(by, article, is_main=True))
    return [
        *_desk_offers(article, by, approval),
        *_release_offers(article, by, state, approval, hindrance, can_edit),
        *_schedule_offers(article, by, state),
        *_live_offers(article, by, state),
        *_take_back_offers(article, by, state),
        *_assign_offers(article, by, can_edit),
    ]


def _hindrance(article, at, *, can_edit):
    return Hindrance(
        lacking=None if can_edit else _joined(missing(article)),
        barred=None if can_edit else _joined(rights.in_the_way(article, at)),
        held=_joined(embargo.in_the_way(article, at)),
    )


def _joined(problems):
    return " ".join(map(str, problems)) or None


def _desk_offers(article, by, approval):
    draft = article.stage == Stage.DRAFT
    if draft and permissions.may(by, "submit_article"):
        yield Offer(STEPS["submit"], permissions.refusal_to_submit(by, article), is_main=True)
    if article.stage != Stage.APPROVED and permissions.may(by, "approve_article"):
        yield Offer(STEPS["approve"], approval, is_main=not draft)


def _release_offers(article, by, state, approval, hindrance, can_edit):
    if not permissions.may(by, "publish_article"):
        return
    approved = article.stage == Stage.APPROVED
    refusal = permissions.refusal_to_publish(by, article)
    fresh = state in NOT_OUT
    first = fresh and state not in WERE_OUT
    same = state == LiveState.LIVE
    newer = state == LiveState.NEWER or (same and can_edit)
    if approved and fresh:
        # What was taken away comes back by two clicks, never by one.
        yield Offer(STEPS["publish"], refusal or hindrance.now, is_main=first, is_first=first)
    if approved and newer:
        yield Offer(STEPS["update"], refusal or hindrance.now, is_main=not same, is_same=same)
        yield Offer(STEPS["schedule_update"], refusal or hindrance.lacking, is_same=same)
    if not approved and fresh:
        yield Offer(STEPS["approve_publish"], approval or hindrance.now, is_first=first)
    if not approved and newer:
        yield Offer(STEPS["approve_update"], approval or hindrance.now, is_same=same)
    if approved and state in (LiveState.NONE, LiveState.SCHEDULED):
        yield Offer(STEPS["schedule"], refusal or hindrance.lacking)
    blocked = not approved or missing(article) or hindrance.held
    if blocked and (fresh or newer) and permissions.may(by, "override_article"):
        step = STEPS["override" if fresh else "override_update"]
        yield Offer(step, hindrance.barred, is_first=first, is_same=same)


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
    found = {"ends_at": article.live_until} if state in OUT else {}
    if update := waiting_update(article, state):
        found |= {
            "update_at": update.due_at,
            "later_kind": update.kind,
            "later_words": update.words,
        }
    return found


def times_shown(article: Article, at: datetime) -> str:
    """What the page says of the times that it shows: a step asks whether they still hold."""
    update = waiting_update(article, live_state(article, at))
    return write_times(times_ahead(article, update, at))


def _live_offers(article, by, state):
    """Whether the text is approved does not matter: readers get no new one."""
    if state in OUT and permissions.may(by, "publish_article"):
        yield Offer(STEPS["correct"], permissions.refusal_to_correct(by, article))
        yield Offer(STEPS["set_expiry"], permissions.refusal_to_set_expiry(by, article))


def _take_back_offers(article, by, state):
    if state == LiveState.SCHEDULED and permissions.may(by, "publish_article"):
        yield Offer(STEPS["unschedule"], permissions.refusal_to_unschedule(by, article))
    if article.stage != Stage.DRAFT and permissions.may(by, "approve_article"):
        yield from _opening_offers(by, article)
        yield Offer(STEPS["send_back"], permissions.refusal_to_send_back(by, article))
    if state in OUT and permissions.may(by, "withdraw_article"):
        yield Offer(STEPS["withdraw"], permissions.refusal_to_withdraw(by, article))


def _opening_offers(by, article, *, is_main=False):
    """For editors, to whom approved text is shut."""
    if permissions.refusal_to_edit(by, article) and permissions.may(by, "change_any_article"):
        yield Offer(STEPS["reopen"], permissions.refusal_to_send_back(by, article), is_main)


def _assign_offers(article, by, can_edit):
    """For those who cannot use the form's own field."""
    if not can_edit and permissions.refusal_to_assign(by, article) is None:
        yield Offer(STEPS["assign"])
