"""The words that a new picture mostly lacks, typed where it stands in the library."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from articles.actions import ActionRefused, images
from articles.models import Image
from articles.queries.library import Facts

from . import cards
from .opened import OpenedForm, opened_with


class WordsForm(OpenedForm):
    class Meta:
        model = Image
        fields = ["alt", "is_decorative", "credit"]
        widgets = {
            "alt": forms.Textarea({"rows": 2, "dir": "auto"}),
            "credit": forms.TextInput({"class": "vTextField", "dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._meta.fields:  # what is not sent stays as it is
            field = self.fields[name]
            field.disabled = field.widget.value_omitted_from_data(self.data, self.files, name)


def opened(image: Image) -> str:
    """For the card of ``image`` to send back."""
    return opened_with(image, WordsForm._meta.fields)


def permission(user: Any, facts: Facts) -> Callable[[Image], bool]:
    """Says of a picture of a page whether ``user`` may change it; asks nothing more."""
    may_change = user.has_perm("articles.change_image")
    may_all = user.has_perm("articles.publish_article")
    return lambda image: may_change and (may_all or not facts.is_out(image))


def save(model_admin: Any, request: HttpRequest, object_id: int) -> HttpResponse:
    """For scripts 200 and the picture, or 400 and what is wrong, by field; else back to where it
    was typed, or the same fields again with what is wrong.
    """
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    image = get_object_or_404(Image, pk=object_id)
    form = WordsForm(request.POST, instance=image)
    if form.is_valid() and not _change(model_admin, request, form):
        form = WordsForm(request.POST, instance=get_object_or_404(Image, pk=object_id))
        form.refusal = request.refusal
    is_form = "text/html" in request.headers.get("Accept", "")
    if not form.is_valid():
        if is_form:
            return _again(model_admin, request, image, form)
        wrong = {"errors": form.errors, "opened": form["opened"].value()}
        return JsonResponse(wrong, status=400)
    if not is_form:
        return JsonResponse(cards.as_json(image, timezone.now()) | {"opened": opened(image)})
    messages.success(request, _("“%s” was saved.") % cards.name_of(image))
    return HttpResponseRedirect(_back(request))


def _change(model_admin: Any, request: HttpRequest, form: WordsForm) -> bool:
    try:
        images.change(form.instance, by=request.user, at=timezone.now(), fields=form.changed_data)
    except ActionRefused as refusal:
        request.refusal = str(refusal)  # type: ignore[attr-defined]
        return False
    if form.changed_data:
        change = model_admin.construct_change_message(request, form, [])
        model_admin.log_change(request, form.instance, change)
    return True


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return back
    return reverse("admin:articles_image_changelist")


def _again(
    model_admin: Any, request: HttpRequest, image: Image, form: WordsForm
) -> TemplateResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": cards.name_of(image),
        "subtitle": None,
        "opts": model_admin.opts,
        "image": image,
        "form": form,
        "back": _back(request),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/articles/image/words.html", context)
