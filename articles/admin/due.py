"""What will happen to an article by itself, or should have happened, in words for its form."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles import wall_clock
from articles.actions.permissions import refusal_to_unschedule
from articles.models import Article, Failure
from articles.queries.live_state import LiveState, live_state

from . import steps


def lines(article: Article, at: datetime) -> list[str]:
    """Which version goes out when, and until when readers have it; empty when nothing is due.

    ``article`` comes from ``with_live_state``.
    """
    state = live_state(article, at)
    found = []
    if state == LiveState.SCHEDULED:
        text = _("Version %(due)d goes out on %(time)s; this is version %(this)d.")
        same = _("This version goes out on %(time)s.")
        found.append(_which(article, article.live_version, article.live_from, text, same))
    if update := steps.waiting_update(article, state):
        text = _("Version %(due)d replaces what readers see on %(time)s; this is version %(this)d.")
        same = _("This version replaces what readers see on %(time)s.")
        found.append(_which(article, update.version.number, update.due_at, text, same))
    if article.live_until and state in (LiveState.SCHEDULED, *steps.OUT):
        found.append(_("Readers have it until %s.") % wall_clock.shown(article.live_until))
    return found


def goes_out_still(article: Article, *, by, at: datetime) -> str:
    """That a version goes out though its text is a draft again, and how to stop it; "" without one.

    ``article`` comes from ``with_live_state``.
    """
    state = live_state(article, at)
    if state == LiveState.SCHEDULED:
        text = _("Version %(due)d still goes out on %(time)s.")
        due, moment, stop = article.live_version, article.live_from, steps.STEPS["unschedule"]
    elif update := steps.waiting_update(article, state):
        text = _("Version %(due)d still replaces what readers see on %(time)s.")
        due, moment, stop = update.version.number, update.due_at, steps.STEPS["cancel_update"]
    else:
        return ""
    if refusal_to_unschedule(by, article):
        how = _("To stop it, ask somebody who may publish.")
    else:
        how = _("To stop it, choose “%s”.") % stop.label
    return f"{text % {'due': due, 'time': wall_clock.shown(moment)}} {how}"


def failure(article: Article) -> Failure | None:
    """What was due and could not be done so far."""
    return getattr(article, "failure", None) if article.live_from else None


def _which(article, due, moment, text, same):
    words = {"due": due, "this": article.version_number, "time": wall_clock.shown(moment)}
    return (same if due == article.version_number else text) % words
