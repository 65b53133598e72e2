"""The focal point of a picture: two fields in per cent, over which a script puts the picture."""

import json
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import marks
from articles.models import Image
from articles.pictures.crops import CROPS

# Shown beside the picture, as they are cut: name of the crop and where readers meet it.
SHOWN = {
    "16x9": gettext_lazy("Above a story"),
    "social": gettext_lazy("Social media"),
    "3x2": gettext_lazy("In lists"),
    "1x1": gettext_lazy("Search engines"),
}
DIGITS = 1  # of a per cent


class PerCentField(forms.FloatField):
    """From 0 to 100 for what is stored as 0 to 1."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"min_value": 0, "max_value": 100, "required": False})

    def prepare_value(self, value: Any) -> Any:
        return _shown(value) if isinstance(value, float) else value

    def clean(self, value: Any) -> float | None:
        number = super().clean(value)
        return None if number is None else number / 100

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"step": str(10**-DIGITS)}

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Left alone or left out it stays as it is, though the form cannot show it as finely."""
        if data in (None, ""):
            return False
        return super().has_changed(None if initial is None else _shown(initial), data)


def _shown(value: float) -> float | int:
    number = round(value * 100, DIGITS)
    return int(number) if number.is_integer() else number


def shown(image: Image | None) -> str:
    """The place where the script shows the picture, its point and the crops; hidden till then."""
    made = marks.cut_of(image) if image else None
    crops = [
        {"name": name, "label": str(label), "ratio": CROPS[name].ratio}
        for name, label in SHOWN.items()
    ]
    data = {
        "crops": crops,
        "src": made.src if made else "",
        "width": image.width if image and made else 0,
        "height": image.height if image and made else 0,
        "texts": {
            "point": _("Focal point"),
            "where": _("{x} % from the left, {y} % from above"),
            "help": _(
                "Click on what must not be cut off, or move the mark with the arrow keys; "
                "with Shift it goes further."
            ),
            "crops": _("As it is cut"),
            "file": _("The file that you have chosen"),
        },
    }
    return render_to_string("admin/articles/image/focus.html", {"data": json.dumps(data)})
