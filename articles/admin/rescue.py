"""An article's form that arrives when its writer's login has ended: what was typed is kept.

The form's script asks before it sends; this is for browsers without it, and for bad moments.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions import ActionRefused
from articles.actions import autosave as actions
from articles.models import Article, Autosave
from articles.queries import desk

from . import autosave, typed
from .offer import SALT

FORMS = ("admin:articles_article_add", "admin:articles_article_change")
# A login that is older has ended for good (SESSION_COOKIE_AGE); so has the form.
LONGEST = 60 * 60 * 24 * 30
SHOWN = ["kicker", "headline", "teaser", "body", "note"]


def rescue(request: HttpRequest) -> HttpResponse | None:
    """The answer to an article's form that was posted without a login.

    The form names its writer under our signature, so that it can be kept for them, and nobody else
    can keep anything for them. Where that fails the text goes back to the screen. None where it is
    another request.
    """
    match = request.resolver_match
    is_form = request.method == "POST" and match is not None and match.view_name in FORMS
    if not is_form or "headline" not in request.POST:
        return None
    row = _keep(request)
    if row is None:
        return _shown_back(request)
    messages.info(request, _("It was not saved, for your login had ended. What you typed is kept."))
    return HttpResponseRedirect(f"{autosave.form_address(row.article)}?typed={row.pk}")


def _keep(request: HttpRequest) -> Autosave | None:
    """What was typed, kept for whose form it was; None where that is not possible."""
    key, version = request.POST.get("form_key", ""), request.POST.get("version") or "0"
    try:
        user_id, article_id = signing.loads(
            request.POST.get("writer", ""), salt=SALT, max_age=LONGEST
        )
        sent = autosave.Sent(
            autosave.read_key(key),
            autosave.read_version(int(version)),
            autosave.read_data(typed.of_post(request.POST)),
        )
    except (signing.BadSignature, ValueError, autosave.Unreadable):
        return None
    return _keep_for(user_id, article_id, sent)


def _keep_for(user_id: int, article_id: int | None, sent: autosave.Sent) -> Autosave | None:
    at = timezone.now()
    writer = get_user_model().objects.filter(pk=user_id, is_active=True, is_staff=True).first()
    if writer is None:
        return None
    article: Any = None
    if article_id is not None:
        article = desk.visible_to(writer, at=at).filter(pk=article_id).first()
        if article is None:
            return None
    try:
        return actions.keep(
            article, by=writer, at=at, key=sent.key, base_version=sent.version, data=sent.data
        )
    except ActionRefused:
        return None


def _shown_back(request: HttpRequest) -> HttpResponse:
    fields = [(Article._meta.get_field(name), request.POST.get(name, "")) for name in SHOWN]
    context = {
        **admin.site.each_context(request),
        "title": _("This was not saved"),
        "opts": Article._meta,
        "typed": [(field.name, field.verbose_name, text) for field, text in fields if text],
    }
    template = "admin/articles/article/not_let_in.html"
    return TemplateResponse(request, template, context, status=403)
