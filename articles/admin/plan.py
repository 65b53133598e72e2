"""The plan on the admin's first page: what its address asks for, and what its template gets."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.enums import Stage
from articles.queries.live_state import LiveState, live_state
from articles.queries.plan import SHOWN, By, Group, State, Wanted, choices, plan

from . import marks, rights_ahead

EMPTY = {
    State.OVERDUE: gettext_lazy("Nothing is overdue."),
    State.WORK: gettext_lazy("Nothing is in work."),
    State.REVIEW: gettext_lazy("Nothing waits for review."),
    State.APPROVED: gettext_lazy("Nothing is approved and waiting."),
    State.SCHEDULED: gettext_lazy("Nothing is scheduled."),
    State.LIVE: gettext_lazy("Nothing has gone live today."),
}
# The list that holds all of a group, as a query of the list of articles.
FULL_LIST = {
    State.WORK: {"stage": Stage.DRAFT},
    State.REVIEW: {"stage": Stage.REVIEW},
    State.APPROVED: {"stage": Stage.APPROVED},
    State.WITHDRAWN: {"stage": Stage.APPROVED, "live": "withdrawn"},
    State.SCHEDULED: {"live": "scheduled"},
    State.LIVE: {"live": "live"},
}


@dataclass(frozen=True)
class Filter:
    name: str
    label: str
    choices: list[tuple[object, str]]
    chosen: object


def plan_context(request):
    """For the first page; nothing for people who may not see articles. Three queries."""
    if not request.user.has_perm("articles.view_article"):
        return {}
    at, by, there = timezone.now(), asked_by(request.GET), choices()
    filters = _filters(request, there)
    wanted = Wanted(**{entry.name: entry.chosen for entry in filters})
    whole = request.GET.get("whole")
    found = plan(request.user, at=at, by=by, wanted=wanted, whole=whole)
    chosen = {entry.name: entry.chosen for entry in filters if entry.chosen is not None}
    return {
        "plan": [_group(group, by, at, chosen) for group in found],
        "plan_by": by,
        "plan_tabs": [(tab, _here({"by": tab.value} | chosen), tab is by) for tab in By],
        "plan_filters": filters,
        "plan_is_narrowed": bool(chosen),
        "plan_mine": _here({"by": by.value, "person": request.user.pk}),
        "plan_all": _here({"by": by.value}),
        "plan_now": marks.when(at, at),
        "plan_zone": timezone.get_default_timezone_name(),
        **rights_ahead.plan_context(request.user, at),
    }


def asked_by(query):
    return By(query["by"]) if query.get("by") in By.values else By.STATE


def _filters(request, there):
    stages = list(Stage.choices)
    return [
        _filter(request, "section", _("Section"), there.sections),
        _filter(request, "language", _("Language"), there.languages),
        _filter(request, "person", _("Person"), there.people),
        _filter(request, "stage", _("Stage"), stages),
    ]


def _filter(request, name, label, there):
    """What is asked for, if it is one of the choices that are there."""
    text = request.GET.get(name, "")
    chosen = next((value for value, _name in there if str(value) == text), None)
    return Filter(name, label, there, chosen)


def _here(query):
    return f"{reverse('admin:index')}?{urlencode(query)}"


def _group(group: Group, by: By, at, chosen):
    return {
        "key": group.key or "none",
        "title": _title(group, by, at),
        "rows": [_row(row, by, at) for row in group.rows],
        "total": group.total,
        "more": group.more,
        "more_url": _full_list(group, by, chosen) or _whole(group, by, chosen),
        "empty": EMPTY.get(group.key, _("Nothing yet.")),
        "is_urgent": group.key == State.OVERDUE,
    }


def _title(group, by, at):
    if by is By.STATE or group.key == State.OVERDUE:
        return State(group.key).label
    if by is By.DESK:
        section = group.rows[0].section
        return section.name if section else _("Without a section")
    if group.key in ("later", "undated"):
        return {"later": _("Later"), "undated": _("Without a date")}[group.key]
    day, today = date.fromisoformat(group.key), timezone.localtime(at).date()
    text = format_date(day, "l, j F")
    if day == today:
        return _("Today, %s") % text
    return _("Tomorrow, %s") % text if day == today + timedelta(days=1) else text


def _full_list(group, by, chosen):
    query = FULL_LIST.get(group.key) if by is By.STATE else None
    if by is By.DESK and group.key:
        query = {"section": group.key}
    if query is None:
        return ""
    kept = {name: value for name, value in chosen.items() if name in ("section", "language")}
    return f"{reverse('admin:articles_article_changelist')}?{urlencode(kept | query)}"


def _whole(group, by, chosen):
    """This page with all of a group that has no list; nothing where it shows all it can."""
    if len(group.rows) > SHOWN:
        return ""
    here = _here({"by": by.value, "whole": group.key} | chosen)
    return f"{here}#plan-{group.key or 'none'}"


def _row(article, by, at):
    person = article.assigned_to or article.created_by
    return {
        "article": article,
        "url": reverse("admin:articles_article_change", args=[article.pk]),
        "stage_pill": marks.stage_pill(article) if _says_more(article, by) else "",
        "state": State(article.state) if by is not By.STATE else None,
        "readers": _readers(article, by, at),
        "kind_of_time": _kind_of_time(article, at),
        "when": marks.when(article.moment, at) if article.moment else "",
        "changed": marks.when(article.changed_at, at),
        "person": marks.person(person) if person else "",
    }


def _says_more(article, by):
    """Whether the stage says what the group or the state does not: approved is what goes out."""
    if article.state in (State.LIVE, State.SCHEDULED):
        return article.stage != Stage.APPROVED
    return by is not By.STATE or article.state == State.OVERDUE


def _readers(article, by, at):
    """How the story stands with readers who have or had it, where nothing else says so."""
    if article.state == State.LIVE or (article.state == State.WITHDRAWN and by is By.STATE):
        return None
    state = live_state(article, at)
    return None if state in (LiveState.NONE, LiveState.SCHEDULED) else state


class Time(TextChoices):
    OUT = "out", gettext_lazy("out")
    DUE = "due", gettext_lazy("goes out")
    UPDATE = "update", gettext_lazy("update")
    PLANNED = "planned", gettext_lazy("planned")


def _kind_of_time(article, at):
    """What the row's moment means, in a word."""
    if article.moment is None:
        return ""
    if article.state == State.LIVE:
        return Time.OUT.label
    if article.moment == article.live_from:
        return Time.DUE.label
    return (Time.UPDATE if article.moment == article.update_at else Time.PLANNED).label
