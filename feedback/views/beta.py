"""The beta programme's page, and the choice to join or to leave."""

from django.db import Error
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.encoding import iri_to_uri

from feedback import csrf, queries
from feedback.paths import came_from, language_code_of, same_site_path
from feedback.variant import forget_beta, remember_beta, variant_of
from feedback.views.page import frame, render_page
from feedback.views.posts import reader_form

FORM = "beta"


@reader_form
def programme(request):
    back = same_site_path(request.GET.get("next", "")) or came_from(request)
    return _show(request, back)


@reader_form
def join(request):
    """Set the one cookie. Without an active programme there is nothing to join."""
    refusal = _refusal(request)
    if refusal:
        return refusal
    back = same_site_path(request.POST.get("next", ""))
    if not _is_running():
        return _show(request, back, status=409)
    response = HttpResponseRedirect(iri_to_uri(back or "/"))
    remember_beta(request, response)
    return response


@reader_form
def leave(request):
    refusal = _refusal(request)
    if refusal:
        return refusal
    back = same_site_path(request.POST.get("next", ""))
    response = HttpResponseRedirect(iri_to_uri(back or "/"))
    forget_beta(request, response)
    return response


def _refusal(request):
    """The answer to a request that may not change the choice, or None."""
    if request.method != "POST":
        return redirect("feedback:beta")
    outcome = csrf.check(request, FORM)
    if outcome is csrf.Check.PASSED:
        return None
    back = same_site_path(request.POST.get("next", ""))
    return _show(request, back, problem=outcome.name.lower(), status=403)


def _is_running():
    try:
        return queries.active_programme() is not None
    except Error:
        return False


def _show(request, back, *, problem="", status=200):
    context = {
        "variant": variant_of(request),
        "is_running": _is_running(),
        "back": back,
        "problem": problem,
        "token_field": csrf.FIELD,
        "token": csrf.make_token(FORM),
    }
    page_frame = frame(request.GET.get("lang"), language_code_of(back))
    return render_page(request, "beta/programme.html", context, frame=page_frame, status=status)
