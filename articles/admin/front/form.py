"""What one place of a page says and shows."""

from typing import Any

from django import forms
from django.contrib.admin import site
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.article_form import LeavesConstraints
from articles.admin.desk import never_restored
from articles.admin.image.lead import PictureInput
from articles.admin.image.opened import OpenedForm
from articles.admin.lookup import Lookup, known_to
from articles.admin.times import NewsroomTimeField
from articles.models import Slot

TEXTS = ("kicker", "headline", "teaser")
OF_STORY = (*TEXTS, "image", "shows_picture", "starts_at", "ends_at")


def _time(name: str) -> NewsroomTimeField:
    return NewsroomTimeField(
        label=capfirst(Slot._meta.get_field(name).verbose_name), required=False
    )


class SlotForm(LeavesConstraints, OpenedForm):
    """``sections`` are the choices for the rule. A place without a story asks for no words."""

    starts_at = _time("starts_at")
    ends_at = _time("ends_at")

    class Meta:
        model = Slot
        fields = ["size", "section", "topic", *OF_STORY]
        widgets = {
            "kicker": forms.TextInput({"dir": "auto"}),
            "headline": forms.Textarea({"rows": 2, "dir": "auto"}),
            "teaser": forms.Textarea({"rows": 3, "dir": "auto"}),
            "image": PictureInput,
            "topic": Lookup(Slot._meta.get_field("topic"), site),
        }
        labels = {
            "section": _("When there is no story, the newest of the section"),
            "topic": _("or of the topic"),
            "shows_picture": _("With a picture"),
        }
        help_texts = {
            "topic": _("Neither: the newest of the page."),
            "kicker": _("Empty words are those of the story."),
            "image": _("Empty: that of the story."),
        }

    def __init__(self, slot: Slot, sections: list, data: Any = None) -> None:
        self.slot_key = slot.key
        super().__init__(data, instance=slot, auto_id=f"id_{slot.key}_%s")
        self.fields["section"].choices = sections
        known_to(self.fields["topic"], [slot.topic])
        if slot.article_id is None:
            for name in OF_STORY:
                del self.fields[name]
        else:
            known_to(self.fields["image"], [slot.image])
        self.seen = {name: getattr(slot, name) for name in self._names()}
        never_restored(self.fields.values())

    @classmethod
    def all_media(cls) -> forms.Media:
        """What the form of any place needs."""
        widgets = (field.widget for field in cls.base_fields.values())
        return sum((widget.media for widget in widgets), forms.Media())

    @property
    def changed(self) -> dict[str, Any]:
        """What is to change, by field."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.seen}
