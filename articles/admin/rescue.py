"""A form about an article that arrives when its writer's login has ended: nothing typed is lost.

The article's form is kept; its script asks before it sends, so that this is for browsers without
it, and for bad moments. What was typed to withdraw a story, or for a place of a page that staff
arrange, goes back to the screen.
"""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.models import Article

from . import autosave, kept, whose, withdraw
from .front import page as front


def rescue(request: HttpRequest) -> HttpResponse | None:
    """The answer to an article's form that was posted without a login.

    The form names its writer under our signature, so that it can be kept for them, and nobody else
    can keep anything for them. Where that fails the text goes back to the screen. None where it is
    another request, or where nothing was typed.
    """
    for is_form, typed_in in (
        (withdraw.is_form, withdraw.typed),
        (front.is_form, front.typed_words),
    ):
        if is_form(request):
            typed = typed_in(request.POST)
            return _shown_back(request, typed) if typed else None
    if not whose.is_form(request) or not whose.holds_text(request.POST):
        return None
    row = whose.keep(request.POST)
    if row is None:
        return _shown_back(request, whose.typed_texts(request))
    messages.info(request, _said("headline" in request.POST))
    return HttpResponseRedirect(f"{autosave.form_address(row.article)}?typed={row.pk}")


def _said(is_text):
    if is_text:
        return _("It was not saved, for your login had ended. What you typed is kept.")
    return _("Nothing was done, for your login had ended. What you typed is kept.")


def _shown_back(request: HttpRequest, typed: list[kept.Kept]) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("This was not saved"),
        "opts": Article._meta,
        "typed": typed,
    }
    template = "admin/articles/article/not_let_in.html"
    return TemplateResponse(request, template, context, status=403)
