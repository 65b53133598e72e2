"""The admin site: its first page goes by what people do, not by which app a table is in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from csp.constants import HEADER
from django.contrib import admin
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from articles.queries import notices

from .csp import give_nonce, reader_header


@dataclass(frozen=True)
class Task:
    key: str
    name: Promise
    description: Promise
    models: tuple[str, ...]


TASKS = (
    Task(
        "write",
        _("Write"),
        _("Articles, and the pictures, people and agencies in them"),
        ("articles.article", "articles.image", "articles.contributor", "articles.agency"),
    ),
    Task(
        "publish",
        _("Publish"),
        _("What readers get, and the record of who did what"),
        (
            "articles.front",
            "articles.breakingnews",
            "articles.publication",
            "articles.event",
            "articles.version",
        ),
    ),
    Task(
        "topics",
        _("Topics"),
        _("What stories are filed under"),
        ("articles.section", "articles.topic", "articles.tag"),
    ),
    Task("readers", _("Readers"), _("What readers tell us, and the beta programme"), ("feedback",)),
    Task(
        "administration",
        _("Administration"),
        _("The site, its languages and own pages, accounts and groups"),
        (
            "articles.sitesettings",
            "articles.language",
            "articles.policypage",
            "articles.footerlink",
            "auth.user",
            "auth.group",
        ),
    ),
)


class NewsroomAdminSite(admin.AdminSite):
    index_title = _("The desk")
    # Left out where a row of a list is a card, on a phone.
    empty_value_display = mark_safe('<span class="nothing">–</span>')
    enable_nav_sidebar = False  # the first page says it better, and writing needs the room

    def register(self, model_or_iterable: Any, *args: Any, **options: Any) -> None:
        """Leaves out the tags that the tagging library registers: the newsroom has its own."""
        listed = isinstance(model_or_iterable, list | tuple)
        models = model_or_iterable if listed else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label != "taggit"]
        super().register(ours, *args, **options)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # Our admins register with this site: they can be imported once it stands.
        from articles.admin.frame import frame

        found = frame(request)
        name = found.site.name if found else "Newsroom"
        return super().each_context(request) | {
            "site_header": name,
            "site_title": name,
            "may_write": request.user.has_perm("articles.add_article"),
            "may_see_articles": request.user.has_perm("articles.view_article"),
            "unread": self._unread(request),
        }

    def _unread(self, request: HttpRequest) -> int:
        """What the bell shows; one query, or none for those who see no articles, and where the page
        has asked already.
        """
        if not self.has_permission(request):
            return 0
        known = request.__dict__.get("unread")
        return notices.unread(request.user, at=timezone.now()) if known is None else known

    def get_urls(self) -> list:
        # Our admins register with this site: they can be imported once it stands.
        from articles.admin.links import links_list
        from articles.admin.notices import notifications
        from articles.admin.translators import translators_list

        own = [
            path("notifications/", self.admin_view(notifications), name="notifications"),
            path("read-mores/", self.admin_view(links_list), name="links"),
            path("translations/", self.admin_view(translators_list), name="translations"),
        ]
        return [*own, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponseBase:
        # Our admins register with this site: they can be imported once it stands.
        from articles.admin.plan import plan_context

        return super().index(request, {**plan_context(request), **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """By task; one app's own list, as Django has it, when ``app_label`` names it."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {
            model["model"]._meta.label_lower: model for app in apps for model in app["models"]
        }
        groups = [self._group(task, models) for task in TASKS]
        groups[-1]["models"] += models.values()  # what no task names
        return [group for group in groups if group["models"]]

    def _group(self, task: Task, models: dict[str, dict]) -> dict:
        """Take what belongs to ``task`` out of ``models``."""
        labels = [
            label
            for wanted in task.models
            for label in list(models)
            if label == wanted or label.startswith(f"{wanted}.")
        ]
        return {
            "name": task.name,
            "description": task.description,
            "app_label": task.key,
            "app_url": f"{reverse('admin:index', current_app=self.name)}#{task.key}",
            "has_module_perms": True,
            "models": [models.pop(label) for label in labels],
        }

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if any("\0" in value for values in request.GET.lists() for value in values[1]):
                raise BadRequest("The address holds characters that no text has.")
            response = self._kept(request) or inner(request, *args, **kwargs)
            give_nonce(request, response)
            return response

        return wrapped

    def _kept(self, request: HttpRequest) -> HttpResponseBase | None:
        """The answer to a text that arrives after its writer's login has ended."""
        from articles.admin.rescue import rescue  # it registers with this site, which must be there

        is_late = request.method == "POST" and not self.has_permission(request)
        return rescue(request) if is_late else None

    def reader_view(self, view: Callable) -> Callable:
        """Like ``admin_view``, for a page that readers get: under the readers' policy."""
        inner = self.admin_view(view)

        @wraps(inner)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = inner(request, *args, **kwargs)
            is_framed = response.headers.get("X-Frame-Options") == "SAMEORIGIN"
            response.headers[HEADER] = reader_header(is_framed=is_framed)
            return response

        return wrapped
