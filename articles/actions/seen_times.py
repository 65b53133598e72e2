"""Times that somebody else has set since a person looked: nobody sets another over them unseen."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import wall_clock
from articles.models import Article, ScheduledUpdate
from articles.queries.live_state import with_live_state
from articles.queries.times_ahead import Times, times_ahead

from .errors import NotAllowed

IS = {
    "published_at": gettext_lazy("it is scheduled for %s"),
    "update_at": gettext_lazy("an update is scheduled for %s"),
    "expires_at": gettext_lazy("it expires on %s"),
    "planned_for": gettext_lazy("it is planned for %s"),
    "embargo_until": gettext_lazy("there is an embargo until %s"),
}
IS_NOT = {
    "published_at": gettext_lazy("it is not scheduled any more"),
    "update_at": gettext_lazy("no update is scheduled any more"),
    "expires_at": gettext_lazy("it does not expire any more"),
    "planned_for": gettext_lazy("it has no planned time any more"),
    "embargo_until": gettext_lazy("there is no embargo any more"),
}


def require_times_seen(article: Article, expected: Times | None, *about: str, at: datetime) -> None:
    """Raise NotAllowed where one of the times ``about`` which this decides is another by now.

    ``expected`` are the times ahead that the person saw, see ``times_ahead``; None does not ask.
    Called with ``article`` locked, by whoever has asked for permission: the refusal tells the time.
    """
    if expected is None:
        return
    row = with_live_state(Article.objects.filter(pk=article.pk)).get()
    update = ScheduledUpdate.objects.filter(article=article).first()
    now = times_ahead(row, update, at)
    others = [name for name in about if now.get(name) != expected.get(name)]
    if others:
        raise NotAllowed(in_words(now, others))


def in_words(now: Times, others: list[str]) -> str:
    """Why nobody sets the times ``others`` who has not seen what they are ``now``."""
    if any(now.get(name) for name in others):
        text = _(
            "Since you opened this, somebody has set another time: %s. Look again before you "
            "change it."
        )
    else:
        text = _("Since you opened this, that has changed: %s. Look again before you change it.")
    if "published_at" in others and not now.get("published_at"):
        others = ["published_at"]  # and so it does not expire either
    return text % "; ".join(_clause(name, now.get(name)) for name in others)


def _clause(name, moment):
    return str(IS[name]) % wall_clock.shown(moment) if moment else str(IS_NOT[name])
