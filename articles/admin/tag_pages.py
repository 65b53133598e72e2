"""Merging one tag into another, and the history from which that is undone."""

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions import ActionRefused, tags
from articles.models import Tag, TagChange
from articles.queries import desk

from . import marks
from .lookup import Lookup, is_key

# The newest changes of a tag that its history shows.
MOST = 100


def url_of(page, tag):
    return reverse(f"admin:articles_tag_{page}", args=[tag.pk])


class MergeForm(forms.Form):
    # The field itself is hidden: a browser that finds it empty would stay still and say nothing.
    use_required_attribute = False
    into = forms.ModelChoiceField(
        label=gettext_lazy("Into which tag"),
        queryset=Tag.objects.none(),
        widget=Lookup(Tag._meta.get_field("merged_into"), site),
        error_messages={"invalid_choice": gettext_lazy("This tag is not there any more.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Tag.objects.filter(merged_into=None)


def merge_page(model_admin, request, pk):
    """``…/<id>/merge/``: asks into which tag; a POST merges."""
    tag = _tag(model_admin, request, pk)
    if not model_admin.has_change_permission(request, tag):
        raise PermissionDenied
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            with transaction.atomic():
                change = tags.merge(tag, into, by=request.user, at=timezone.now())
                _log(model_admin, request, change, _("Merged “%(tag)s” into “%(into)s”."))
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            count = seen_by(request.user).filter(pk__in=change.articles).count()
            messages.success(request, _merged(change, count))
            return HttpResponseRedirect(url_of("history", into))
    context = {
        "title": _("Merge “%s”") % tag,
        "object": tag,
        "form": form,
        "media": form.media,
        "articles": seen_by(request.user).filter(tagged_items__tag=tag).count(),
    }
    return _page(model_admin, request, "merge", context)


def history(model_admin, request, object_id):
    """What was done to a tag and what was merged into it, the newest first; a POST undoes one."""
    tag = _tag(model_admin, request, unquote(object_id))
    if not model_admin.has_view_or_change_permission(request, tag):
        raise PermissionDenied
    changes = TagChange.objects.filter(Q(tag=tag) | Q(into=tag)).defer("had_both", "publications")
    may_change = model_admin.has_change_permission(request)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        _undo(model_admin, request, changes, request.POST.get("change", ""))
        return HttpResponseRedirect(url_of("history", tag))
    shown = changes.select_related("tag", "into", "by")[:MOST]
    moved = {pk for change in shown for pk in change.articles}
    seen = {*seen_by(request.user).filter(pk__in=moved).values_list("pk", flat=True)}
    context = {
        "title": _("History"),
        "object": tag,
        "may_change": may_change,
        "changes": [_row(change, seen) for change in shown],
    }
    return _page(model_admin, request, "history", context)


def _undo(model_admin, request, changes, key):
    change = changes.filter(pk=key).first() if is_key(TagChange._meta.pk, key) and key else None
    if change is None:
        raise Http404
    try:
        with transaction.atomic():
            undone = tags.undo(change, by=request.user, at=timezone.now())
            words = (
                _("Undid: “%(tag)s” into “%(into)s”.") if undone.into else _("Undid a new name.")
            )
            _log(model_admin, request, undone, words)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone."))


def seen_by(user):
    """The articles that are counted for ``user``: nobody learns of others by their number."""
    return desk.visible_to(user, at=timezone.now())


def _row(change, seen):
    """What the history says of ``change`` to somebody who may know of the articles ``seen``."""
    words = {"name": change.name, "into": change.into}
    if change.into:
        what = _("“%(name)s” was merged into “%(into)s”") % words
    else:
        what = _("It was called “%(name)s” before") % words
    return {
        "pk": change.pk,
        "at": change.at,
        "who": marks.person(change.by),
        "what": what,
        "articles": len(seen.intersection(change.articles)) if change.into else None,
        "undone_at": change.undone_at,
    }


def _merged(change, count):
    words = ngettext(
        "“%(tag)s” was merged into “%(into)s”; %(count)d article had it.",
        "“%(tag)s” was merged into “%(into)s”; %(count)d articles had it.",
        count,
    )
    return words % {"tag": change.tag, "into": change.into, "count": count}


def _log(model_admin, request, change, words):
    """For the list of what somebody has done last, on the desk."""
    said = words % {"tag": change.tag, "into": change.into}
    for tag in filter(None, (change.tag, change.into)):
        model_admin.log_change(request, tag, said)


def _tag(model_admin, request, key):
    tag = model_admin.get_object(request, str(key)) if is_key(Tag._meta.pk, key) else None
    if tag is None:
        raise Http404
    return tag


def _page(model_admin, request, name, context):
    request.current_app = model_admin.admin_site.name
    frame = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts}
    return TemplateResponse(
        request, f"admin/articles/tag/{name}.html", {**frame, "subtitle": None, **context}
    )
