"""Pictures whose rights end soon, or have ended, in stories that readers have or are to get."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Q, QuerySet, Window

from articles.models import Article, Image, Publication, PublicationImage, ScheduledUpdate

from . import desk
from .picture_uses import waiting_updates

# How long before rights end the desk is shown it, and how long after that its first page says so.
AHEAD = timedelta(days=14)
AFTER = timedelta(days=3)
READY_MADE = ("page", "pieces", "card", "plain_card", "social")


def in_stories(at: datetime) -> QuerySet[PublicationImage]:
    """Pictures of live and of scheduled stories; those whose rights end first come first."""
    stories = Publication.objects.live(at) | Publication.objects.scheduled(at)
    rows = PublicationImage.objects.filter(publication__in=stories.order_by())
    rows = rows.select_related("image", "publication")
    rows = rows.defer(*(f"publication__{name}" for name in READY_MADE))
    return rows.order_by("image__usable_until", "image_id", "publication_id")


def barred(at: datetime) -> Q:
    """What may not be used at ``at``: the other side of ``ImageQuerySet.usable``."""
    return ~Q(do_not_use="") | Q(usable_from__gt=at) | Q(usable_until__lte=at)


def ending(at: datetime) -> Q:
    """What may be used at ``at``, and not much longer."""
    return ~barred(at) & Q(usable_until__lte=at + AHEAD)


def of_images(condition: Q) -> Q:
    """``condition`` on pictures as one on the rows of ``in_stories``."""
    return Q(image__in=Image.objects.filter(condition).order_by())


def in_updates(condition: Q) -> list[tuple[ScheduledUpdate, Image]]:
    """Pictures with ``condition`` in updates of live stories that are scheduled; two queries."""
    rows = list(waiting_updates().select_related("article").only("article__headline"))
    images = Image.objects.filter(condition).in_bulk({row.picture for row in rows})
    return [(row, images[row.picture]) for row in rows if row.picture in images]


def for_person(user: AbstractUser, *, at: datetime, most: int) -> list[Any]:
    """The first ``most`` rows of ``in_stories`` with stories that ``user`` may know of, each with
    the number of all as ``total``: of rights that end within AHEAD, or ended less than AFTER ago.

    One query.
    """
    soon = Q(usable_until__gt=at - AFTER, usable_until__lte=at + AHEAD, do_not_use="")
    visible = desk.visible_to(user, at=at).order_by().values("pk")
    rows = in_stories(at).filter(of_images(soon), publication__in=visible)
    return list(rows.annotate(total=Window(Count("*")))[:most])


def of_article(article: Article, *, at: datetime) -> list[Image]:
    """The pictures of what readers have of ``article``, or are to get, that they do not get now or
    will lose within AHEAD. One query.
    """
    now = PublicationImage.objects.filter(publication=article.pk).order_by().values("image")
    update = waiting_updates().filter(article=article.pk).values("picture")
    images = Image.objects.filter(barred(at) | ending(at), pk__in=now.union(update))
    return list(images.order_by("usable_until", "pk"))
