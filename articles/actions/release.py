"""What brings a text before readers, and takes it away again."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import Verb
from articles.models import Article, Publication
from articles.signals import publication_changed

from . import publications
from .errors import NotAllowed, NotReady
from .permissions import (
    locked,
    refusal_to_publish,
    refusal_to_unschedule,
    refusal_to_withdraw,
    require,
)
from .save import record_event

# How far ``publish_at`` may lie behind: a form takes a moment to be sent.
GRACE = timedelta(minutes=5)


@transaction.atomic
def publish(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    override: str = "",
    published_at: datetime | None = None,
) -> Publication:
    """Put the newest version of ``article`` before readers, now.

    ``override`` is a Publisher's reason to publish text that nobody approved or that is not
    ready; it is recorded. ``published_at`` dates the story back (archives, imports). An article
    that was withdrawn comes back with its first date; one that was scheduled goes out now. An
    expiry that lies ahead stays.

    Raises NotAllowed (also when the article is live: use ``update_live``) or NotReady.
    """
    article = _ready(article, by=by, override=override)
    before = Publication.objects.filter(article=article).first()
    if before and is_live(before, at):
        raise NotAllowed(_("This article is live already. Update it instead."))
    if published_at and published_at > at:
        raise NotReady([_("The date of publication lies ahead. Schedule the story instead.")])
    first = before.published_at if before and before.published_at <= at else at
    publication = publications.write(
        article,
        published_at=published_at or first,
        updated_at=published_at or at,
        expires_at=_still_ahead(before, at),
        announced_at=at,
    )
    record_event(article, Verb.PUBLISHED, by=by, at=at, why=override)
    _tell(article, at)
    return publication


@transaction.atomic
def update_live(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    override: str = "",
    why: str = "",
) -> Publication:
    """Replace what readers see of a live article by its newest version.

    Raises NotAllowed, NotReady, or NotAllowed when the article is not live.
    """
    article = _ready(article, by=by, override=override)
    before = Publication.objects.filter(article=article).first()
    if before is None or not is_live(before, at):
        raise NotAllowed(_("This article is not live. Publish it instead."))
    if before.version.number == article.version_number:
        raise NotAllowed(_("Readers already see the newest version."))
    publication = publications.write(
        article,
        published_at=before.published_at,
        updated_at=at,
        expires_at=before.expires_at,
        announced_at=before.announced_at,
    )
    record_event(article, Verb.UPDATED, by=by, at=at, why=override or why)
    _tell(article, at)
    return publication


@transaction.atomic
def schedule(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    publish_at: datetime,
    expires_at: datetime | None = None,
    override: str = "",
) -> Publication:
    """Freeze the newest version of ``article`` and let readers see it from ``publish_at`` on.

    No worker is needed for that: the query that finds live articles compares the time. Calling
    it again moves the time or takes a newer version.

    Raises NotAllowed or NotReady.
    """
    article = _ready(article, by=by, override=override)
    before = Publication.objects.filter(article=article).first()
    if before and before.published_at <= at:
        raise NotAllowed(_("This article has been published already."))
    if publish_at <= at - GRACE:
        raise NotReady([_("The time to publish lies in the past.")])
    if expires_at and expires_at <= publish_at:
        raise NotReady([_("The story would expire before it is published.")])
    publication = publications.write(
        article, published_at=publish_at, updated_at=publish_at, expires_at=expires_at
    )
    record_event(article, Verb.SCHEDULED, by=by, at=at, why=override or publish_at.isoformat())
    return publication


@transaction.atomic
def unschedule(
    article: Article, *, by: AbstractBaseUser | None, at: datetime, why: str = ""
) -> None:
    """Take a story that readers have not seen off the schedule. Raises NotAllowed."""
    article = locked(article)
    require(refusal_to_unschedule(by, article))
    if not publications.drop_unpublished(article, at=at):
        raise NotAllowed(_("This article is not scheduled."))
    record_event(article, Verb.UNSCHEDULED, by=by, at=at, why=why)


@transaction.atomic
def withdraw(
    article: Article, *, by: AbstractBaseUser | None, at: datetime, why: str
) -> Publication:
    """Take a live story from readers: they get 410, staff see ``why``.

    The publication stays, and so do all versions. Raises NotAllowed, or NotReady without a
    reason.
    """
    article = locked(article)
    require(refusal_to_withdraw(by, article))
    publication = Publication.objects.select_for_update().filter(article=article).first()
    if publication is None or not is_live(publication, at):
        raise NotAllowed(_("This article is not live."))
    if not why.strip():
        raise NotReady([_("Say why the story is withdrawn.")])
    publication.withdrawn_at, publication.withdrawn_why = at, why
    publication.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record_event(article, Verb.WITHDRAWN, by=by, at=at, why=why)
    _tell(article, at)
    return publication


def is_live(publication, at):
    return Publication.objects.live(at).filter(pk=publication.pk).exists()


def _still_ahead(publication, at):
    expires_at = publication.expires_at if publication else None
    return expires_at if expires_at and expires_at > at else None


def _ready(article, *, by, override):
    """The locked article, when ``by`` may publish it and nothing is missing."""
    article = locked(article)
    require(refusal_to_publish(by, article, override=override))
    if problems := publications.missing(article, override=bool(override.strip())):
        raise NotReady(problems)
    return article


def _tell(article, at):
    """Let others know after commit; never before, and never when it fails."""
    pk = article.pk
    transaction.on_commit(
        lambda: publication_changed.send_robust(sender=Article, article_id=pk, at=at)
    )
