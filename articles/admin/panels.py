"""The boxes beside an article's text: where it stands, and what goes with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from articles import addresses
from articles.actions import embargo, rights
from articles.actions.permissions import refusal_to_delete
from articles.actions.publications import missing
from articles.queries.live_state import LiveState, live_state

from . import (
    due,
    marks,
    merge,
    points_here,
    presence,
    rights_ahead,
    step_words,
    steps,
    translators,
    typed,
)


@dataclass(frozen=True)
class Panel:
    """``context(request, article, at)`` gives what ``template`` gets as ``panel``; None: no box."""

    template: str
    context: Callable[..., dict | None]
    # Whether it stands with the buttons that save, where there are any, and so is always in sight.
    is_by_save: bool = False


PANELS: list[Panel] = [
    Panel("admin/articles/article/panels/open_forms.html", presence.panel, is_by_save=True),
    Panel("admin/articles/article/panels/original.html", translators.panel),
    Panel("admin/articles/article/panels/points_here.html", points_here.panel),
]


def shown(request, article, at: datetime) -> list[tuple[Panel, dict]]:
    """Each panel that this article has for this person, with its context."""
    found = [(panel, panel.context(request, article, at)) for panel in PANELS]
    return [(panel, context) for panel, context in found if context is not None]


def where_it_stands(request, article, at: datetime, *, can_edit: bool, may_delete: bool) -> dict:
    """The first box: stage, live state, the steps from here, and what stands in their way."""
    by = request.user
    form = step_form(request) or steps.StepForm(initial=steps.initial(article, at))
    offers = steps.offers(article, by=by, at=at, can_edit=can_edit)
    publication = getattr(article, "publication", None)
    state = live_state(article, at)
    is_out = state in steps.OUT
    asks_of_links = is_out and bool(points_here.rows_for(request, article, at))
    lacking = _lacking(by, article, state, at, can_edit=can_edit)
    boxes = [(offer, offer.bound(form)) for offer in offers if not offer.refusal]
    shown = {offer.step.name for offer, _fields in boxes}
    if asks_of_links:
        shown -= {"withdraw"}  # it has a page of its own
    refusals = dict.fromkeys(offer.refusal for offer in offers if offer.refusal)
    return {
        "article": article,
        "beside": " ".join([*merge.BESIDE, "why"]),
        "live_pill": marks.live_pill(article, at),
        "stage_pill": marks.stage_pill(article),
        "changed_when": marks.when(article.changed_at, at),
        "changed_who": marks.person(article.changed_by),
        "offers": boxes,
        **_typed_for_steps(form, shown, steps.initial(article, at)),
        "refusals": [refusal for refusal in refusals if refusal not in lacking],
        "lacking": lacking,
        "due": [*due.lines(article, at), *rights_ahead.lines(article, at)],
        "live_version": form.live_version_seen(article.live_version),
        "shown_times": form.times_seen(steps.times_shown(article, at)),
        "failure": due.failure(article),
        "may_delete": may_delete and refusal_to_delete(by, article) is None,
        "withdrawn_why": publication.withdrawn_why if publication else "",
        "public_url": addresses.of_publication(publication) if is_out else "",
        "may_place": is_out and by.has_perm("articles.change_front"),
        "asks_of_links": asks_of_links,
        "refused": refused(form, shown),
    }


def step_form(request) -> steps.StepForm | None:
    """What was typed for steps, whichever button was pressed; None on a page served fresh."""
    return getattr(request, "asked", None) or (
        steps.StepForm(request.POST) if request.POST else None
    )


def _lacking(by, article, state: LiveState, at: datetime, *, can_edit: bool) -> list[str]:
    """What stands between the newest version and readers; nothing does where they have it."""
    if state == LiveState.LIVE:
        return []
    can_mend = can_edit and by.has_perm("articles.add_article")
    moment = _when_readers_get_it(article, state, at)
    return [
        *(missing(article) if can_mend else ()),
        *rights.in_the_way(article, moment),
        *embargo.in_the_way(article, moment),
    ]


def _when_readers_get_it(article, state: LiveState, at: datetime) -> datetime:
    """The moment for which a text is scheduled; now where none is, or that has passed."""
    if state == LiveState.SCHEDULED:
        return article.live_from
    update = steps.waiting_update(article, state)
    return max(update.due_at, at) if update else at


def _typed_for_steps(form: steps.StepForm, shown: set[str], starts: dict) -> dict:
    """Which boxes are open because something is written there, and what has no box any more."""
    data = typed.of_post(form.data) if form.is_bound else {}
    written = {name for name, _title in step_words.texts(data, starts)}
    return {
        "opened": {name for name in shown if steps.STEPS[name].fields & written},
        "without_a_box": step_words.without_a_box(data, shown, starts),
    }


def refused(form: steps.StepForm, shown: set[str]) -> dict | None:
    """What is said of the step that was tried and not taken; ``shown`` are those offered now.

    ``reason`` is empty where it stands beside the step's fields. None: no step was refused.
    """
    if not (form.is_bound and (form.refusal or form.errors)):
        return None
    is_offered = form.step is not None and form.step.name in shown
    errors = form.non_field_errors() if is_offered else chain(*form.errors.values())
    reason = form.refusal or " ".join(dict.fromkeys(errors))
    return {
        "step": form.step,
        "reason": reason,
        "is_offered": is_offered,
        "anchor": "step-refused" if reason else f"step-{form.step.name}",
    }


def says_it_all(context: dict) -> bool:
    """Whether all that is wrong with the form is that the step or the save was refused."""
    form = context["adminform"].form
    is_said = context["refused"] or context["is_refused"]
    return bool(is_said and len(context["errors"]) == 1 and form.non_field_errors())
