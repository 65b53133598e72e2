"""The form of a beta programme: one text a language, not JSON."""

from django import forms

from feedback.forms import CleanTextField
from feedback.models import Programme
from feedback.queries import languages

BANNER_MAX = 300


class ProgrammeForm(forms.ModelForm):
    """``banner_fields``, name of the field to language tag, is set by ``programme_form``."""

    banner_fields = {}

    class Meta:
        model = Programme
        fields = ["name", "is_active", "show_banner"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for name, code in self.banner_fields.items():
            self.initial.setdefault(name, self.instance.banner_text.get(code, ""))

    def clean(self):
        cleaned = super().clean()
        texts = dict(self.instance.banner_text)
        for name, code in self.banner_fields.items():
            texts[code] = cleaned.get(name, "")
        # Texts in languages that the site no longer has stay.
        self.instance.banner_text = {code: text for code, text in texts.items() if text}
        return cleaned


def programme_form():
    """A ProgrammeForm class with a field for each language that the newsroom has now."""
    fields = {}
    banner_fields = {}
    for language in languages():
        name = f"banner_text_{language.code}"
        banner_fields[name] = language.code
        fields[name] = CleanTextField(
            label=language.name,
            required=False,
            max_length=BANNER_MAX,
            widget=forms.Textarea(
                attrs={"rows": 3, "lang": language.code, "dir": language.direction}
            ),
        )
    return type("ProgrammeForm", (ProgrammeForm,), {"banner_fields": banner_fields, **fields})
