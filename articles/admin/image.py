"""Pictures: what they show, whose they are, and in which stories."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Image

from . import marks
from .desk import RepeatedAdmin


@admin.register(Image)
class ImageAdmin(RepeatedAdmin):
    list_display = ["thumbnail", "description", "caption", "credit", "size"]
    list_display_links = ["description"]
    search_fields = ["alt", "caption", "credit"]
    fields = ["picture", "file", "alt", "caption", "credit"]
    readonly_fields = ["picture"]

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[1:]

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image):
        return marks.thumbnail(image)

    @admin.display(description=gettext_lazy("now"))
    def picture(self, image):
        return marks.thumbnail(image, "lead-thumbnail")

    @admin.display(description=gettext_lazy("alternative text"), ordering="alt")
    def description(self, image):
        return image.alt or _("(no alternative text)")

    @admin.display(description=gettext_lazy("pixels"))
    def size(self, image):
        return f"{image.width} × {image.height}"

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
