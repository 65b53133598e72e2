"""The page on which staff arrange home, a section or a topic: its draft, and what is done to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions import ActionRefused, NotAllowed, arrangement, fronts, slot_words
from articles.actions.arrangement import ChangedMeanwhile
from articles.admin import kept, marks
from articles.enums import SlotSize
from articles.models import Front, Section, Slot
from articles.queries import desk, front_desk
from articles.queries.live_state import OUT, live_state

from . import steps
from .form import TEXTS, SlotForm
from .naming import named
from .overview import launched
from .preview import MomentForm
from .where import Where

FOUND = 20
FORMS = ("articles_front_page", "articles_front_page_of")


@dataclass(frozen=True)
class Row:
    """A place of the draft; ``note`` says what readers get there instead of its story."""

    slot: Slot
    name: str
    number: int
    # The key of its story, for forms to send back; empty without one.
    story: str
    url: str
    pill: str
    note: str
    form: SlotForm
    # Before which place it goes up and down; None where it cannot, empty for last.
    up: UUID | None
    down: UUID | str | None


def page(model_admin: Any, request: HttpRequest, where: Where) -> HttpResponse:
    """The draft; a POST takes a step. What was typed and refused comes back with the reason."""
    at = timezone.now()
    if request.method != "POST":
        return _shown(model_admin, request, where, at)
    try:
        if request.POST.get("do") != "change":
            return _to(where, steps.take(request, where, at))
        form = _refused(request, where, at)
        if form is None:
            return _to(where, steps.anchor(steps.key(request.POST["key"])))
        return _shown(model_admin, request, where, at, form=form)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        if typed := typed_words(request.POST):
            return _shown(model_admin, request, where, at, typed=typed)
        return _to(where)


def _to(where: Where, anchor: str = "") -> HttpResponse:
    return HttpResponseRedirect(where.url() + anchor)


def _shown(
    model_admin: Any,
    request: HttpRequest,
    where: Where,
    at: datetime,
    *,
    form: SlotForm | None = None,
    typed: Sequence[kept.Kept] = (),
) -> HttpResponse:
    """``form`` is that of a place, with what is wrong; ``typed`` is what has no place any more."""
    draft = _draft(where, form, at)
    context = {
        **model_admin.admin_site.each_context(request),
        **draft,
        **_found(request, where, draft["rows"], at),
        "typed": typed,
        "title": where.title,
        "where": where,
        "preview_url": where.url("preview"),
        "moment_form": MomentForm(auto_id="preview_%s"),
        "history_url": where.url("history"),
        "opts": model_admin.opts,
        "sizes": SlotSize.choices,
    }
    return TemplateResponse(request, "admin/articles/front/page.html", context)


def _refused(request: HttpRequest, where: Where, at: datetime) -> SlotForm | None:
    """Give a place what was typed: None where that was done, or the form with what is wrong.

    Raises NotAllowed where the place is gone, or ChangedMeanwhile where what was typed is for
    another story than stands there now.
    """
    form = _posted_form(request, where)
    if not form.is_valid():
        return form
    seen = {**form.seen, **(steps.seen(request.POST.get("story")) or {})}
    who = {"by": request.user, "at": at}
    try:
        slot_words.change(where.front, form.slot_key, form.changed, seen=seen, **who)
    except ActionRefused as refusal:
        if isinstance(refusal, ChangedMeanwhile) and "article" in refusal.fields:
            raise
        form = _posted_form(request, where)  # beside what the place says by now
        form.is_valid()
        form.add_error(None, str(refusal))
        return form
    return None


def _posted_form(request: HttpRequest, where: Where) -> SlotForm:
    key = steps.key(request.POST.get("key", ""))
    slot = next((slot for slot in _slots(where.stored()) if slot.key == key), None)
    if slot is None:
        raise NotAllowed(_("Somebody has removed this place. Look at the page again."))
    if slot.article_id is None and typed_words(request.POST):
        raise ChangedMeanwhile(["article"])  # its form does not even ask for words
    return SlotForm(slot, _sections(), request.POST)


def is_form(request: HttpRequest) -> bool:
    """Whether words for a place are posted."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return name in FORMS and request.method == "POST" and request.POST.get("do") == "change"


def typed_words(posted: QueryDict) -> list[kept.Kept]:
    """The words for a place, to be copied; empty where there are none."""
    labels = {name: Slot._meta.get_field(name).verbose_name for name in TEXTS}
    return [
        kept.line(name, label, posted[name]) for name, label in labels.items() if posted.get(name)
    ]


def _slots(front: Front | None) -> list[Slot]:
    return list(front_desk.with_stories(front.draft.slots.all())) if front else []


def _sections() -> list[tuple[Any, str]]:
    return [("", "–"), *((section.pk, section.name) for section in Section.objects.all())]


def _draft(where: Where, form: SlotForm | None, at: datetime) -> dict[str, Any]:
    front = where.stored()
    slots, sections = _slots(front), _sections()
    forms = [
        form if form and form.slot_key == slot.key else SlotForm(slot, sections) for slot in slots
    ]
    return {
        "rows": [_row(number, slots, forms[number], at) for number in range(len(slots))],
        "media": SlotForm.all_media(),
        "is_full": len(slots) >= fronts.MOST,
        "sections": sections,
        **_standing(front, slots, at),
    }


def _standing(front: Front | None, slots: list[Slot], at: datetime) -> dict[str, Any]:
    """How the draft stands to what readers have."""
    if front is None:
        return {"expected": 0}
    live = arrangement.slots_of(front.live) if front.live else []
    launch = front.launches.select_related("by").first()
    return {
        "expected": front.draft.number,
        "live_number": front.live.number if front.live else "",
        "has_changes": arrangement.contents(slots) != arrangement.contents(live),
        "launched": launch and launched(launch, at),
    }


def _row(number: int, slots: list[Slot], form: SlotForm, at: datetime) -> Row:
    slot = slots[number]
    keys = [one.key for one in slots]
    below: list[UUID | str] = [*keys[number + 2 :], ""]
    article = slot.article
    return Row(
        slot=slot,
        name=named(slot),
        number=number + 1,
        story=str(slot.article_id or ""),
        url=reverse("admin:articles_article_change", args=[article.pk]) if article else "",
        pill=marks.live_pill(article, at) if article else "",
        note=_note(slot, at),
        form=form,
        up=keys[number - 1] if number else None,
        down=below[0] if number + 1 < len(slots) else None,
    )


def _note(slot: Slot, at: datetime) -> str:
    if slot.article and slot.starts_at and slot.starts_at > at:
        return _("Not before its time: until then the place fills itself.")
    if slot.article and slot.ends_at and slot.ends_at <= at:
        return _("Its time here is over: the place fills itself.")
    if slot.article and live_state(slot.article, at) not in OUT:
        return _("Readers do not have this story now: the place fills itself.")
    return "" if slot.article else _("The place fills itself.")


def _found(request: HttpRequest, where: Where, rows: list[Row], at: datetime) -> dict[str, Any]:
    """Stories to put on the page: those that are looked for, or the newest."""
    placed = {row.slot.article_id for row in rows}
    words = request.GET.get("q", "")[:200]
    seen = desk.visible_to(request.user, at=at)
    stories = front_desk.placeable(seen, where.language.code, words, at=at)[:FOUND]
    return {
        "words": words,
        "found": [
            {
                "article": story,
                "pill": marks.live_pill(story, at),
                "is_placed": story.pk in placed,
            }
            for story in stories
        ],
    }
