"""What a form was opened with: what somebody else has saved since is not undone."""

import json
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, JSONField, Model, TextField
from django.utils.translation import gettext as _

from articles import wall_clock
from articles.admin.desk import DeskForm
from articles.models import Language


def opened_with(row: Model, names: Any) -> str:
    """What ``row`` holds in the fields ``names``, for the form to send back."""
    return json.dumps({name: _said(_held(row, name)) for name in names})


class OpenedField(forms.CharField):
    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """No column of the row."""
        return False


class OpenedForm(DeskForm):
    """Where somebody else has changed a field since, and this person has not, it stays so. Where
    both have, that is said once; whoever then saves again does it knowingly. Of texts in other
    languages each is by itself.
    """

    opened = OpenedField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened"] = opened_with(self.instance, self._names())

    def clean(self) -> None:
        super().clean()
        opened = self._opened()
        known = dict(opened)
        for name, was in opened.items():
            now = _held(self.instance, name)
            if now == was or name in self.errors:
                continue
            settle = self._settle_texts if isinstance(now, dict) else self._settle
            known[name] = settle(name, was, now)
        if known != opened:
            said = {name: _said(value) for name, value in known.items()}
            self.data = self.data.copy()
            self.data["opened"] = json.dumps(said)

    def _settle(self, name: str, was: Any, now: Any) -> Any:
        """Return what the person knows now of what the field holds."""
        if name not in self.changed_data:  # both have typed the same
            return was
        if self.fields[name].has_changed(was, self[name].data):
            self.add_error(name, _changed_to(self._in_words(name)))
            return now
        self._take(name, getattr(self.instance, name))
        return was

    def _settle_texts(self, name: str, was: dict, now: dict) -> dict:
        """As ``_settle``, for texts by language."""
        typed, field = self.cleaned_data[name], self.fields[name]
        was, now = field.to_python(was), field.to_python(now)
        theirs = _differing(was, now)
        mine = _differing(was, typed)
        if both := theirs & mine & _differing(typed, now):
            languages = Language.objects.in_bulk(both)
            for code in sorted(both):
                text = _changed_to(now.get(code, ""))
                self.add_error(name, f"{languages.get(code, code)}: {text}")
            return _with(was, now, both)
        self._take(name, _with(typed, now, theirs - mine))
        return was

    def _take(self, name: str, value: Any) -> None:
        self.cleaned_data[name] = value
        if value == getattr(self.instance, name):
            self.changed_data = [one for one in self.changed_data if one != name]

    def _in_words(self, name: str) -> str:
        """What the row holds, as people read it; empty where that is nothing."""
        value = getattr(self.instance, name)
        if isinstance(value, datetime):
            return wall_clock.shown(value)
        if isinstance(value, float):
            return f"{self.fields[name].prepare_value(value)} %"
        display = getattr(self.instance, f"get_{name}_display", lambda: value)
        return str(display() or "")

    def _names(self) -> list[str]:
        columns = {field.name for field in self.instance._meta.fields} - {"file"}
        return [name for name in self.fields if name in columns]

    def _opened(self) -> dict[str, Any]:
        """By field; nothing where the form did not say, or says what no form of ours says."""
        try:
            sent = dict(json.loads(self.cleaned_data.get("opened") or "{}"))
            return {
                name: _read(self.instance._meta.get_field(name), sent[name])
                for name in self._names()
                if name in sent
            }
        except (ValueError, TypeError, RecursionError, ValidationError):
            return {}


def _held(row: Model, name: str) -> Any:
    field: Any = row._meta.get_field(name)
    return field.value_from_object(row)


def _said(value: Any) -> Any:
    """``value`` as ``_read`` reads it: text, or texts by language."""
    if isinstance(value, dict):
        return value
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _read(field: Any, said: Any) -> Any:
    """The value that ``_said`` was given; an error where it was given none that is so."""
    is_names = isinstance(field, JSONField)
    texts = dict(said).values() if is_names else [said]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(field.name)
    if is_names:
        return dict(said)
    if isinstance(field, CharField | TextField):
        return said
    return field.to_python(said) if said else None


def _differing(texts: dict, others: dict) -> set[str]:
    """The languages in which they say something else."""
    return {code for code in {*texts, *others} if texts.get(code) != others.get(code)}


def _with(texts: dict, others: dict, codes: set[str]) -> dict[str, str]:
    """``texts``, in the languages ``codes`` as ``others`` has them."""
    kept = {code: text for code, text in texts.items() if code not in codes}
    return kept | {code: text for code, text in others.items() if code in codes}


def _changed_to(now: str) -> str:
    if now:
        return _("Somebody else has changed this to “%s”. Save again to have yours.") % now
    return _("Somebody else has changed this meanwhile. Save again to have yours.")
