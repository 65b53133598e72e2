"""The thread of notes under an article: shown with its form, and on a page of its own."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import ActionRefused, notes

from . import marks

# The form shows no more than the end of a long thread; its own page has all of it.
SHOWN = 30


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Write to the desk"),
        help_text=gettext_lazy(
            "“@” and a full name or username, such as @Rosa Lind, tells that person. Readers never "
            "see notes."
        ),
        max_length=notes.LONGEST,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="note_%s", **kwargs)


def thread(article, at, *, form=None, most=None, unknown=()):
    """What the template needs of the notes of ``article``: the newest ``most`` of them, or all."""
    rows = article.notes.select_related("by").order_by("-at", "-pk")
    shown = list(rows[: most + 1] if most else rows)
    return {
        "entries": [
            (note, marks.person(note.by), marks.when(note.at, at))
            for note in reversed(shown[:most])
        ],
        "has_older": most is not None and len(shown) > most,
        "form": form or NoteForm(),
        "unknown": unknown,
        "url": url(article),
    }


def url(article):
    return reverse("admin:articles_article_notes", args=[article.pk])


def notes_page(model_admin, request, article):
    """``…/notes/``: the thread, and a POST adds to it; ``?part=1`` answers with the thread alone.

    What was typed and refused comes back with the reason.
    """
    at = timezone.now()
    form, unknown = None, []
    if request.method == "POST":
        form = NoteForm(request.POST)
        unknown = _add(form, article, by=request.user, at=at)
        if form.is_valid() and "part" not in request.GET:
            return _back(request, article, unknown)
        form = None if form.is_valid() else form
    most = SHOWN if "part" in request.GET else None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Notes"),
        "article": article,
        "opts": model_admin.opts,
        "notes": thread(article, at, form=form, most=most, unknown=unknown),
    }
    name = "notes" if "part" in request.GET else "notes_page"
    template = f"admin/articles/article/{name}.html"
    return TemplateResponse(request, template, context, status=422 if form else 200)


def _add(form, article, **who):
    """Add what the form holds, or put into the form why not; return names that nobody has."""
    if not form.is_valid():
        return []
    try:
        return notes.add(article, form.cleaned_data["text"], **who).unknown
    except ActionRefused as refusal:
        form.add_error("text", str(refusal))
        return []


def _back(request, article, unknown):
    messages.success(request, _("Your note is saved."))
    for name in unknown:
        text = _("Nobody was told as @%(name)s: no one who may see this article is called that.")
        messages.warning(request, text % {"name": name})
    return HttpResponseRedirect(url(article))
