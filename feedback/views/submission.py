"""The feedback form, the thanks, and the page that says how far a submission has come."""

import logging

from django.db import Error
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from feedback import csrf, queries
from feedback.actions import submit
from feedback.forms import SubmissionForm
from feedback.paths import came_from, language_code_of, page_path, same_site_path
from feedback.variant import variant_of
from feedback.views.page import frame, render_page
from feedback.views.posts import reader_form

logger = logging.getLogger(__name__)
FORM = "submission"


@reader_form
@sensitive_post_parameters("message", "email")
def form(request):
    if request.method == "POST":
        return _receive(request)
    page = page_path(request.GET.get("page", "")) or page_path(came_from(request))
    page_frame = frame(request.GET.get("lang"), language_code_of(page))
    initial = {
        "page": page,
        "kind": request.GET.get("kind", ""),
        "lang": page_frame.language.code,
    }
    return _show(request, SubmissionForm(initial=initial), page_frame)


def _receive(request):
    page_frame = frame(request.POST.get("lang"), language_code_of(request.POST.get("page", "")))
    outcome = csrf.check(request, FORM)
    if outcome is not csrf.Check.PASSED:
        kept = SubmissionForm(initial={**request.POST.dict(), "lang": page_frame.language.code})
        return _show(request, kept, page_frame, problem=outcome.name.lower(), status=403)
    filled = SubmissionForm(request.POST, host=request.get_host())
    if not filled.is_valid():
        return _show(request, filled, page_frame, status=422)
    try:
        reference = _store(request, filled, page_frame.language.code)
    except Error as error:
        # Not the error itself: PostgreSQL quotes the row, and so what the reader wrote.
        logger.error("Feedback could not be stored: %s", type(error).__name__)
        return _show(request, filled, page_frame, problem="not_stored", status=503)
    return redirect("feedback:thanks", reference=reference)


def _store(request, filled, language):
    """The reference of what is stored now, or was when the same form was sent before."""
    at = timezone.now()
    written = {name: filled.cleaned_data[name] for name in ("kind", "message", "email")}
    page = filled.cleaned_data["page"]
    submission = submit(
        **written,
        page=queries.about_page(page, at),
        language=language,
        variant=variant_of(request),
        is_spam=filled.is_trap_sprung,
        sent_key=csrf.sent_key(request, *written.values(), page),
        at=at,
    )
    return submission.reference


def _show(request, shown, page_frame, *, problem="", status=200):
    context = {
        "form": shown,
        "problem": problem,
        "token_field": csrf.FIELD,
        "token": csrf.make_token(FORM),
    }
    return render_page(request, "feedback/form.html", context, frame=page_frame, status=status)


@require_safe
def thanks(request, reference):
    return _about(request, "feedback/thanks.html", reference)


@require_safe
def status(request, reference):
    return _about(request, "feedback/status.html", reference)


def _about(request, template, reference):
    submission = queries.submission_by_reference(reference)
    if submission is None:
        return render_page(request, "feedback/unknown.html", {}, frame=frame(), status=404)
    context = {"submission": submission, "back": same_site_path(submission.page_path)}
    return render_page(request, template, context, frame=frame(submission.language))
