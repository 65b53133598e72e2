"""What the dialog that chooses pictures asks."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from articles.models import Article
from articles.queries import library

from . import asked, cards

AT_ONCE = 24


def pick(model_admin: Any, request: HttpRequest) -> JsonResponse:
    """Pictures as the library finds them, those older than ``before``; one query."""
    if not (model_admin.has_view_permission(request) or _may_write(model_admin, request)):
        raise PermissionDenied
    at = timezone.now()
    found = library.found(asked.asked(request.GET, by=request.user), at=at)
    if before := library.keys([request.GET.get("before", "")]):
        found = found.filter(pk__lt=before[0])
    rows = list(found[: AT_ONCE + 1])
    return JsonResponse(
        {
            "results": [cards.as_json(image, at) for image in rows[:AT_ONCE]],
            "more": len(rows) > AT_ONCE,
        }
    )


def _may_write(model_admin: Any, request: HttpRequest) -> bool:
    articles = model_admin.admin_site.get_model_admin(Article)
    return articles.has_view_permission(request) or articles.has_add_permission(request)
