"""What a form of a picture was opened with: what somebody else has saved since is not undone."""

import json
from copy import copy
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from articles import wall_clock
from articles.admin.desk import DeskForm
from articles.models import Image


def opened_with(image: Image, names: Any) -> str:
    """What ``image`` holds in the fields ``names``, for the form to send back."""
    return json.dumps({name: _said(image, name) for name in names})


class OpenedField(forms.CharField):
    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """No column of the picture."""
        return False


class OpenedForm(DeskForm):
    """Where somebody else has changed a field since, and this person has not, it stays so. Where
    both have, that is said once; whoever then saves again does it knowingly.
    """

    opened = OpenedField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened"] = opened_with(self.instance, self._names())

    def clean(self) -> None:
        super().clean()
        told = {}
        for name, was in self._opened().items():
            now = _said(self.instance, name)
            if now == was or name in self.errors or (typed := self._typed(name)) == now:
                continue
            if typed == was:
                self.cleaned_data[name] = getattr(self.instance, name)
                self.changed_data = [one for one in self.changed_data if one != name]
            else:
                self.add_error(name, _changed_to(getattr(self.instance, name)))
                told[name] = now
        if told:
            self.data = self.data.copy()
            self.data["opened"] = json.dumps(self._opened() | told)

    def _names(self) -> list[str]:
        columns = {field.name for field in Image._meta.fields} - {"file"}
        return [name for name in self.fields if name in columns]

    def _opened(self) -> dict[str, Any]:
        """By field; nothing where the form did not say, or says what no form of ours says."""
        try:
            sent = dict(json.loads(self.cleaned_data.get("opened") or "{}"))
        except (ValueError, TypeError, RecursionError):
            return {}
        return {name: sent[name] for name in self._names() if name in sent}

    def _typed(self, name: str) -> Any:
        image = copy(self.instance)
        setattr(image, name, self.cleaned_data[name])
        return _said(image, name)


def _said(image: Image, name: str) -> Any:
    field: Any = Image._meta.get_field(name)
    return field.value_to_string(image)


def _changed_to(now: Any) -> str:
    if isinstance(now, datetime):
        now = wall_clock.shown(now)
    if now and isinstance(now, str):
        return _("Somebody else has changed this to “%s”. Save again to have yours.") % now
    return _("Somebody else has changed this meanwhile. Save again to have yours.")
