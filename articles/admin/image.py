"""Pictures: what they show, whose they are, and in which stories."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import images
from articles.actions.permissions import refusal_to_change_image
from articles.models import Image

from . import marks
from .desk import DeskAdmin, DeskForm
from .names import NamesMixin, other_languages
from .picture import PictureField

LOST = gettext_lazy("The file of this picture is gone: readers see a gap. Choose a file again.")
NO_WORDS = gettext_lazy(
    "This picture has no alternative text: readers who cannot see it learn nothing of it."
)


class ImageForm(DeskForm):
    class Meta:
        field_classes = {"file": PictureField}
        widgets = dict.fromkeys(["alt", "caption"], AdminTextareaWidget({"rows": 2}))
        help_texts = {
            "alt": gettext_lazy(
                "What the picture shows, for readers who cannot see it. Without it they learn "
                "nothing of the picture."
            )
        }

    def clean(self):
        super().clean()
        if "file" not in self.changed_data:
            self.cleaned_data.pop("file", None)  # not opened again: it may be gone


@admin.register(Image)
class ImageAdmin(NamesMixin, DeskAdmin):
    form = ImageForm
    names = {"alts": "alt", "captions": "caption"}
    list_display = ["thumbnail", "description", "caption", "credit", "size"]
    list_display_links = ["description"]
    search_fields = ["alt", "alts", "caption", "captions", "credit"]
    readonly_fields = ["picture"]
    fieldsets = [
        (None, {"fields": ["file", "alt", "caption", "credit"]}),
        other_languages("alts", "captions"),
    ]

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

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and not self.has_change_permission(request, obj):
            context["view_only_why"] = self.refusal(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_fieldsets(self, request, obj=None):
        own, *others = super().get_fieldsets(request, obj)
        fields = own[1]["fields"]
        return [(own[0], {"fields": ["picture", *fields] if obj else fields}), *others]

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image):
        return marks.thumbnail(image)

    @admin.display(description=gettext_lazy("now"))
    def picture(self, image):
        if not image.file._committed:  # chosen in a form that was refused
            image = Image.objects.get(pk=image.pk)
        if is_lost(image):
            return LOST
        return marks.thumbnail(image, "lead-thumbnail")

    @admin.display(description=gettext_lazy("alternative text"), ordering="alt")
    def description(self, image):
        return image.alt or _("(no alternative text)")

    @admin.display(description=gettext_lazy("pixels"))
    def size(self, image):
        return f"{image.width} × {image.height}"

    def save_model(self, request, obj, form, change):
        if change:
            images.change(obj, by=request.user, at=timezone.now(), fields=form.changed_data)
        else:
            obj.created_by = request.user
            super().save_model(request, obj, form, change)
        if is_lost(obj):
            messages.warning(request, LOST)
        if not (obj.alt or obj.alts):
            messages.warning(request, NO_WORDS)


def is_lost(image):
    return bool(image.file) and not image.file.storage.exists(image.file.name)
