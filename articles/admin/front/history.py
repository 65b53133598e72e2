"""Who changed what on a page, and what readers had of it when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import wall_clock
from articles.admin import marks
from articles.models import Arrangement, Launch, Slot
from articles.queries import front_desk

from .naming import named
from .overview import launched
from .where import Where

PAGE = 30
SAID = (
    *("size", "section", "topic", "kicker", "headline", "teaser", "image", "shows_picture"),
    *("starts_at", "ends_at"),
)


@dataclass(frozen=True)
class Change:
    """One state of the page: what was done to come to it, and when readers got it."""

    number: int
    when: str
    who: str
    what: list[str]
    launches: list[dict[str, str]]
    is_draft: bool
    is_live: bool


def history(model_admin: Any, request: HttpRequest, where: Where) -> HttpResponse:
    at, front = timezone.now(), where.stored()
    page = Paginator(front_desk.arrangements(front) if front else [], PAGE)
    shown = page.get_page(request.GET.get("p"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("History of %s") % where.title,
        "where": where,
        "opts": model_admin.opts,
        "page": shown,
        "changes": _changes(front, list(shown), at) if front else [],
        "expected": front.draft.number if front else 0,
    }
    return TemplateResponse(request, "admin/articles/front/history.html", context)


def _changes(front: Any, shown: list[Arrangement], at: datetime) -> list[Change]:
    oldest = shown[-1].number
    before = front_desk.arrangements(front).filter(number__lt=oldest).first()
    earlier = [*shown[1:], before]
    launches: dict[int, list[dict[str, str]]] = {}
    for launch in Launch.objects.filter(arrangement__in=shown).select_related("by"):
        launches.setdefault(launch.arrangement_id, []).append(launched(launch, at))
    return [
        Change(
            number=state.number,
            when=marks.when(state.made_at, at),
            who=marks.person(state.made_by),
            what=list(said_of(_slots(last), _slots(state))) if last else [],
            launches=launches.get(state.pk, []),
            is_draft=state.pk == front.draft_id,
            is_live=state.pk == front.live_id,
        )
        for state, last in zip(shown, earlier, strict=True)
    ]


def _slots(state: Arrangement) -> list[Slot]:
    return list(state.slots.all())


def said_of(before: list[Slot], after: list[Slot]) -> Iterator[str]:
    """What was done to come from one arrangement to another, in words."""
    old, new = ({slot.key: slot for slot in slots} for slots in (before, after))
    for slot in after:
        if slot.key not in old:
            words = {"what": named(slot), "number": slot.position + 1}
            yield _("%(what)s placed, as number %(number)d") % words
    for slot in before:
        if slot.key not in new:
            yield _("%s removed") % named(slot)
    yield from _moved(before, after)
    for slot in after:
        if slot.key in old:
            yield from _changed(old[slot.key], slot)


def _moved(before: list[Slot], after: list[Slot]) -> Iterator[str]:
    """Of all that stand otherwise to each other, the one that went furthest: one move is said."""
    both = {slot.key for slot in before} & {slot.key for slot in after}
    old = [slot.key for slot in before if slot.key in both]
    new = [slot for slot in after if slot.key in both]
    if old == [slot.key for slot in new]:
        return
    slot = max(new, key=lambda slot: abs(old.index(slot.key) - new.index(slot)))
    words = {"what": named(slot), "number": slot.position + 1}
    yield _("%(what)s moved, now number %(number)d") % words


def _changed(old: Slot, new: Slot) -> Iterator[str]:
    if old.article_id != new.article_id:
        yield _("%(old)s gave way to %(new)s") % {"old": named(old), "new": named(new)}
    for name in SAID:
        field: Any = Slot._meta.get_field(name)
        if getattr(old, field.attname) != getattr(new, field.attname):
            words = {"what": named(new), "field": field.verbose_name}
            words |= {"old": _in_words(old, name), "new": _in_words(new, name)}
            yield _("%(what)s, %(field)s: %(old)s → %(new)s") % words


def _in_words(slot: Slot, name: str) -> str:
    value = getattr(slot, name)
    if isinstance(value, datetime):
        return wall_clock.shown(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "size":
        return slot.get_size_display()
    return f"“{value}”" if value else "–"
