"""All pages that can be arranged, by language, and how each stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst

from articles.admin import marks
from articles.models import Front, Language, Launch, Section, Topic

from .where import Where

# Topics that are looked for by name.
FOUND = 20


@dataclass(frozen=True)
class Row:
    """``launched`` says when and by whom; it is None for a page that fills itself."""

    where: Where
    launched: dict[str, str] | None = None
    has_changes: bool = False


def overview(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """``?q=`` finds topics, of which there are too many to list."""
    words = request.GET.get("q", "")[:80].strip()
    found = Topic.objects.filter(name__icontains=words, retired_at=None)[:FOUND] if words else []
    rows = list(Front.objects.select_related("language", "section", "topic", "live", "draft"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": capfirst(model_admin.opts.verbose_name_plural),
        "opts": model_admin.opts,
        "languages": [(language, _pages(language, rows)) for language in Language.objects.all()],
        "words": words,
        "found": [
            (topic, [Where(language, "topic", topic) for language in Language.objects.all()])
            for topic in found
        ],
    }
    return TemplateResponse(request, "admin/articles/front/overview.html", context)


def _pages(language: Language, fronts: list[Front]) -> list[Row]:
    """Home, each section, and the topics on whose pages something was placed."""
    stored = {Where.of(front): front for front in fronts if front.language_id == language.pk}
    sections = [Where(language, "section", section) for section in Section.objects.all()]
    wanted = dict.fromkeys([Where(language), *sections, *stored])
    return [_row(where, stored.get(where)) for where in wanted]


def _row(where: Where, front: Front | None) -> Row:
    if front is None:
        return Row(where)
    launch = front.launches.select_related("by").first()
    return Row(
        where,
        launched=launch and launched(launch, timezone.now()),
        has_changes=front.draft_id != front.live_id and bool(front.draft.number),
    )


def launched(launch: Launch, at: datetime) -> dict[str, str]:
    return {"when": marks.when(launch.at, at), "who": marks.person(launch.by)}
