"""What stands beside a text and in no version: whose it is now, its plan, its embargo.

Events tell of a change, because no version does.
"""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import wall_clock
from articles.enums import Verb
from articles.models import Article
from articles.queries.times_ahead import Times

from . import seen_times
from .errors import NotAllowed
from .permissions import refusal_to_assign, refusal_to_be_assigned, require

FIELDS = ("assigned_to_id", "planned_for", "embargo_until")
TIMES = {"planned_for": gettext_lazy("planned for"), "embargo_until": gettext_lazy("embargo until")}


def require_allowed(
    article: Article, stored: Article | None, *, by: AbstractBaseUser | None
) -> None:
    """Raise NotAllowed where ``by`` may not change what ``article`` holds of it.

    ``stored`` is the row as it was, None for a new article: its writer may assign that.
    """
    if article.assigned_to_id == (stored.assigned_to_id if stored else None):
        return
    if stored:
        require(refusal_to_assign(by, stored))
    if article.assigned_to:
        require(refusal_to_be_assigned(article.assigned_to))


def require_times_seen(article: Article, stored: Article, expected: Times | None) -> None:
    """Raise NotAllowed where ``article`` changes a time that is another than ``expected`` by now.

    ``stored`` is the locked row. None does not ask.
    """
    if expected is None:
        return
    now = {name: getattr(stored, name) for name in TIMES}
    others = [name for name in TIMES if getattr(article, name) != now[name] != expected.get(name)]
    if others:
        raise NotAllowed(seen_times.in_words(now, others))


def changes(
    article: Article, stored: Article | None
) -> list[tuple[Verb, str, dict[str, datetime | None] | None]]:
    """What to record: verbs, each with words that say what became of it, and the times that are
    others now; empty when nothing did."""
    found: list[tuple[Verb, str, dict[str, datetime | None] | None]] = []
    if article.assigned_to_id != (stored.assigned_to_id if stored else None):
        found.append((Verb.ASSIGNED, assignee(article), None))
    before = {name: getattr(stored, name, None) for name in TIMES}
    times = {name: getattr(article, name) for name in TIMES}
    planned = {name: moment for name, moment in times.items() if moment != before[name]}
    if planned:
        words = [_change(TIMES[name], planned[name], before[name]) for name in planned]
        found.append((Verb.PLANNED, "; ".join(words), planned))
    return found


def assignee(article: Article) -> str:
    """The name of the person to whom ``article`` is assigned."""
    person = article.assigned_to
    return person.get_full_name() or person.get_username() if person else _("nobody")


def _change(label: Promise, moment: datetime | None, before: datetime | None) -> str:
    words = {"label": label, "now": _shown(moment), "before": _shown(before)}
    if before is None:
        return _("%(label)s: %(now)s") % words
    return _("%(label)s: %(now)s (before: %(before)s)") % words


def _shown(moment: datetime | None) -> str:
    """In the newsroom's time, with the date's own offset."""
    if moment is None:
        return _("no time")
    return wall_clock.shown(moment)
