"""What readers have of an article, for actions that change it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Publication
from articles.signals import publication_changed

from . import hub
from .errors import NotAllowed


def is_live(publication: Publication, at: datetime) -> bool:
    return Publication.objects.live(at).filter(pk=publication.pk).exists()


def live_or_refused(article: Article, at: datetime) -> Publication:
    """What readers see of ``article`` at ``at``. Raises NotAllowed where that is nothing."""
    publication = Publication.objects.live(at).filter(article=article).first()
    if publication is None:
        raise NotAllowed(_("This article is not live. Publish it instead."))
    return publication


def locked_live(article: Article, at: datetime) -> Publication:
    """The same, locked until the transaction ends; for what is done to a live story alone."""
    rows = Publication.objects.select_for_update(of=("self",)).select_related("version")
    publication = rows.filter(article=article).first()
    if publication is None or not is_live(publication, at):
        raise NotAllowed(_("This article is not live."))
    return publication


def tell(article: Article, at: datetime, *, left: Iterable[str] = ()) -> None:
    """Let others know after commit; never before, and never when it fails.

    ``left`` are feeds that it stood in before (``queries.hub.feeds_of``), if it may have left them.
    """
    pk = article.pk
    hub.note(pk, at=at, left=left)
    transaction.on_commit(
        lambda: publication_changed.send_robust(sender=Article, article_id=pk, at=at)
    )
