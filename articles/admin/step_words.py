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

from . import autosave, typed
from .steps import STEPS, Step, StepForm, initial
from .times import NewsroomTimeField


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
    """The texts and times that steps ask for, each by its box; by its label where several boxes
    have it."""
    found: dict[str, Promise | str] = {}
    for name, field in StepForm.base_fields.items():
        if isinstance(field, NewsroomTimeField) or isinstance(field.widget, forms.Textarea):
            steps = [step for step in STEPS.values() if name in step.fields]
            found[name] = steps[0].summary if len(steps) == 1 else field.label
    return found


TITLES = _titles()
# A time that was typed for one step says nothing more when another was taken.
WORDS = {name for name in TITLES if not isinstance(StepForm.base_fields[name], NewsroomTimeField)}


def texts(data: typed.Typed, starts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name and title of each text or time in ``data`` that is not what its box started with.

    That is what the form was opened with, where it says so; otherwise it is in ``starts``.
    """
    return [(name, str(title)) for name, title in TITLES.items() if _is_typed(data, name, starts)]


def _is_typed(data, name, starts):
    text, opened = _text(data, name), f"initial-{name}"
    start = _text(data, opened) if opened in data else starts.get(name)
    return bool(text) and StepForm.base_fields[name].has_changed(start, text)


def _text(data, name):
    return "\n".join("\n".join(data.get(name, [])).splitlines()).strip()


def without_a_box(
    data: typed.Typed, shown: Iterable[str], starts: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """Name, title and text of what was typed for other steps than the page has boxes for."""
    there = {field for name in shown for field in STEPS[name].fields}
    lost = WORDS - there
    found = [(name, title) for name, title in texts(data, starts) if name in lost]
    return [(name, title, _text(data, name)) for name, title in found]


def keep_unsent(
    request: HttpRequest, article: Article, *, step: Step | None, at: datetime
) -> Unsent | None:
    """Keep what the form holds for other steps than the one that was taken.

    Called when the form is saved or its step taken: nothing else of it is unsaved. None where there
    is nothing, or nothing that can be kept.
    """
    fields = StepForm.base_fields.keys() - (step.fields if step else set())
    fields |= {f"initial-{name}" for name in fields}
    if step:  # and so the page is shown anew, with what stands by now
        fields -= {"live_version", "shown_times"}
    data = {name: values for name, values in typed.of_post(request.POST).items() if name in fields}
    is_new = "live_from" not in article.__dict__  # nobody has looked up what became of it
    found = texts(data, {} if is_new else initial(article, at))
    found = [(name, title) for name, title in found if name in WORDS or step is None]
    if not found:
        return None
    who = {"by": request.user, "at": at, "key": secrets.token_hex(12)}
    try:
        data = autosave.read_data(data)
        row = actions.keep(article, base_version=article.version_number, data=data, **who)
    except (autosave.Unreadable, ActionRefused):
        return None
    titles = dict.fromkeys(title for _name, title in found)
    return Unsent(row.pk, "”, “".join(titles))
