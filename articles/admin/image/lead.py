"""A field of a form that holds one picture of the library."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin import marks
from articles.admin.lookup import is_key
from articles.models import Image

from . import cards, scripts


def picture_field(db_field: Any) -> forms.Field:
    """The field of a form for ``db_field``, which points at a picture."""
    gone = _("This picture has been deleted. Choose another one, or none.")
    return db_field.formfield(widget=PictureInput, error_messages={"invalid_choice": gone})


class PictureInput(forms.NumberInput):
    """The number of a picture, which a script puts out of sight: it shows the picture and opens
    the library. ``known`` are rows at hand, by number; see ``lookup.known_to``.
    """

    known: dict[str, Image] = {}

    @property
    def media(self) -> forms.Media:
        return scripts.media("lead")

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        image = self._image(value)
        at = timezone.now()
        return super().get_context(name, value, attrs) | {
            "image": image,
            "config": scripts.config_json(),
            "thumbnail": marks.thumbnail(image, "chosen-thumbnail") if image else "",
            "picture_name": cards.name_of(image) if image else "",
            "edit_url": cards.edit_url(image) if image else "",
            "marks": cards.marks_of(image, at) if image else [],
        }

    def _image(self, value: Any) -> Image | None:
        if not value or not is_key(Image._meta.pk, value):
            return None
        return self.known.get(str(value)) or Image.objects.filter(pk=value).first()

    def _render(self, template_name: str, context: dict, renderer: Any = None) -> str:
        number = super()._render(template_name, context, renderer)
        return render_to_string("admin/widgets/picture.html", context | {"number": number})
