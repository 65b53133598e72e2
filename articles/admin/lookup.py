"""Choosing one row of many by searching for it.

Takes the place of Django's select2, which needs inline styles and which screen readers and the
keyboard find hard to use. The server's part stays Django's own autocomplete view.
"""

import json

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LookupMixin:
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
        return super().optgroups(name, [one for one in value if not one or _is_key(key, one)], attr)


class Lookup(LookupMixin, AutocompleteSelect):
    pass


class LookupMultiple(LookupMixin, AutocompleteSelectMultiple):
    pass


def _is_key(field, value):
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
