"""The page for a form whose token is not the browser's any more: nothing typed is lost.

That happens to a form that was open while somebody logged in anew in another tab.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import resolve
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from articles.admin import kept, whose, withdraw
from articles.admin.step_words import TITLES
from articles.admin.steps import StepForm
from articles.body.field import BodyField
from articles.models import Article
from feedback.csrf import FIELD, same_origin

# What a browser's form asks of the server, and is no text that anybody typed.
MACHINERY = (
    *("_", "initial-", "credits-", "agency_credits-"),
    *("form_key", "writer", "live_version", "shown_times", "merge"),
)


def failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The posted texts, and where it is safe a form that sends them again with a fresh token.

    Where another site may have filled in the form, nothing of it is shown. Passwords never are.
    An article's form that somebody else has opened is that person's, not to be sent by another.
    """
    is_ours = same_origin(request)
    if is_ours and (foreign := _somebody_elses(request)):
        return foreign
    posted = [(name, values) for name, values in request.POST.lists() if name != FIELD]
    has_password = any(_is_secret(name) for name, _values in posted)
    user = request.user
    may_send = is_ours and user.is_active and user.is_staff and bool(posted) and not has_password
    context = {
        **admin.site.each_context(request),
        "title": _("This form was not sent"),
        "is_ours": is_ours,
        "is_logged_in": user.is_authenticated,
        "again": request.get_full_path(),
        "posted": _pairs(posted) if may_send else [],
        "has_files": bool(request.FILES),
        "typed": _typed(request, posted) if is_ours else [],
    }
    response = TemplateResponse(request, "admin/csrf_failure.html", context, status=403)
    add_never_cache_headers(response)
    return response.render()


def _somebody_elses(request: HttpRequest) -> HttpResponse | None:
    if not (request.user.is_active and request.user.is_staff):
        return None
    found = whose.somebody_elses(admin.site.get_model_admin(Article), request)
    if found is None:
        return None
    add_never_cache_headers(found)
    return found.render()


def _is_secret(name: str) -> bool:
    return "password" in name.lower()


def _pairs(posted: list[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in posted for value in values]


def _typed(request: HttpRequest, posted: list[tuple[str, list[str]]]) -> list[kept.Kept]:
    """What somebody wrote, in the form's order."""
    if withdraw.is_form(request):
        return withdraw.typed(request.POST)
    fields = _model_fields(request)
    found: list[kept.Kept] = []
    for name, text in _pairs(posted):
        field = fields.get(name)
        is_text = text.strip() and not text.strip().isdigit() and not _is_choice(name, field)
        if is_text and not _is_secret(name) and not name.startswith(MACHINERY):
            number = str(len(found) + 1)
            label = field.verbose_name if field else TITLES.get(name, name)
            if isinstance(field, BodyField):
                found.append(kept.body(number, label, text, user=request.user))
            else:
                found.append(kept.line(number, str(label).replace("_", " "), text))
    return found


def _is_choice(name: str, field: Any) -> bool:
    if field is None:
        return isinstance(StepForm.base_fields.get(name), forms.ChoiceField)
    return bool(field.is_relation or field.choices)


def _model_fields(request: HttpRequest) -> dict:
    """The fields of the model whose form was posted, by name; none for other pages."""
    page = resolve(request.path_info).url_name or ""
    for model in admin.site._registry:
        options = model._meta
        if page.startswith(f"{options.app_label}_{options.model_name}_"):
            fields = options.get_fields()
            return {field.name: field for field in fields if hasattr(field, "choices")}
    return {}
