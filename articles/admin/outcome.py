"""What a person is told once an article is saved or its step taken, and which page comes next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article

from . import autosave, due, step_words

STOPS_THE_TEXT = ("send_back", "reopen")


def outcome(request: HttpRequest, article: Article) -> HttpResponse | None:
    """Tell of it; the page that comes next, None for the list that the person came from.

    ``request`` says what happened: ``step`` (the one that was taken), ``lost_approval``, and
    ``is_idle_why`` (a reason was given, and nothing changed).
    """
    step = getattr(request, "step", None)
    unsent = step_words.keep_unsent(request, article, step=step, at=timezone.now())
    is_preview = "_preview" in request.POST
    is_idle = step is None and getattr(request, "is_idle_why", False)
    if not (is_preview or is_idle):
        messages.success(request, step.done if step else _("Saved."))
    for text in _warnings(request, article, step, unsent):
        messages.warning(request, text)
    if is_preview:
        return HttpResponseRedirect(reverse("admin:articles_article_preview", args=[article.pk]))
    if "_save" in request.POST:
        return None
    return HttpResponseRedirect(autosave.form_address(article) + (unsent.query if unsent else ""))


def _warnings(request, article, step, unsent):
    if unsent:
        text = _("What you typed under “%s” was not sent. It is kept, and the form shows it.")
        yield text % unsent.titles
    if getattr(request, "is_idle_why", False):
        yield _(
            "You gave a reason, and nothing was changed: the history has no save to put it beside."
        )
    if step is None and getattr(request, "lost_approval", False):
        yield _(
            "This text was approved. What you changed must be approved before readers can get it."
        )
    if step and step.name in STOPS_THE_TEXT:
        # It looks stopped; what was frozen for a set time is not.
        yield from filter(None, [due.goes_out_still(article, by=request.user, at=timezone.now())])
