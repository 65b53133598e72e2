"""Times that are others since a person looked: nobody sets another over them unseen."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import wall_clock
from articles.models import Article, ScheduledUpdate
from articles.queries.live_state import with_live_state
from articles.queries.times_ahead import Times, times_ahead

from .errors import NotAllowed

# What decides about the update that waits asks for both: it may be another at the same time.
UPDATE = ("update_at", "made_at")
IS = {
    "published_at": gettext_lazy("it is scheduled for %s"),
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


class SetMeanwhile(NotAllowed):
    """A time is another by now. ``told`` has those that the person reads of, as they are; None
    where there is none any more."""

    def __init__(self, message: str, told: Times):
        self.told = told
        super().__init__(message)


def require_times_seen(article: Article, expected: Times | None, *about: str, at: datetime) -> None:
    """Raise SetMeanwhile where one of the times ``about`` which this decides is another by now.

    ``expected`` are the times ahead that the person saw, see ``times_ahead``; None does not ask.
    Called with ``article`` locked, by whoever has asked for permission: the refusal tells the time.
    """
    if expected is None:
        return
    row = with_live_state(Article.objects.filter(pk=article.pk)).get()
    updates = ScheduledUpdate.objects.select_related("version").defer("version__data")
    update = updates.filter(article=article).first()
    now = times_ahead(row, update, at)
    others = [name for name in about if now.get(name) != expected.get(name)]
    if others:
        told = {name: now.get(name) for name in about}
        raise SetMeanwhile(in_words(now, others, update), told)


def in_words(now: Times, others: list[str], update: ScheduledUpdate | None = None) -> str:
    """Why nobody sets the times ``others`` who has not seen what they are ``now``.

    ``update`` is the one that waits. Who did it is not told: it may have been the same person.
    """
    if any(now.get(name) for name in others if name != "made_at"):
        text = _(
            "Since you opened this, another time has been set: %s. Look again before you change it."
        )
    else:
        text = _("Since you opened this, that has changed: %s. Look again before you change it.")
    if "published_at" in others and not now.get("published_at"):
        others = ["published_at"]  # and so it does not expire either
    names = dict.fromkeys("update_at" if name == "made_at" else name for name in others)
    return text % "; ".join(_clause(name, now.get(name), update) for name in names)


def _clause(name, moment, update):
    if not moment:
        return str(IS_NOT[name])
    return _of_update(update) if name == "update_at" else str(IS[name]) % wall_clock.shown(moment)


def _of_update(update):
    """With what readers are told: it may be all that is new."""
    words = {
        "number": update.version.number,
        "kind": update.get_kind_display(),
        "words": update.words,
        "time": wall_clock.shown(update.due_at),
    }
    if update.words:
        text = _(
            "an update to version %(number)d (%(kind)s: “%(words)s”) is scheduled for %(time)s"
        )
    else:
        text = _(
            "an update to version %(number)d (%(kind)s, without words for readers) is scheduled "
            "for %(time)s"
        )
    return text % words
