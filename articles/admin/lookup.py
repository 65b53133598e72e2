"""Choosing one row of many by searching for it.

Takes the place of Django's select2, which needs inline styles and which screen readers and the
keyboard find hard to use. The server's part stays Django's own autocomplete view.
"""

import json

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def known_to(field, rows):
    """Tell ``field`` of rows that are at hand: it asks for these no more."""
    if field is None:
        return
    known = {str(row.pk): row for row in rows if row is not None}
    widget, ask = getattr(field.widget, "widget", field.widget), field.to_python
    widget.known = known

    def to_python(value):
        return known[value] if isinstance(value, str) and value in known else ask(value)

    field.to_python = to_python


class LookupMixin:
    known: dict = {}

    @property
    def media(self):
        return forms.Media(js=["newsroom/lookup.js"])

    def build_attrs(self, base_attrs, extra_attrs=None):
        meta = self.field.model._meta
        return {**base_attrs, **(extra_attrs or {})} | {
            "data-lookup": "",
            "data-url": self.get_url(),
            "data-app-label": meta.app_label,
            "data-model-name": meta.model_name,
            "data-field-name": self.field.name,
            "data-texts": json.dumps(_texts()),
        }

    def optgroups(self, name, value, attr=None):
        """A posted value that is no key is left out: it can be no row."""
        key = self.field.remote_field.model._meta.pk
        value = [one for one in value if not one or is_key(key, one)]
        rows = [self.known.get(str(one)) for one in value if one]
        return super().optgroups(name, value, attr) if None in rows else self._group(name, rows)

    def _group(self, name, rows):
        """As Django has it: one group, with what is chosen and, where it may be, with nothing."""
        label = self.choices.field.label_from_instance
        options = [(row.pk, label(row), True) for row in rows]
        if not self.is_required and not self.allow_multiple_selected:
            options.insert(0, ("", "", False))
        made = [
            self.create_option(name, value, text, selected, index)
            for index, (value, text, selected) in enumerate(options)
        ]
        return [(None, made, 0)]


class Lookup(LookupMixin, AutocompleteSelect):
    pass


class LookupMultiple(LookupMixin, AutocompleteSelectMultiple):
    pass


def is_key(field, value):
    try:
        field.to_python(value)
    except ValidationError:
        return False
    return "\0" not in str(value)


def _texts():
    return {
        "search": _("Search …"),
        "remove": _("Remove"),
        "found": _("Found:"),
        "none": _("Nothing found."),
        "failed": _("The search failed. Are you still logged in?"),
    }
