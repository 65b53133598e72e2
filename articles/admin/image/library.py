"""The page of all pictures: uploading, searching, and a card for each."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.admin import frame, marks
from articles.models import Image
from articles.queries import library, picture_uses

from . import asked, cards, scripts, words

PER_PAGE = 60
THUMBNAIL = "library-thumbnail"


def page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Two queries, however many pictures it shows; the first answers for the frame, too."""
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    at = timezone.now()
    wanted = asked.asked(request.GET, by=request.user)
    found = library.found(wanted, at=at)
    facts = library.facts(found, by=request.user, at=at)
    frame.asked(request, revision=facts.revision, unread=facts.unread)
    paginator = Paginator(found, PER_PAGE)
    paginator.count = facts.count  # known already
    shown = paginator.get_page(request.GET.get("p"))
    rows = list(picture_uses.with_uses(shown.object_list, at=at)) if facts.count else []
    preserved = model_admin.get_preserved_filters(request)
    may_change = words.permission(request.user, facts)
    opts = model_admin.opts
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Pictures"),
        "subtitle": None,
        "opts": opts,
        "media": scripts.media("page"),
        "cards": [_card(row, facts, at, may_change, preserved) for row in rows],
        "page": shown,
        "pages": list(paginator.get_elided_page_range(shown.number, on_each_side=2, on_ends=1)),
        "total": facts.count,
        "query": request.GET.get("q", "").replace("\0", ""),
        "selects": asked.selects(request.GET, facts),
        "ids": request.GET.get("ids", "") if wanted.ids is not None else "",
        "is_narrowed": asked.is_narrowed(wanted),
        "rest": _rest(request),
        "may_add": model_admin.has_add_permission(request),
        "config": scripts.config_json(),
        "back": request.get_full_path(),
        "most_at_once": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "accept": scripts.config()["accept"],
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/articles/image/library.html", context)


def _card(image: Image, facts: library.Facts, at: Any, may_change: Any, preserved: str) -> dict:
    lacks = cards.lacks_alt(image) or not image.credit
    return {
        "image": image,
        "name": cards.name_of(image),
        "thumbnail": marks.thumbnail(image, THUMBNAIL),
        "url": f"{cards.edit_url(image)}?{preserved}" if preserved else cards.edit_url(image),
        "marks": cards.marks_of(image, at),
        "stories": len(facts.stories_of(image)),
        "is_out": facts.is_out(image),
        "who": marks.person(image.created_by) if image.created_by else "",
        "when": marks.when(image.created_at, at),
        "lacks": lacks and may_change(image),
        "opened": words.opened(image),
    }


def _rest(request: HttpRequest) -> str:
    """What the links to other pages keep of the address."""
    kept = [(name, request.GET[name]) for name in asked.NAMES if request.GET.get(name)]
    return urlencode(kept)
