"""Going back to an earlier version: asked first, then done by the action."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import actions
from articles.actions.permissions import refusal_to_edit
from articles.actions.restore import lost, refusal_to_restore
from articles.models import Article, Version
from articles.snapshot.stored import read

from . import saving
from .compare import unread_of
from .desk import CLASH


def page(model_admin: Any, request: HttpRequest, article: Article, number: int) -> HttpResponse:
    """Says what would be restored and what is gone; a POST restores it as a new version."""
    if number >= 2**31:
        raise Http404
    versions = Version.objects.select_related("created_by")
    version = versions.filter(article=article, number=number).first()
    if version is None:
        raise Http404
    refusal = refusal_to_edit(request.user, article) or refusal_to_restore(version)
    if request.method == "POST" and refusal is None:
        try:
            return _restored(model_admin, request, article, number)
        except (actions.ActionRefused, IntegrityError) as error:
            # The second: what it points at has gone between the look and the writing.
            refusal = str(error) if isinstance(error, actions.ActionRefused) else str(CLASH)
            article.refresh_from_db()
    data = read(version.data)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Restore version %d") % number,
        "subtitle": None,
        "object": article,
        "opts": model_admin.opts,
        "version": version,
        "data": data,
        "not_as_stored": list(unread_of(version)),
        "lost": lost(data),
        "refusal": refusal,
        "may_restore": not (refusal_to_edit(request.user, article) or refusal_to_restore(version)),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/articles/article/compare_restore.html", context)


def _restored(model_admin, request, article, number):
    who = {"by": request.user, "at": timezone.now()}
    seen = saving.number(request.POST.get("version"))
    with transaction.atomic():
        version = actions.restore(article, number, expected_version=seen, **who)
        if version:
            model_admin.log_change(request, article, version.why)
    if version is None:
        text = _("The article says what version %d says: nothing was changed.") % number
    else:
        text = _("Version %(old)d is restored, as version %(new)d.")
        text = text % {"old": number, "new": version.number}
    model_admin.message_user(request, text, messages.SUCCESS)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
