"""Where readers have a picture."""

from datetime import datetime

from django.db.models import QuerySet

from articles.models import Image, Publication, PublicationImage, ScheduledUpdate


def shown_in(image: Image, *, at: datetime) -> QuerySet[Publication]:
    """The publications that show ``image`` to readers at ``at`` or are to: live ones, scheduled
    ones, and live ones with a scheduled update that shows it.

    What is withdrawn or has expired shows readers nothing; to come back it is published anew.
    """
    now = PublicationImage.objects.filter(image=image).values("publication")
    updates = ScheduledUpdate.objects.filter(version__data__pictures__has_key=str(image.pk))
    publications = Publication.objects.live(at) | Publication.objects.scheduled(at)
    return publications.filter(pk__in=now.union(updates.values("article")))
