"""The form of one picture."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.names import other_languages
from articles.admin.picture import PictureField
from articles.admin.times import NewsroomTimeField
from articles.models import Image

from .focus import PerCentField
from .opened import OpenedForm

TIMES = ("date_created", "usable_from", "usable_until")
LINES = ("alt", "caption", "keywords", "credit", "creator", "copyright_notice")
LONG = ("usage_terms", "instructions", "do_not_use")
FROM_FILE = _(
    "What is left empty here is filled with what the file says of itself (IPTC, XMP, EXIF)."
)


def fieldsets(*, is_new: bool, may_change: bool) -> list:
    """By what somebody asks of a picture: what it shows, whose it is, what may be done with it."""
    of_file = [] if is_new else ["picture"]
    if may_change:
        of_file += ["file", "focal_point", ("focus_x", "focus_y")]
    said = {"description": FROM_FILE} if is_new else {}
    whose = ["credit", "creator", "agency", "copyright_notice", "date_created"]
    return [
        (None, {"fields": of_file, "classes": ["of-file"]}),
        (
            _("What it shows"),
            {"fields": ["alt", "is_decorative", "caption", "keywords"], **said},
        ),
        other_languages("alts", "captions"),
        (_("Whose it is"), {"fields": [*whose, "digital_source_type"]}),
        (
            _("Rights"),
            {
                "fields": [
                    *("usage_terms", "instructions", "license_url", "acquire_license_page"),
                    *("usable_from", "usable_until", "do_not_use"),
                ]
            },
        ),
    ]


def _time(name: str, help_text: Any = "") -> NewsroomTimeField:
    label = capfirst(Image._meta.get_field(name).verbose_name)
    return NewsroomTimeField(label=label, help_text=help_text, required=False)


class ImageForm(OpenedForm):
    focus_x = PerCentField(label=_("From the left, in per cent"), initial=0.5)
    focus_y = PerCentField(label=_("From above, in per cent"), initial=0.5)
    date_created = _time("date_created")
    usable_from = _time("usable_from", _("Empty: at once."))
    usable_until = _time(
        "usable_until",
        _("Empty: for good. From that moment on it leaves every page by itself."),
    )

    class Meta:
        field_classes = {"file": PictureField}
        widgets = dict.fromkeys(["alt", "caption", *LONG], AdminTextareaWidget({"rows": 2}))
        widgets["file"] = forms.FileInput  # no link to the original: nobody is sent that
        help_texts = {
            "alt": _(
                "What the picture shows, for readers who cannot see it. Without it they learn "
                "nothing of the picture."
            ),
            "keywords": _("With commas between them. For searching in the library."),
            "credit": _("Name and agency: “A. Name/AP”. Readers see it below the picture."),
            "creator": _("Who took or made it."),
            "usage_terms": _("What the source allows. Every file that is published says it, too."),
            "instructions": _("From the source to the desk. Readers never see it."),
            "license_url": _("The address of the licence."),
            "acquire_license_page": _("Search engines lead there from the picture."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {*LINES, *LONG} & self.fields.keys():
            self.fields[name].widget.attrs["dir"] = "auto"
        if (field := self.fields.get("file")) and self.instance.pk:
            field.help_text = _(
                "Another file takes the place of this picture in every story that shows it. Its "
                "words stay as they are here; what is empty is filled with what the file says."
            )

    def clean(self) -> None:
        if "file" not in self.changed_data:
            self.cleaned_data.pop("file", None)  # not opened again: it may be gone
        for name in ("focus_x", "focus_y"):
            if name in self.cleaned_data and name not in self.changed_data:
                self.cleaned_data[name] = getattr(self.instance, name)
        super().clean()
