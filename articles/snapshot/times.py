"""The times that stand beside a text. No version holds them; events tell when they were changed."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from articles import wall_clock
from articles.models import Article, Event

from .compare import FieldChange

LABELS = {
    "planned_for": _("Planned for"),
    "embargo_until": _("Embargo until"),
    "published_at": _("Published from"),
    "update_at": _("Update goes out"),
    "expires_at": _("Expires"),
}


def times_of(article: Article, *numbers: int) -> list[dict[str, datetime]]:
    """The times of ``article`` while each of those versions was the newest, by the names above.

    As they were left: a time that was set after version 3 was saved and before version 4 was is
    one of version 3. One that was never set, or taken away, is not in it. One query.
    """
    # By their ids, as a clock may have been set back.
    events = Event.objects.filter(article=article).order_by("pk")
    told = list(events.values_list("version_number", "times"))
    return [_left(told, number) for number in numbers]


def _left(told, newest):
    times: dict[str, str | None] = {}
    for number, changed in told:
        if (number or 0) > newest:
            break
        times |= changed or {}
    return {name: datetime.fromisoformat(text) for name, text in times.items() if text}


def compare_times(old: Mapping[str, datetime], new: Mapping[str, datetime]) -> list[FieldChange]:
    """The times that differ, by the newsroom's clock."""
    return [
        FieldChange(name, str(label), removed=_shown(old, name), added=_shown(new, name))
        for name, label in LABELS.items()
        if old.get(name) != new.get(name)
    ]


def _shown(times, name):
    return (wall_clock.shown(times[name]),) if name in times else ()


__all__ = ["LABELS", "compare_times", "times_of"]
