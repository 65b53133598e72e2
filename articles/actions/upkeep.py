"""What the worker does. Each call handles one row in one transaction and may run anywhere twice."""

from datetime import datetime

from django.db import transaction

from articles.enums import Verb
from articles.models import Article, Publication
from articles.queries import desk
from articles.signals import publication_changed

from . import publications
from .save import bind_waiting, record_event


@transaction.atomic
def announce_next(*, at: datetime) -> int | None:
    """Record that a scheduled story has gone live; readers see it without this.

    Returns the article's id, or None when nothing is due.
    """
    due = Publication.objects.live(at).filter(announced_at=None).order_by("published_at", "pk")
    publication = due.select_for_update(skip_locked=True, of=("self",)).first()
    if publication is None:
        return None
    publication.announced_at = at
    publication.save(update_fields=["announced_at"])
    article = Article.objects.get(pk=publication.pk)
    article.version_number = publication.version.number
    record_event(article, Verb.PUBLISHED, by=None, at=publication.published_at)
    transaction.on_commit(
        lambda: publication_changed.send_robust(sender=Article, article_id=article.pk, at=at)
    )
    return article.pk


@transaction.atomic
def remake_next() -> int | None:
    """Make one stale publication again; return its id, or None when none is stale."""
    stale = Publication.objects.filter(is_stale=True).order_by("pk")
    publication = stale.select_for_update(skip_locked=True, of=("self",)).first()
    if publication is None:
        return None
    publications.remake(publication)
    return publication.pk


@transaction.atomic
def bind_next(*, at: datetime) -> int | None:
    """Bind what a busy moment left wanted though its article exists.

    Returns the id of the article that was wanted, or None when nothing is left to bind.
    """
    article = desk.wanted_and_there().first()
    if article is None or not bind_waiting(article, at=at):
        return None
    return article.pk
