"""What waits for a person on the desk: the first page of the admin."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.enums import Stage

from . import desk
from .live_state import LiveState, in_live_state, live_state, with_live_state

LENGTH = 8


@dataclass(frozen=True)
class WorkList:
    key: str
    title: Promise
    articles: list[Any]  # from with_live_state, each with its state as live
    empty: Promise
    more: str  # the query of the full list
    has_more: bool


def overview(user: AbstractUser, *, at: datetime) -> list[WorkList]:
    """The lists that concern ``user``, one query each; none for who may not see articles."""
    if not user.has_perm("articles.view_article"):
        return []
    visible = with_live_state(desk.visible_to(user, at=at))
    lists = [_drafts(user, visible, at)] if user.has_perm("articles.add_article") else []
    if user.has_perm("articles.approve_article"):
        waiting = visible.filter(stage=Stage.REVIEW).order_by("changed_at", "pk")
        nothing = _("Nothing waits for review.")
        lists.append(_list("review", _("Waiting for review"), waiting, nothing, "stage=review", at))
    else:
        sent = visible.filter(stage=Stage.REVIEW).filter(_own(user)).order_by("-changed_at", "-pk")
        nothing = _("You have nothing with the editors.")
        lists.append(_list("review", _("With the editors"), sent, nothing, "stage=review", at))
    return [*lists, _approved(visible, at), _scheduled(visible, at), _live_today(visible, at)]


def _own(user):
    return Q(created_by=user) | Q(assigned_to=user)


def _drafts(user, visible, at):
    mine = visible.filter(_own(user), stage=Stage.DRAFT).order_by("-changed_at", "-pk")
    nothing = _("You have no drafts.")
    return _list("drafts", _("Your drafts"), mine, nothing, "mine=yes&stage=draft", at)


def _approved(visible, at):
    ready = visible.filter(stage=Stage.APPROVED).filter(
        Q(live_from=None) | Q(live_version__lt=F("version_number"), withdrawn_at=None)
    )
    nothing = _("Nothing is approved and waiting.")
    return _list(
        "approved",
        _("Approved, not out yet"),
        ready.order_by("-changed_at", "-pk"),
        nothing,
        "stage=approved",
        at,
    )


def _scheduled(visible, at):
    rows = in_live_state(visible, LiveState.SCHEDULED, at).order_by("live_from", "pk")
    nothing = _("Nothing is scheduled.")
    return _list("scheduled", _("Scheduled next"), rows, nothing, "live=scheduled", at)


def _live_today(visible, at):
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = in_live_state(visible, LiveState.LIVE, at).filter(live_from__gte=midnight)
    nothing = _("Nothing has gone live today.")
    return _list(
        "live", _("Live today"), rows.order_by("-live_from", "-pk"), nothing, "live=live", at
    )


def _list(
    key: str, title: Promise, rows: QuerySet[Any], empty: Promise, more: str, at: datetime
) -> WorkList:
    rows = rows.select_related("changed_by", "language").only(
        "headline",
        "headline_is_working",
        "stage",
        "version_number",
        "changed_at",
        "language__name",
        "language__direction",
        "changed_by__username",
        "changed_by__first_name",
        "changed_by__last_name",
    )
    found = list(rows[: LENGTH + 1])
    for article in found:
        article.live = live_state(article, at)
    return WorkList(key, title, found[:LENGTH], empty, more, len(found) > LENGTH)
