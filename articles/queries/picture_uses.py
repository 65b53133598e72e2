"""Which stories use a picture: on the desk, for readers, and in what waits to go out; and which may
come back to it.
"""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from articles.models import (
    Article,
    Autosave,
    Contributor,
    Image,
    ImageReference,
    Publication,
    PublicationImage,
    ScheduledUpdate,
    SiteSettings,
    Slot,
    Version,
)

from . import fronts


def is_used() -> Q:
    """The condition for pictures that anything names: a text on the desk, what readers have or
    had, what waits to go out, a front, a person, or the site.
    """
    return (
        Q(pk__in=Article.objects.exclude(lead_image=None).order_by().values("lead_image"))
        | Q(pk__in=ImageReference.objects.order_by().values("image"))
        | Q(pk__in=PublicationImage.objects.order_by().values("image"))
        | Q(pk__in=Publication.objects.exclude(lead_image=None).order_by().values("lead_image"))
        | Q(pk__in=waiting_updates().values("picture"))
        | Q(pk__in=placed().values("image"))
        | Q(pk__in=Contributor.objects.exclude(picture=None).order_by().values("picture"))
        | Q(pk__in=SiteSettings.objects.exclude(logo=None).values("logo"))
    )


def placed() -> QuerySet[Slot]:
    """The slots of fronts with a picture of their own: as readers have them, and on the desk."""
    slots = fronts.launched_slots() | fronts.desk_slots()
    return slots.exclude(Q(image=None) | Q(article=None))


def waiting_updates() -> QuerySet[Any]:
    """A row for each ``picture`` of each scheduled update, of which there are few at any time."""
    keys = Func(F("version__data__pictures"), function="jsonb_object_keys")
    return ScheduledUpdate.objects.order_by().annotate(picture=Cast(keys, BigIntegerField()))


def with_uses(images: QuerySet[Image], *, at: datetime) -> QuerySet[Any]:
    """``images`` with who brought them and, in the same query, the keys of articles that use them.

    ``as_lead`` and ``in_text`` are of texts on the desk, ``on_fronts`` of stories that stand on a
    front with it, ``for_readers`` of what is published, withdrawn stories too. ``is_out`` says
    whether a live or scheduled one is among these, or a front that readers have.
    """
    this = OuterRef("pk")
    shown = PublicationImage.objects.filter(image=this)
    out = Publication.objects.live(at) | Publication.objects.scheduled(at)
    return images.select_related("created_by", "agency").annotate(
        as_lead=ArraySubquery(Article.objects.filter(lead_image=this).order_by().values("pk")),
        in_text=ArraySubquery(
            ImageReference.objects.filter(image=this).order_by().values("article")
        ),
        on_fronts=ArraySubquery(placed().filter(image=this).values("article")),
        for_readers=ArraySubquery(shown.order_by().values("publication")),
        is_out=Exists(shown.filter(publication__in=out))
        | Exists(fronts.launched_slots().filter(image=this).exclude(article=None)),
    )


def using(image: Image, articles: QuerySet[Article]) -> QuerySet[Any]:
    """Those of ``articles`` that use ``image``, those that changed last first.

    Each says where: ``is_lead``, ``in_text``, ``on_front``, ``for_readers``, ``is_waiting``.
    """
    this = OuterRef("pk")
    shown = PublicationImage.objects.filter(image=image, publication=this)
    waiting = ScheduledUpdate.objects.filter(version__data__pictures__has_key=str(image.pk))
    where = {
        "is_lead": Q(lead_image__isnull=False, lead_image=image),
        "in_text": Q(Exists(ImageReference.objects.filter(image=image, article=this))),
        "on_front": Q(Exists(placed().filter(image=image, article=this))),
        "for_readers": Q(Exists(shown)),
        "is_waiting": Q(pk__in=waiting.values("article")),
    }
    anywhere = Q()
    for condition in where.values():
        anywhere |= condition
    found = articles.filter(anywhere).annotate(**where)
    return found.order_by("-changed_at", "-pk")


def in_versions(image: Image) -> set[int]:
    """The keys of articles of which a version names ``image``.

    Versions from before these listed their pictures do not say it.
    """
    versions = Version.objects.filter(data__pictures__has_key=str(image.pk))
    return set(versions.order_by().values_list("article", flat=True))


def typed(image: Image) -> list[int | None]:
    """For each text that names ``image`` and that somebody has typed and not saved, the key of its
    article; None for a new one.
    """
    in_text = Q(data__body__0__regex=rf"data-image=[\"']?{image.pk}(?!\d)")
    texts = Autosave.objects.filter(in_text | Q(data__lead_image=[str(image.pk)]))
    return list(texts.order_by().values_list("article", flat=True))
