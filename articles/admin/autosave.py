"""Keeping what is typed: what the form's script sends, and what the form offers on return."""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions import ActionRefused
from articles.actions import autosave as actions
from articles.actions.permissions import refusal_to_edit
from articles.models import Article

from . import typed, typed_on

# A body of 400,000 characters, two bytes each, and the other fields. Form and database bear more.
MOST_BYTES = 1_000_000
MOST_FIELDS = 1_000
KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
MOST_VERSIONS = 2**31 - 1


class Unreadable(Exception):
    """What was sent is no form of ours; says why, and the status to answer with."""

    def __init__(self, message: str, status: int = 400):
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Sent:
    key: str
    version: int
    data: typed.Typed


def urls(model_admin) -> list:
    """The address for articles that were never saved."""

    def view(request):
        if not model_admin.has_add_permission(request):
            raise PermissionDenied
        return autosave(model_admin, request, None)

    wrapped = model_admin.admin_site.admin_view(view)
    return [path("add/autosave/", wrapped, name="articles_article_add_autosave")]


def address(article: Article | None) -> str:
    if article is None:
        return reverse("admin:articles_article_add_autosave")
    return reverse("admin:articles_article_autosave", args=[article.pk])


def form_address(article: Article | None) -> str:
    if article is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[article.pk])


def autosave(model_admin, request: HttpRequest, article: Article | None) -> HttpResponse:
    """GET: who is logged in, and a token that is good now. POST: keep JSON; drop what a button of
    the form names. What cannot be kept is answered with 4xx and ``error`` in words; ``refusal``
    says why what is kept could not be saved, where the person may not edit the article any more.
    """
    if request.method != "POST":
        return JsonResponse({"user": request.user.pk, "token": get_token(request)})
    if request.content_type != "application/json":
        return _throw_away(request, article)
    at = timezone.now()
    try:
        sent = _read(request)
        row = actions.keep(
            article, by=request.user, at=at, key=sent.key, base_version=sent.version, data=sent.data
        )
    except Unreadable as error:
        return JsonResponse({"error": str(error)}, status=error.status)
    except ActionRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    why_not = refusal_to_edit(request.user, article) if article and "headline" in sent.data else ""
    kept = f"{timezone.localtime(row.saved_at):%H:%M:%S}"
    return JsonResponse({"kept": kept, "refusal": why_not or ""})


def _throw_away(request, article):
    key = request.POST.get("_throw_away", "")
    if not KEY.fullmatch(key):
        return JsonResponse({"error": _("This is nothing that a form sends.")}, status=400)
    dropped = typed_on.drop(article, by=request.user, key=key)
    if not request.accepts("text/html"):
        return JsonResponse({"dropped": dropped})
    return HttpResponseRedirect(form_address(article))


def _read(request: HttpRequest) -> Sent:
    try:
        if len(request.body) > MOST_BYTES:
            raise RequestDataTooBig
        sent = json.loads(request.body)
    except RequestDataTooBig:
        raise Unreadable(_("This text is too long to be kept. Please save it."), 413) from None
    except (ValueError, RecursionError):
        raise Unreadable(_("This is no JSON.")) from None
    if not isinstance(sent, dict) or sent.keys() != {"key", "version", "data"}:
        raise Unreadable(_("This is nothing that a form sends."))
    return Sent(read_key(sent["key"]), read_version(sent["version"]), read_data(sent["data"]))


def read_key(key: Any) -> str:
    if isinstance(key, str) and KEY.fullmatch(key):
        return key
    raise Unreadable(_("This is no name of a form."))


def read_version(number: Any) -> int:
    if isinstance(number, int) and 0 <= number <= MOST_VERSIONS:
        return int(number)
    raise Unreadable(_("This is no number of a version."))


def read_data(data: Any) -> typed.Typed:
    if not isinstance(data, dict) or len(data) > MOST_FIELDS:
        raise Unreadable(_("This is nothing that a form sends."))
    for name, values in data.items():
        if not typed.is_known(name):
            raise Unreadable(_("The form has no field “%s”.") % _shown(name))
        if not (isinstance(values, list) and all(isinstance(value, str) for value in values)):
            raise Unreadable(_("The field “%s” is no list of texts.") % _shown(name))
        if any(map(_is_no_text, [name, *values])):
            raise Unreadable(_("The field “%s” holds characters that no text has.") % _shown(name))
    return data


def _shown(name: str) -> str:
    return name[:60].encode("ascii", "replace").decode()


def _is_no_text(value: str) -> bool:
    """NUL, and halves of characters: the database stores neither."""
    return "\0" in value or any("\ud800" <= char <= "\udfff" for char in value)


def saved(request: HttpRequest, article: Article | None) -> None:
    """The form that ``request`` posts is saved: what was kept of it is not needed any more.

    Nor is what it was shown from, unless somebody has typed on there since.
    """
    key = request.POST.get("form_key", "")
    if KEY.fullmatch(key):
        typed_on.drop(article, by=request.user, key=key)
