"""Names in other languages: one input for each language instead of raw JSON."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import TextField
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import chars
from articles.models import Language, SiteSettings

# A text that may be longer than this gets several lines to be written in.
LONG = 200


class NamesWidget(forms.Widget):
    """Inputs called ``name_de``, ``name_ar``; a value is ``{"de": "Welt"}``."""

    template_name = "admin/widgets/names.html"

    def __init__(self, one, *, is_long, max_length, attrs=None):
        super().__init__(attrs)
        self.one, self.is_long, self.max_length = one, is_long, max_length

    def value_from_datadict(self, data, files, name):
        codes = Language.objects.values_list("pk", flat=True)
        return {code: data.get(f"{self.one}_{code}", "") for code in codes}

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return ""

    def get_context(self, name, value, attrs):
        """The default language has the plain field, so a row only where there is a text to keep."""
        value = value if isinstance(value, dict) else {}
        default = SiteSettings.objects.values_list("default_language", flat=True).first()
        rows = [
            {
                "language": language,
                "name": f"{self.one}_{language.code}",
                "value": value.get(language.code, ""),
            }
            for language in Language.objects.all()
            if language.code != default or value.get(language.code)
        ]
        return super().get_context(name, value, attrs) | {
            "rows": rows,
            "is_long": self.is_long,
            "max_length": self.max_length,
        }

    def _render(self, template_name, context, renderer=None):
        return render_to_string(template_name, context)


class NamesField(forms.Field):
    """``tidy`` makes of what was typed what is kept; nothing is kept of nothing."""

    def __init__(self, one, *, tidy=chars.line, is_long=False, max_length=None, **kwargs):
        widget = NamesWidget(one, is_long=is_long, max_length=max_length)
        super().__init__(required=False, widget=widget, **kwargs)
        self.tidy, self.max_length = tidy, max_length
        self.stored = {}

    def get_bound_field(self, form, field_name):
        self.stored = form.get_initial_for_field(self, field_name) or {}
        return super().get_bound_field(form, field_name)

    def to_python(self, value):
        texts = {code: self.tidy(text) for code, text in (value or {}).items()}
        return {code: text for code, text in texts.items() if text}

    def clean(self, value):
        """Texts in languages that the site does not have are not asked for, and stay."""
        others = {code: text for code, text in self.stored.items() if code not in value}
        return {**others, **super().clean(value)}

    def validate(self, value):
        for code, text in value.items():
            if self.max_length and len(text) > self.max_length:
                raise ValidationError(
                    _("%(language)s: at most %(limit)d characters, not %(length)d.")
                    % {"language": code, "limit": self.max_length, "length": len(text)}
                )

    def has_changed(self, initial, data):
        asked = {code: text for code, text in (initial or {}).items() if code in data}
        return self.to_python(asked) != self.to_python(data)


def other_languages(*fields):
    """A fieldset for a form where the texts in other languages would be in the way."""
    return (gettext_lazy("Other languages"), {"fields": fields, "classes": ["collapse"]})


def as_lines(db_field):
    """What shows the texts of a row to those who only read: one line for each language."""

    @admin.display(description=db_field.verbose_name)
    def lines(row):
        texts = sorted(getattr(row, db_field.name).items())
        line = '<div lang="{}" dir="auto">{}</div>'
        return format_html_join("", line, texts) or "-"

    lines.__name__ = db_field.name
    return lines


class NamesMixin:
    """For a ModelAdmin. ``names`` maps a JSON field to the field with the default language's."""

    names = {"names": "name", "descriptions": "description"}

    def get_fieldsets(self, request, obj=None):
        """Lines to read instead of JSON where nothing may be changed."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        lines = {name: as_lines(self.opts.get_field(name)) for name in self.names}
        return [
            (heading, options | {"fields": [lines.get(name, name) for name in options["fields"]]})
            for heading, options in fieldsets
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name not in self.names:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        one = self.opts.get_field(self.names[db_field.name])
        return NamesField(
            one.name,
            tidy=one.tidy,
            is_long=isinstance(one, TextField) or one.max_length > LONG,
            max_length=one.max_length,
            label=capfirst(db_field.verbose_name),
        )
