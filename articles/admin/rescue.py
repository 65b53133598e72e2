"""An article's form that arrives when its writer's login has ended: what was typed is kept.

The form's script asks before it sends; this is for browsers without it, and for bad moments.
"""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.models import Article

from . import autosave, whose


def rescue(request: HttpRequest) -> HttpResponse | None:
    """The answer to an article's form that was posted without a login.

    The form names its writer under our signature, so that it can be kept for them, and nobody else
    can keep anything for them. Where that fails the text goes back to the screen. None where it is
    another request.
    """
    if not whose.is_form(request) or "headline" not in request.POST:
        return None
    row = whose.keep(request.POST)
    if row is None:
        return _shown_back(request)
    messages.info(request, _("It was not saved, for your login had ended. What you typed is kept."))
    return HttpResponseRedirect(f"{autosave.form_address(row.article)}?typed={row.pk}")


def _shown_back(request: HttpRequest) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("This was not saved"),
        "opts": Article._meta,
        "typed": whose.typed_texts(request),
    }
    template = "admin/articles/article/not_let_in.html"
    return TemplateResponse(request, template, context, status=403)
