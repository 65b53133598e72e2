"""The library: which pictures somebody looks for, and what a page of it says of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    TextField,
)
from django.db.models.functions import JSONObject
from django.db.models.lookups import IContains
from django.utils.translation import gettext_lazy as _

from articles.models import Agency, Image

from . import notices, picture_uses, site

SOON = timedelta(days=30)


class Texts(Func):
    """The texts of a field that has one for each language, without the marks of JSON."""

    template = (
        "ARRAY_TO_STRING(ARRAY(SELECT one #>> '{}' "
        "FROM JSONB_PATH_QUERY(%(expressions)s, '$.*') AS one), ' ')"
    )
    output_field = TextField()


# Where a word is looked for.
WORDS = (
    *map(F, ("alt", "caption", "keywords", "credit", "creator")),
    *map(F, ("copyright_notice", "original_name")),
    *map(Texts, ("alts", "captions")),
)


class Use(TextChoices):
    UNUSED = "no", _("in no story")
    USED = "yes", _("in a story")


class Rights(TextChoices):
    USABLE = "usable", _("may be used now")
    ENDING = "ending", _("end within 30 days")
    ENDED = "ended", _("have ended")
    BARRED = "barred", _("do not use")


class Lacks(TextChoices):
    ALT = "alt", _("alternative text")
    CREDIT = "credit", _("credit")


class Since(TextChoices):
    DAY = "1", _("the last 24 hours")
    WEEK = "7", _("the last 7 days")
    MONTH = "30", _("the last 30 days")
    YEAR = "365", _("the last 12 months")


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; what is empty narrows nothing. ``ids`` is None for any."""

    words: tuple[str, ...] = ()
    by: int | None = None
    agency: int | None = None
    use: str = ""
    rights: str = ""
    lacks: str = ""
    since: str = ""
    ids: tuple[int, ...] | None = None


def found(asked: Asked, *, at: datetime) -> QuerySet[Image]:
    """The pictures that are looked for, the newest first."""
    images = Image.objects.order_by("-pk")
    for word in asked.words:
        images = images.filter(_says(word))
    exact = {"created_by": asked.by, "agency": asked.agency, "pk__in": asked.ids}
    images = images.filter(**{name: value for name, value in exact.items() if value is not None})
    if asked.use:
        used = picture_uses.is_used()
        images = images.filter(used if asked.use == Use.USED else ~used)
    if asked.rights:
        images = images.filter(_rights(asked.rights, at))
    if asked.lacks:
        images = images.filter(_lacks(asked.lacks))
    if asked.since:
        images = images.filter(created_at__gte=at - timedelta(days=int(asked.since)))
    return images


def _says(word: str) -> Q:
    agencies = Agency.objects.filter(Q(short_name__iexact=word) | Q(name__icontains=word))
    says = Q(agency__in=agencies.values("pk"))
    for text in WORDS:
        says |= Q(IContains(text, word))
    return says


def _rights(asked: str, at: datetime) -> Q:
    return {
        Rights.USABLE: Q(pk__in=Image.objects.usable(at).order_by().values("pk")),
        Rights.ENDING: Q(do_not_use="", usable_until__gt=at, usable_until__lte=at + SOON),
        Rights.ENDED: Q(usable_until__lte=at),
        Rights.BARRED: ~Q(do_not_use=""),
    }[Rights(asked)]


def _lacks(asked: str) -> Q:
    return {Lacks.ALT: Q(alt="", alts={}, is_decorative=False), Lacks.CREDIT: Q(credit="")}[
        Lacks(asked)
    ]


@dataclass(frozen=True)
class Facts:
    """``count`` is how many were found. Others are of the whole library: who has brought
    pictures, which agencies they are from, and the articles with a scheduled update by picture.
    The page's frame shows ``unread``, of whoever asks, and is known by its ``revision``.
    """

    count: int
    unread: int
    revision: UUID | None
    people: list[dict]
    agencies: list[dict]
    waiting: dict[int, set[int]]

    def stories_of(self, image: Any) -> set[int]:
        """The keys of all articles that use ``image``, which comes from ``with_uses``."""
        waiting = self.waiting.get(image.pk, ())
        return {
            *(*image.as_lead, *image.in_text, *image.on_fronts),
            *(*image.for_readers, *waiting),
        }

    def is_out(self, image: Any) -> bool:
        """Whether readers have ``image``, which comes from ``with_uses``, or are to get it."""
        return image.is_out or image.pk in self.waiting


def facts(images: QuerySet[Image], *, by: Any, at: datetime) -> Facts:
    """What a page of the library says of ``images``, and its frame; one query."""
    users = get_user_model()._default_manager
    this = OuterRef("pk")
    people = users.filter(Exists(Image.objects.filter(created_by=this)))
    people = people.order_by("first_name", "last_name", "username")
    agencies = Agency.objects.filter(Exists(Image.objects.filter(agency=this)))
    number = Func(F("pk"), function="COUNT", output_field=IntegerField())
    count, unread, revision, who, which, waiting = users.filter(pk=by.pk).values_list(
        Subquery(images.order_by().annotate(number=number).values("number")),
        ArraySubquery(notices.unread_rows(by, at=at).values("pk")),
        site.revision(),
        ArraySubquery(people.values(row=_row("pk", "first_name", "last_name", "username"))),
        ArraySubquery(agencies.order_by("short_name").values(row=_row("pk", "short_name"))),
        ArraySubquery(picture_uses.waiting_updates().values(row=_row("article_id", "picture"))),
    )[0]
    by_picture: dict[int, set[int]] = {}
    for row in waiting:
        by_picture.setdefault(row["picture"], set()).add(row["article_id"])
    return Facts(count or 0, len(unread or ()), revision, who, which, by_picture)


def _row(*fields: str) -> JSONObject:
    return JSONObject(**{name: name for name in fields})


def keys(texts: Iterable[str]) -> tuple[int, ...]:
    """Those of ``texts`` that can be keys of rows."""
    return tuple(int(one) for one in texts if one.isascii() and one.isdigit() and len(one) < 19)
