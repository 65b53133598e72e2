"""Pictures whose rights end soon, or have ended, in stories that readers have or are to get."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window

from articles.models import Article, Image, Publication, PublicationImage, ScheduledUpdate

from . import desk
from .picture_uses import waiting_updates

# How long before rights end the desk is shown it, and how long after that its first page says so.
AHEAD = timedelta(days=14)
AFTER = timedelta(days=3)
READY_MADE = ("page", "pieces", "card", "plain_card", "social")


def in_stories(at: datetime) -> QuerySet[PublicationImage]:
    """Pictures of live and of scheduled stories; those whose rights end first come first."""
    rows = PublicationImage.objects.filter(publication__in=_stories(at))
    rows = rows.select_related("image", "publication")
    rows = rows.defer(*(f"publication__{name}" for name in READY_MADE))
    return rows.order_by("image__usable_until", "image_id", "publication_id")


def are_shown(at: datetime) -> Q:
    """The condition for pictures of such stories, and of updates of them that are scheduled."""
    stories = _stories(at)
    shown = PublicationImage.objects.filter(image=OuterRef("pk"), publication__in=stories)
    updates = waiting_updates().filter(article__in=stories.values("pk"))
    return Exists(shown) | Q(pk__in=updates.values("picture"))


def _stories(at: datetime) -> QuerySet[Publication]:
    return (Publication.objects.live(at) | Publication.objects.scheduled(at)).order_by()


def barred(at: datetime) -> Q:
    """What may not be used at ``at``: the other side of ``ImageQuerySet.usable``."""
    return ~Q(do_not_use="") | Q(usable_from__gt=at) | Q(usable_until__lte=at)


def ending(at: datetime) -> Q:
    """What may be used at ``at``, and not much longer."""
    return ~barred(at) & Q(usable_until__lte=at + AHEAD)


def of_images(condition: Q) -> Q:
    """``condition`` on pictures as one on the rows of ``in_stories``."""
    return Q(image__in=Image.objects.filter(condition).order_by())


def in_updates(
    condition: Q, *, of: QuerySet[Article] | None = None
) -> list[tuple[ScheduledUpdate, Image]]:
    """Pictures with ``condition`` in updates that are scheduled, perhaps only ``of`` some stories;
    one query, and one more where any waits.
    """
    updates = waiting_updates() if of is None else waiting_updates().filter(article__in=of)
    rows = updates.select_related("article").only("article__headline", "article__language")
    waiting = list(rows)
    images = Image.objects.filter(condition).in_bulk({row.picture for row in waiting})
    return [(row, images[row.picture]) for row in waiting if row.picture in images]


def for_person(
    user: AbstractUser, *, at: datetime, most: int
) -> tuple[list[Any], list[tuple[ScheduledUpdate, Image]]]:
    """The first ``most`` rows of ``in_stories`` with stories that ``user`` may know of, each with
    the number of all as ``total``, and all of ``in_updates``: of rights that end within AHEAD, or
    ended less than AFTER ago.
    """
    soon = Q(usable_until__gt=at - AFTER, usable_until__lte=at + AHEAD, do_not_use="")
    visible = desk.visible_to(user, at=at).order_by()
    rows = in_stories(at).filter(of_images(soon), publication__in=visible.values("pk"))
    listed = list(rows.annotate(total=Window(Count("*")))[:most])
    return listed, in_updates(soon, of=visible)


def of_article(article: Article, *, at: datetime) -> list[Image]:
    """The pictures of what readers have of ``article``, or are to get, that they do not get now or
    will lose within AHEAD. One query.
    """
    now = PublicationImage.objects.filter(publication=article.pk).order_by().values("image")
    update = waiting_updates().filter(article=article.pk).values("picture")
    images = Image.objects.filter(barred(at) | ending(at), pk__in=now.union(update))
    return list(images.order_by("usable_until", "pk"))
