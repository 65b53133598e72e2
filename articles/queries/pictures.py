"""Where readers have a picture, and which of its files they may have."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import (
    Contributor,
    Image,
    Publication,
    PublicationImage,
    ReplacedRenditions,
    ScheduledUpdate,
    SiteSettings,
)
from articles.pictures.renditions import folder, names

from . import fronts


def shown_in(image: Image, *, at: datetime) -> QuerySet[Publication]:
    """The publications that show ``image`` to readers at ``at`` or are to: live ones, scheduled
    ones, live ones with a scheduled update that shows it, and those that have it on a front.

    What is withdrawn or has expired shows readers nothing; to come back it is published anew.
    """
    now = PublicationImage.objects.filter(image=image).values("publication")
    updates = ScheduledUpdate.objects.filter(version__data__pictures__has_key=str(image.pk))
    placed = fronts.launched_slots().filter(image=image).exclude(article=None)
    publications = Publication.objects.live(at) | Publication.objects.scheduled(at)
    return publications.filter(
        pk__in=now.union(updates.values("article"), placed.values("article"))
    )


def public(at: datetime) -> QuerySet[Image]:
    """The pictures that a live story, its place on a front or the page of a person shows, and the
    site's logo, as far as they may be used: readers get their renditions.
    """
    this, live = OuterRef("pk"), Publication.objects.live(at)
    shown = PublicationImage.objects.filter(image=this, publication__in=live)
    placed = fronts.shown_slots(at).filter(image=this, shows_picture=True)
    portraits = Contributor.objects.filter(picture=this, is_complete=True)
    logos = SiteSettings.objects.filter(logo=this)
    images = Image.objects.usable(at).order_by()
    return images.filter(Exists(shown) | Exists(placed) | Exists(portraits) | Exists(logos))


def public_file(key: str, name: str, *, at: datetime) -> str | None:
    """The file of a rendition in the storage, where readers may have it; one query.

    What was replaced a moment ago is still named by pages that were made before: one query more.
    """
    return _file(public(at), key, name)


def previewed_file(pks: Collection[int], key: str, name: str, *, at: datetime) -> str | None:
    """The same for whoever may see the pictures ``pks``, live or not, while they may be used."""
    return _file(Image.objects.usable(at).filter(pk__in=pks), key, name)


def desk_file(key: str, name: str) -> str | None:
    """The same for staff."""
    return _file(Image.objects.order_by(), key, name)


def _file(images: QuerySet[Image], key: str, name: str) -> str | None:
    file = f"{folder(key)}{name}"
    for made in images.filter(rendition_key=key).values_list("renditions", flat=True):
        return file if name in names(made) else None
    before = ReplacedRenditions.objects.filter(key=key, image__in=images, files__contains=file)
    return file if before.exists() else None
