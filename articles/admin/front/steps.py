"""What is done to a page that staff arrange. Each step returns where the person looks next."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.actions import NotAllowed, fronts, launches, slot_words
from articles.enums import SlotSize
from articles.models import Article, Section, Topic

from .where import Where

# What stands before the key of the place that a story is put into; behind it stands what was there.
REPLACE, INSTEAD_OF = "in:", ":"


def take(request: HttpRequest, where: Where, at: datetime) -> str:
    """Take the step that was posted as ``do``. Raises ActionRefused."""
    step = STEPS.get(request.POST.get("do", ""))
    if step is None:
        raise NotAllowed(_("There is no such step."))
    return step(request, where, {"by": request.user, "at": at})


def _put(request, where, who):
    """A story in a place of its own, or in one that there is."""
    article = Article.objects.filter(pk=number(request.POST.get("article"))).first()
    if article is None:
        raise NotAllowed(_("Somebody has deleted this article."))
    return put(request, where, article, who)


def put(request: HttpRequest, where: Where, article: Article, who: dict[str, Any]) -> str:
    """The same for an ``article`` that was found."""
    chosen = request.POST.get("where", "")
    if chosen.startswith(REPLACE):
        place, *story = chosen.removeprefix(REPLACE).split(INSTEAD_OF, 1)
        at_key, was = key(place), seen(*story)
        slot_words.change(where.front, at_key, {"article": article}, seen=was, **who)
    else:
        options = {"size": _size(request), "before": key(chosen) if chosen else None}
        at_key = fronts.place(where.front, article, **options, **who).key
    messages.success(request, _("“%s” is in the draft.") % article.headline)
    return anchor(at_key)


def _add(request, where, who):
    """A place that fills itself."""
    of = {
        "section": Section.objects.filter(pk=number(request.POST.get("section"))).first(),
        "topic": Topic.objects.filter(pk=number(request.POST.get("topic"))).first(),
    }
    slot = fronts.place(where.front, **of, size=_size(request), **who)
    return anchor(slot.key)


def _move(request, where, who):
    moved, before = _posted_key(request), request.POST.get("before", "")
    fronts.move(where.front, moved, before=key(before) if before else None, **who)
    return anchor(moved)


def _remove(request, where, who):
    was = seen(request.POST.get("story"))
    fronts.remove(where.front, _posted_key(request), seen=was, **who)
    messages.success(request, _("The place is removed from the draft."))
    return ""


def _empty(request, where, who):
    emptied = _posted_key(request)
    was = seen(request.POST.get("story"))
    slot_words.change(where.front, emptied, {"article": None}, seen=was, **who)
    return anchor(emptied)


def _launch(request, where, who):
    if launches.launch(where.front, expected=number(request.POST.get("expected")), **who):
        messages.success(request, _("Readers have the page as it is here."))
    else:
        messages.info(request, _("Readers have the page like this already."))
    return ""


def _undo(request, where, who):
    fronts.undo(where.front, expected=number(request.POST.get("expected")), **who)
    messages.success(request, _("The last change of the draft is taken back."))
    return ""


def _undo_launch(request, where, who):
    launches.undo_launch(where.front, expected=number(request.POST.get("expected")), **who)
    messages.success(request, _("Readers have the page as it was before the last launch."))
    return ""


def _restore(request, where, who):
    expected = number(request.POST.get("expected"))
    wanted = number(request.POST.get("number"))
    fronts.restore(where.front, wanted, expected=expected, **who)
    messages.success(request, _("The draft is as it was then."))
    return ""


STEPS: dict[str, Callable[[HttpRequest, Where, dict[str, Any]], str]] = {
    "put": _put,
    "add": _add,
    "move": _move,
    "remove": _remove,
    "empty": _empty,
    "launch": _launch,
    "undo": _undo,
    "undo_launch": _undo_launch,
    "restore": _restore,
}


def seen(story: str | None = None) -> dict[str, Article | None] | None:
    """For actions: the story that the person saw in a place; None where the form does not say."""
    if story is None:
        return None
    return {"article": Article(pk=number(story)) if story else None}


def _size(request):
    size = request.POST.get("size", "")
    return size if size in SlotSize.values else SlotSize.NORMAL


def _posted_key(request):
    return key(request.POST.get("key", ""))


def key(text: str) -> UUID:
    """Raises NotAllowed for what is no key of a place."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotAllowed(_("There is no such place.")) from error


def number(text: str | None) -> int:
    """0 for what is no number that a row can have."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0


def anchor(slot: UUID) -> str:
    return f"#slot-{slot}"
