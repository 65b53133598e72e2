"""What was typed for a step that was not taken: no button throws it away unseen."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise

from articles.actions import ActionRefused
from articles.actions import autosave as actions
from articles.models import Article

from . import autosave, kept, typed
from .steps import STEPS, Step, StepForm, initial


@dataclass(frozen=True)
class Unsent:
    """What is kept, and the titles of its boxes."""

    pk: int
    titles: str

    @property
    def query(self) -> str:
        """For the address of the article's form, which then shows it."""
        return f"?typed={self.pk}&unsent=1"


def _titles() -> dict[str, Promise | str]:
    """The texts that steps ask for, each by its box; by its label where several boxes have it."""
    found: dict[str, Promise | str] = {}
    for name, field in StepForm.base_fields.items():
        if isinstance(field.widget, forms.Textarea):
            steps = [step for step in STEPS.values() if name in step.fields]
            found[name] = steps[0].summary if len(steps) == 1 else field.label
    return found


TITLES = _titles()


def texts(data: typed.Typed, starts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name and title of each text in ``data`` that is not what its box ``starts`` with."""
    return [
        (name, str(title))
        for name, title in TITLES.items()
        if (text := _text(data, name)) and text != str(starts.get(name, "")).strip()
    ]


def _text(data, name):
    return "\n".join("\n".join(data.get(name, [])).splitlines()).strip()


def without_a_box(
    data: typed.Typed, shown: Iterable[str], starts: Mapping[str, Any]
) -> list[kept.Kept]:
    """What was typed for other steps than those that the page has boxes for, to be copied."""
    there = {field for name in shown for field in STEPS[name].fields}
    found = [(name, title) for name, title in texts(data, starts) if name not in there]
    return [kept.line(name, title, _text(data, name)) for name, title in found]


def keep_unsent(
    request: HttpRequest, article: Article, *, step: Step | None, at: datetime
) -> Unsent | None:
    """Keep what the form holds for other steps than the one that was taken.

    Called when the form is saved or its step taken: nothing else of it is unsaved. None where there
    is nothing, or nothing that can be kept.
    """
    others = StepForm.base_fields.keys() - (step.fields if step else set())
    data = {name: values for name, values in request.POST.lists() if name in others}
    is_new = "live_from" not in article.__dict__  # nobody has looked up what became of it
    found = texts(data, {} if is_new else initial(article, at))
    if not found:
        return None
    who = {"by": request.user, "at": at, "key": secrets.token_hex(12)}
    try:
        data = autosave.read_data(data)
        row = actions.keep(article, base_version=article.version_number, data=data, **who)
    except (autosave.Unreadable, ActionRefused):
        return None
    return Unsent(row.pk, ", ".join(title for _name, title in found))
