"""Pages that staff arrange: the list of them, and the addresses of their screens."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from articles.actions import ActionRefused
from articles.admin.desk import DeskAdmin
from articles.models import Article, Front

from . import overview, steps
from .history import history
from .page import page
from .preview import preview
from .where import Where, where_or_404


@admin.register(Front)
class FrontAdmin(DeskAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        """A page has a row once something is placed on it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        self.require(request)
        return overview.overview(self, request)

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any) -> HttpResponse:
        self.require(request)
        front = get_object_or_404(Front, pk=steps.number(object_id))
        where = Where.of(front)
        return HttpResponseRedirect(where.url())

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        found = [path("put/", wrap(require_POST(self.put)), name="articles_front_put")]
        for name, view in (("page", page), ("preview", preview), ("history", history)):
            wrapped = self.admin_site.reader_view if name == "preview" else wrap
            route = "" if name == "page" else f"{name}/"
            answer = wrapped(self._view(view))
            found += [
                path(f"<str:language>/{route}", answer, name=f"articles_front_{name}"),
                path(
                    f"<str:language>/<str:kind>/<int:pk>/{route}",
                    answer,
                    name=f"articles_front_{name}_of",
                ),
            ]
        return [*found, *super().get_urls()]

    def _view(self, view: Any) -> Any:
        @require_http_methods(["GET", "HEAD", "POST"])
        def found(request: HttpRequest, **where: Any) -> HttpResponse:
            self.require(request)
            return view(self, request, where_or_404(**where))

        return found

    def require(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied

    def put(self, request: HttpRequest) -> HttpResponse:
        """A story from anywhere on the desk, at the end of the draft of home in its language."""
        self.require(request)
        article = get_object_or_404(Article, pk=steps.number(request.POST.get("put")))
        where = where_or_404(article.language_id)
        try:
            anchor = steps.put(request, where, article, {"by": request.user, "at": timezone.now()})
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
            anchor = ""
        return HttpResponseRedirect(where.url() + anchor)
