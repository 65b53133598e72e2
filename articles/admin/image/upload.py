"""Pictures that come in from the library, the editor and the dialog that chooses one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.actions import ActionRefused, images
from articles.admin.picture import PictureField
from articles.models import Image

from . import cards, read


class UploadForm(forms.ModelForm):
    class Meta:
        model = Image
        fields = ["file", "alt", "is_decorative", "caption", "credit"]
        field_classes = {"file": PictureField}


def upload(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """GET: who is logged in, and a token that is good now. POST: a new picture from ``file``.

    For scripts 201 and the picture, or 400 and what is wrong, by field. A browser's own form may
    send several files; it is led to what came of them.
    """
    is_form = "text/html" in request.headers.get("Accept", "")
    if not model_admin.has_add_permission(request):
        if is_form:
            raise PermissionDenied
        return JsonResponse({"error": _("You may not add pictures.")}, status=403)
    if request.method == "GET":
        return JsonResponse({"user": request.user.pk, "token": get_token(request)})
    if is_form:
        return _from_form(model_admin, request)
    image, outcome = _add(model_admin, request, request.FILES)
    if image is None:
        return JsonResponse({"errors": outcome}, status=400)
    answer = cards.as_json(image, timezone.now()) | {"read": outcome}
    return JsonResponse(answer, status=201)


def _add(model_admin: Any, request: HttpRequest, files: Any) -> tuple[Image | None, Any]:
    """The picture and which fields its file has filled; or None, and what is wrong by field."""
    form = UploadForm(request.POST, files)
    if not form.is_valid():
        return None, form.errors
    image, before = form.instance, read.empty(form.instance)
    try:
        images.add(image, by=request.user, at=timezone.now())
    except ActionRefused as refusal:
        return None, {"file": [str(refusal)]}
    names = read.filled(image, before)
    model_admin.log_addition(request, image, read.in_history([{"added": {}}], names))
    return image, names


def _from_form(model_admin: Any, request: HttpRequest) -> HttpResponse:
    added = []
    if not (files := request.FILES.getlist("file")):
        messages.error(request, _("Choose a file first."))
    for file in files:
        image, outcome = _add(model_admin, request, {"file": file})
        if image:
            added.append(image.pk)
        else:
            why = " ".join(text for texts in outcome.values() for text in texts)
            messages.error(request, f"{file.name}: {why}")
    address = reverse("admin:articles_image_changelist")
    if not added:
        return HttpResponseRedirect(address)
    text = ngettext("%d picture was added.", "%d pictures were added.", len(added)) % len(added)
    messages.success(request, text)
    return HttpResponseRedirect(f"{address}?ids={','.join(map(str, added))}")
