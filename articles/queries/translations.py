"""What is left to translate: stories that a language lacks, and translations that fell behind."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Greatest, JSONObject
from django.utils.translation import gettext_lazy as _

from articles.enums import ChangeKind, Verb
from articles.models import Article, Correction, Event, Publication

from . import desk
from .live_state import with_live_state


class Lack(TextChoices):
    MISSING = "missing", _("not translated")
    BEHIND = "behind", _("older than the original")


def missing(language: str, *, user: AbstractUser, at: datetime) -> QuerySet[Any]:
    """Live originals in other languages, newest first, of which ``language`` has no text at all.

    A draft that ``user`` may not know of counts as a text: somebody is at it.
    """
    there = Article.objects.filter(translation_of=OuterRef("pk"), language=language)
    originals = Article.objects.filter(translation_of=None).exclude(language=language)
    live = originals.filter(publication__in=Publication.objects.live(at).order_by())
    rows = desk.visible_to(user, at=at).filter(pk__in=live.values("pk"))
    return with_live_state(rows).filter(~Exists(there)).order_by("-live_from", "-pk")


def behind(language: str, *, user: AbstractUser, at: datetime) -> QuerySet[Any]:
    """Translations into ``language`` whose live original says something new since, newest first.

    New is what went out as more than a minor change, by the numbers of versions and not by clocks:
    an old text may be saved again, and a new one not be approved yet. Each has ``substantive``, the
    newest such version, and ``changes``: kind, words and number of each that it lacks. One of which
    nobody has said what it was made from is among them.
    """
    said = Correction.objects.filter(article=OuterRef("translation_of")).exclude(
        kind=ChangeKind.MINOR
    )
    newest = said.order_by("-after__number").values("after__number")[:1]
    published = Event.objects.filter(article=OuterRef("translation_of"), verb=Verb.PUBLISHED)
    first = published.order_by("at", "pk").values("version_number")[:1]
    lacked = said.filter(after__number__gt=OuterRef("translated_version"))
    live = Publication.objects.live(at).order_by().values("pk")
    rows = with_live_state(desk.visible_to(user, at=at)).filter(
        language=language, translation_of__in=live
    )
    return (
        rows.annotate(
            substantive=Greatest(Subquery(first), Subquery(newest)),
            changes=ArraySubquery(
                lacked.order_by("after__number").values(
                    json=JSONObject(kind="kind", words="words", number="after__number")
                )
            ),
        )
        .filter(Q(translated_version=None) | Q(translated_version__lt=F("substantive")))
        .order_by("-translation_of__publication__updated_at", "-pk")
    )
