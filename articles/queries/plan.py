"""The plan: what is in work, due and out, by where it stands, by day or by desk."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    FloatField,
    OrderBy,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
    Window,
)
from django.db.models.functions import (
    Cast,
    Coalesce,
    Concat,
    Extract,
    JSONArray,
    Least,
    NullIf,
    RowNumber,
    Trim,
    TruncDate,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.enums import Stage
from articles.models import Language, Section, SiteSettings

from . import desk
from .live_state import with_live_state

# How many rows of a group are shown, and how many where somebody asks for the whole group; the rest
# is counted.
SHOWN, MANY = 12, 300
# How many days, from today on, have a group of their own.
DAYS = 8


class State(TextChoices):
    """Where a story stands for those who plan. In the order in which groups are shown."""

    OVERDUE = "overdue", _("Overdue")
    WORK = "work", _("In work")
    REVIEW = "review", _("In review")
    APPROVED = "approved", _("Approved, not out yet")
    WITHDRAWN = "withdrawn", _("Withdrawn, newer text approved")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live today")


class By(TextChoices):
    STATE = "state", _("Where it stands")
    DAY = "day", _("Days")
    DESK = "desk", _("Sections")


@dataclass(frozen=True)
class Wanted:
    """What the plan is narrowed to; None does not narrow."""

    section: int | None = None
    language: str | None = None
    person: int | None = None
    stage: str | None = None


@dataclass(frozen=True)
class Group:
    """``key`` is a State, a date, "later", "undated", or the id of a section ("" for none)."""

    key: str
    rows: list[Any] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def plan(
    user: AbstractUser, *, at: datetime, by: By, wanted: Wanted, whole: str | None = None
) -> list[Group]:
    """The stories that concern the desk at ``at`` and that ``user`` may know of; one query.

    ``whole`` is the key of a group of which more is wanted than the first rows.

    Each row is an Article with the columns of ``with_live_state``, ``state`` (see State),
    ``moment`` (when it is planned, due or went out; None without one, and where the plan was kept)
    and ``update_at`` (when an update of it is due). Stories that went live before today and have
    no newer text are not part of it.
    """
    rows = _ranked(_stories(user, at, wanted), by, at, whole)
    groups = groupby(rows, key=lambda row: row.group)
    found = {key: Group(key, shown := list(rows), shown[0].group_size) for key, rows in groups}
    return [found.get(key, Group(key)) for key in _order(by, at, found)]


def _stories(user: AbstractUser, at: datetime, wanted: Wanted) -> QuerySet[Any]:
    visible = with_live_state(desk.visible_to(user, at=at)).annotate(
        update_at=F("scheduled_update__due_at"),
        failed_at=F("failure__first_at"),
        # When readers lose or lost the story; null where they have it without end, or never had it.
        gone_at=Least("publication__withdrawn_at", "publication__expires_at"),
    )
    stories = visible.annotate(state=_state(at)).exclude(state="")
    if wanted.section is not None:
        stories = stories.filter(section=wanted.section)
    if wanted.language is not None:
        stories = stories.filter(language=wanted.language)
    if wanted.stage is not None:
        stories = stories.filter(stage=wanted.stage)
    if wanted.person is not None:
        stories = stories.filter(desk.concerns(wanted.person))
    return stories


def _state(at: datetime) -> Case:
    """First match wins. What readers see and nobody changes has the state "".

    Overdue is what the newsroom failed to do in time, and a plan that was missed (``_is_missed``)
    where nothing is scheduled. What is scheduled for later than planned is promised, and not late.
    """
    is_shown = Q(withdrawn_at=None, live_from__lte=at)
    is_out = is_shown & (Q(live_until=None) | Q(live_until__gt=at))
    is_newest = Q(live_version=F("version_number"), stage=Stage.APPROVED)
    return Case(
        When(Q(failed_at__isnull=False) | Q(update_at__lte=at), then=Value(State.OVERDUE)),
        When(Q(withdrawn_at=None, live_from__gt=at), then=Value(State.SCHEDULED)),
        When(is_out & Q(update_at__gt=at), then=Value(State.SCHEDULED)),
        When(is_out & is_newest & Q(live_from__gte=midnight(at)), then=Value(State.LIVE)),
        When(is_newest, then=Value("")),
        When(_is_missed(at), then=Value(State.OVERDUE)),
        When(stage=Stage.REVIEW, then=Value(State.REVIEW)),
        When(stage=Stage.APPROVED, withdrawn_at__isnull=False, then=Value(State.WITHDRAWN)),
        When(stage=Stage.APPROVED, then=Value(State.APPROVED)),
        default=Value(State.WORK),
        output_field=CharField(),
    )


def _is_missed(at: datetime) -> Q:
    """What was planned for a moment that has passed, and readers have not had since.

    A plan is kept once readers have the story, late or not: newer text of it is not overdue, nor is
    what was withdrawn or has expired after its plan. One made for a time after that can be missed.
    """
    never_out = Q(live_from=None)
    return Q(planned_for__lte=at) & (never_out | Q(planned_for__gt=F("gone_at")))


def _ranked(stories: QuerySet[Any], by: By, at: datetime, whole: str | None) -> QuerySet[Any]:
    """The first rows of each group, with how many it has."""
    changed = Extract("changed_at", "epoch", output_field=FloatField())
    went_out = Extract("live_from", "epoch", output_field=FloatField())
    stories = stories.annotate(
        moment=Case(
            When(state=State.LIVE, then=F("live_from")),
            default=Coalesce(
                Case(When(live_from__gt=at, then=F("live_from"))),
                "update_at",
                Case(When(Q(planned_for__gt=at) | _is_missed(at), then=F("planned_for"))),
            ),
        ),
        # What waits for a review longest comes first, and else what was changed last.
        turn=Case(
            When(state=State.REVIEW, then=changed),
            When(state=State.LIVE, then=-went_out),
            default=-changed,
        ),
    ).annotate(group=_group(by, at))
    # By where it stands, what went out last comes first; a day is told from its beginning.
    due = (
        Case(When(state=State.LIVE, then=None), default="moment") if by is By.STATE else F("moment")
    )
    order = (OrderBy(due, nulls_last=True), "turn", "pk")
    ranked = stories.annotate(
        row_number=Window(RowNumber(), partition_by="group", order_by=order),
        group_size=Window(Count("*"), partition_by="group"),
    )
    shown = Q(row_number__lte=SHOWN)
    if whole is not None:
        shown |= Q(row_number__lte=MANY, group=whole)
    return (
        ranked.filter(shown)
        .select_related("section", "language", "assigned_to", "created_by")
        .defer("body", "note", "teaser", "seo_title", "seo_description")
        .order_by("group", "row_number")
    )


def _group(by: By, at: datetime) -> Any:
    if by is By.STATE:
        return F("state")
    if by is By.DESK:
        return Coalesce(Cast("section_id", CharField()), Value(""))
    day = Cast(TruncDate("moment"), CharField())
    return Case(
        When(state=State.OVERDUE, then=Value(State.OVERDUE)),
        When(moment=None, then=Value("undated")),
        When(moment__gte=midnight(at, DAYS), then=Value("later")),
        default=day,
        output_field=CharField(),
    )


def _order(by: By, at: datetime, found: dict[str, Group]) -> list[str]:
    """The keys of the groups in their order; those of By.DESK by the sections' own order."""
    if by is By.STATE:
        rare = () if State.WITHDRAWN in found else (State.WITHDRAWN,)
        return [state.value for state in State if state not in rare]
    if by is By.DAY:
        today = timezone.localtime(at).date()
        days = [(today + timedelta(days=n)).isoformat() for n in range(DAYS)]
        return [State.OVERDUE.value, *days, "later", "undated"]

    def place(key: str) -> tuple:
        section = found[key].rows[0].section
        return (section is None, section and (section.position, section.slug))

    return sorted(found, key=place)


def midnight(at: datetime, days: int = 0) -> datetime:
    """The moment at which the newsroom's day that lies ``days`` after that of ``at`` begins."""
    zone = timezone.get_default_timezone()
    day: date = timezone.localtime(at, zone).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, tzinfo=zone)


@dataclass(frozen=True)
class Choices:
    """What the plan can be narrowed to: value and name of each."""

    sections: list[tuple[int, str]]
    languages: list[tuple[str, str]]
    people: list[tuple[int, str]]


def choices() -> Choices:
    """One query."""
    people = get_user_model().objects.filter(is_staff=True, is_active=True)
    name = Coalesce(
        NullIf(Trim(Concat("first_name", Value(" "), "last_name")), Value("")), "username"
    )
    [row] = SiteSettings.objects.filter(pk=1).values_list(
        ArraySubquery(Section.objects.values(pair=JSONArray("pk", "name"))),
        ArraySubquery(Language.objects.values(pair=JSONArray("code", "name"))),
        ArraySubquery(people.order_by(name, "pk").values(pair=JSONArray("pk", name))),
    )
    return Choices(*([(value, name) for value, name in pairs] for pairs in row))
