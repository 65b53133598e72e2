"""Pictures: what they show, whose they are, and in which stories."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from articles import converters  # noqa: F401
from articles.actions import ActionRefused, images
from articles.actions.permissions import refusal_to_change_image, refusal_to_delete_image
from articles.actions.picture_storage import is_lost
from articles.admin import marks
from articles.admin.desk import DeskAdmin
from articles.admin.names import NamesMixin
from articles.models import Image
from articles.queries import pictures
from articles.rendering.picture_file import PRIVATE, picture_file

from . import cards, focus, library, picking, read, scripts, upload, uses, words
from .form import ImageForm, fieldsets

LOST = gettext_lazy("The file of this picture is gone: readers see a gap. Choose a file again.")
NO_WORDS = gettext_lazy(
    "This picture has no alternative text: readers who cannot see it learn nothing of it."
)
NO_CREDIT = gettext_lazy("This picture has no credit: it cannot be published without one.")


class PictureFields(DeskAdmin):
    """Which fields there are, before ``NamesMixin`` puts lines in the place of some."""

    form = ImageForm

    def get_fieldsets(self, request, obj=None):
        may_change = obj is None or self.has_change_permission(request, obj)
        return fieldsets(is_new=obj is None, may_change=may_change)


@admin.register(Image)
class ImageAdmin(NamesMixin, PictureFields):
    names = {"alts": "alt", "captions": "caption"}
    search_fields = ["alt", "alts", "caption", "captions", "credit"]  # where one is looked up
    autocomplete_fields = ["agency"]
    readonly_fields = ["picture", "focal_point"]
    change_form_template = add_form_template = "admin/articles/image/change_form.html"
    actions = None

    @property
    def media(self):
        return super().media + scripts.media("focus", "saving")

    # --- Who may do what ---

    def has_change_permission(self, request, obj=None):
        """What is sent is for the action to refuse: the form comes back with all that was typed."""
        allowed = super().has_change_permission(request, obj)
        if obj is None or request.method == "POST":
            return allowed
        return allowed and self.refusal(request, obj) is None

    def refusal(self, request, image):
        """Why the person may not change ``image``, or None; asked once a request."""
        known = request.__dict__.setdefault("image_refusals", {})
        if image.pk not in known:
            known[image.pk] = refusal_to_change_image(request.user, image, at=timezone.now())
        return known[image.pk]

    # --- The form ---

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        at = timezone.now()
        if obj:
            if not self.has_change_permission(request, obj):
                context["view_only_why"] = self.refusal(request, obj)
            used = uses.uses(obj, by=request.user, at=at)
            context |= {"uses": used, "marks": cards.marks_of(stored(obj), at)}
            context["show_delete"] = not used["total"]
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=gettext_lazy("now"))
    def picture(self, image):
        image = stored(image)
        if image.file and is_lost(image.file.name):
            return LOST
        return marks.thumbnail(image, "lead-thumbnail")

    @admin.display(description=gettext_lazy("focal point"))
    def focal_point(self, image):
        return focus.shown(stored(image) if image and image.pk else None)

    def save_model(self, request, obj, form, change):
        who = {"by": request.user, "at": timezone.now()}
        before = read.empty(obj)
        if change:
            images.change(obj, **who, fields=form.changed_data)
        else:
            images.add(obj, **who)
        form.read_from_file = read.filled(obj, before)
        if form.read_from_file:
            messages.info(request, read.told(form.read_from_file))
        if obj.file and is_lost(obj.file.name):
            messages.warning(request, LOST)
        if cards.lacks_alt(obj):
            messages.warning(request, NO_WORDS)
        if not obj.credit:
            messages.warning(request, NO_CREDIT)

    def construct_change_message(self, request, form, formsets, add=False):
        message = super().construct_change_message(request, form, formsets, add)
        return read.in_history(message, getattr(form, "read_from_file", []))

    # --- Deleting ---

    def delete_view(self, request, object_id, extra_context=None):
        """What keeps the picture is said on its form, where the stories stand that use it."""
        image = self.get_object(request, object_id)
        may = image is not None and self.has_delete_permission(request, image)
        if may and (refusal := refusal_to_delete_image(request.user, image)):
            messages.error(request, refusal)
            return HttpResponseRedirect(cards.edit_url(image))
        if may and request.method != "POST":
            remembered = uses.remembered(image, by=request.user, at=timezone.now())
            extra_context = {"remembered": remembered, **(extra_context or {})}
        try:
            return super().delete_view(request, object_id, extra_context)
        except ActionRefused as refusal:  # at the same moment somebody else was quicker
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:articles_image_changelist"))

    def get_deleted_objects(self, objs, request):
        """Only itself: its old files are no business of the person's."""
        return [str(one) for one in objs], {}, set(), []

    def delete_model(self, request, obj):
        images.delete(obj, by=request.user, at=timezone.now())

    # --- Other pages ---

    def changelist_view(self, request, extra_context=None):
        return library.page(self, request)

    def get_urls(self):
        # The files of drafts, too: they lie where a session is asked for.
        pages = [
            ("file/<folder:key>/<rendition:name>", "file", require_safe(self.file_view)),
            ("pick/", "pick", require_GET(self._bound(picking.pick))),
            (
                "upload/",
                "upload",
                require_http_methods(["GET", "POST"])(self._bound(upload.upload)),
            ),
            ("<int:object_id>/words/", "words", require_POST(self._bound(words.save))),
        ]
        # The browser may keep files, which never change: sixty thumbnails come once.
        wrap = self.admin_site.admin_view
        own = [
            path(route, wrap(view, cacheable=name == "file"), name=f"articles_image_{name}")
            for route, name, view in pages
        ]
        return [*own, *super().get_urls()]

    def _bound(self, view):
        return lambda request, **kwargs: view(self, request, **kwargs)

    def file_view(self, request, key, name):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return picture_file(request, pictures.desk_file(key, name), cache=PRIVATE)


def stored(image):
    """``image`` as it is, not as somebody has just typed it into a form that was refused."""
    return image if image.file._committed else Image.objects.get(pk=image.pk)
