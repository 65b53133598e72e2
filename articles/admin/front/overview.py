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
from articles.queries import front_desk

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
    at, languages = timezone.now(), list(Language.objects.all())
    rows = list(Front.objects.select_related("language", "section", "topic", "live", "draft"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": capfirst(model_admin.opts.verbose_name_plural),
        "opts": model_admin.opts,
        "languages": _by_language(languages, rows, at),
        "words": words,
        "found": [
            (topic, [Where(language, "topic", topic) for language in languages]) for topic in found
        ],
    }
    return TemplateResponse(request, "admin/articles/front/overview.html", context)


def _by_language(
    languages: list[Language], fronts: list[Front], at: datetime
) -> list[tuple[Language, list[Row]]]:
    """Of each: home, all sections, and the topics on whose pages something was placed."""
    stored = {Where.of(front): front for front in fronts}
    launches, sections = front_desk.last_launches(), list(Section.objects.all())
    found = []
    for language in languages:
        of_sections = [Where(language, "section", section) for section in sections]
        of_topics = [where for where in stored if where.language == language]
        wanted = dict.fromkeys([Where(language), *of_sections, *of_topics])
        found.append((language, [_row(one, stored.get(one), launches, at) for one in wanted]))
    return found


def _row(where: Where, front: Front | None, launches: dict[int, Launch], at: datetime) -> Row:
    if front is None:
        return Row(where)
    launch = launches.get(front.pk)
    return Row(
        where,
        launched=launch and launched(launch, at),
        has_changes=front.draft_id != front.live_id and bool(front.draft.number),
    )


def launched(launch: Launch, at: datetime) -> dict[str, str]:
    return {"when": marks.when(launch.at, at), "who": marks.person(launch.by)}
