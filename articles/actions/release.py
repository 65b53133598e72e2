"""What brings a text before readers, and takes it away again."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles import wall_clock
from articles.enums import ChangeKind, Verb
from articles.models import Article, Publication
from articles.queries.hub import feeds_of
from articles.queries.times_ahead import Times

from . import corrections, embargo, publications, rights
from .errors import NotAllowed, NotReady
from .live import is_live, live_or_refused, locked_live, tell
from .permissions import (
    locked,
    refusal_to_publish,
    refusal_to_unschedule,
    refusal_to_withdraw,
    require,
    require_seen,
)
from .save import bind_waiting, record_event
from .seen_times import require_times_seen
from .waiting_update import drop_update

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
    expected_version: int | None = None,
    kind: ChangeKind = ChangeKind.UPDATE,
    words: str = "",
) -> Publication:
    """Put the newest version of ``article`` before readers, now.

    ``override`` is a Publisher's reason to publish text that nobody approved or that is not
    ready; it is recorded. ``published_at`` dates the story back (archives, imports). An article
    that was withdrawn or has expired comes back with its first date; where readers had an older
    version, ``kind`` and ``words`` say to them what was changed, as with ``update_live``. One that
    was scheduled goes out now. An expiry that lies ahead stays.

    Raises NotAllowed (also when the article is live: use ``update_live``), NotReady, or Conflict
    when the newest version is not ``expected_version`` (None: does not ask).
    """
    article = ready(article, by=by, override=override, expected_version=expected_version, moment=at)
    before = Publication.objects.filter(article=article).first()
    if before and (is_live(before, at) or _went_out_meanwhile(before, article, at)):
        raise NotAllowed(_("This article is live already. Update it instead."))
    if published_at and published_at > at:
        raise NotReady([_("The date of publication lies ahead. Schedule the story instead.")])
    seen = before if before and before.published_at <= at else None
    # First: the page that is made now tells of it.
    told = _tell_of_change(seen, article, kind=kind, words=words, by=by, at=at)
    is_silent = seen is not None and (told is None or kind == ChangeKind.MINOR)
    left = feeds_of([article.pk])
    publication = publications.write(
        article,
        published_at=published_at or (seen.published_at if seen else at),
        updated_at=published_at or (seen.updated_at if seen and is_silent else at),
        expires_at=_still_ahead(before, at),
        announced_at=at,
    )
    why = _and(corrections.in_words(told) if told else "", override)
    record_event(article, Verb.PUBLISHED, by=by, at=at, why=why, times=_times(publication))
    bind_waiting(article, at=at)
    _drop_overtaken(article, by=by, at=at)
    tell(article, at, left=left)
    return publication


def _went_out_meanwhile(publication, article, at):
    """Whether somebody published this version after ``at`` was read, while this was waiting."""
    is_over = publication.expires_at is not None and publication.expires_at <= at
    is_out = publication.announced_at and not publication.withdrawn_at and not is_over
    return is_out and publication.version.number >= article.version_number


def _tell_of_change(seen, article, **change):
    """What readers are told where the story takes the place of what they had; None: nothing."""
    if seen is None:
        return None
    is_same = seen.version.number >= article.version_number
    if is_same and not corrections.says_anything(change["kind"], change["words"]):
        return None
    return corrections.record(seen, article, **change)


@transaction.atomic
def update_live(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    override: str = "",
    why: str = "",
    expected_version: int | None = None,
    kind: ChangeKind = ChangeKind.UPDATE,
    words: str = "",
) -> Publication:
    """Replace what readers see of a live article by its newest version.

    ``kind`` says what the change is to readers, ``words`` what they are told of it. An update
    that was scheduled with this version or an older one is taken off the schedule.

    Raises NotAllowed (also when the article is not live), NotReady or Conflict.
    """
    article = ready(article, by=by, override=override, expected_version=expected_version, moment=at)
    return replace(article, by=by, at=at, kind=kind, words=words, why=override or why)


def replace(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    kind: ChangeKind,
    words: str,
    why: str,
    times: Mapping[str, datetime | None] | None = None,
) -> Publication:
    """Put the version ``article.version_number`` in the place of what readers see.

    Called in a transaction with the article locked, by whoever has asked for permission. ``times``
    are those that this changes, for the event. Raises NotAllowed when the article is not live or
    readers see that version already, or NotReady.
    """
    before = live_or_refused(article, at)
    if before.version.number >= article.version_number:
        raise NotAllowed(_("Readers already see the newest version."))
    # First: the page that is made now tells of it.
    told = corrections.record(before, article, kind=kind, words=words, by=by, at=at)
    left = feeds_of([article.pk])
    publication = publications.write(
        article,
        published_at=before.published_at,
        updated_at=before.updated_at if kind == ChangeKind.MINOR else at,
        expires_at=before.expires_at,
        announced_at=before.announced_at,
    )
    why = _and(corrections.in_words(told), why)
    record_event(article, Verb.UPDATED, by=by, at=at, why=why, times=times)
    _drop_overtaken(article, by=by, at=at)
    tell(article, at, left=left)
    return publication


def _and(told: str, why: str) -> str:
    """What readers are told, and what the desk is."""
    return "\n".join(part for part in (told, why.strip()) if part)


@transaction.atomic
def schedule(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    publish_at: datetime,
    expires_at: datetime | None = None,
    override: str = "",
    expected_version: int | None = None,
    expected_times: Times | None = None,
) -> Publication:
    """Freeze the newest version of ``article`` and let readers see it from ``publish_at`` on.

    No worker is needed for that: the query that finds live articles compares the time. Calling
    it again moves the time or takes a newer version.

    Raises NotAllowed (also when it is scheduled just so already, or for another time than in
    ``expected_times``; None: does not ask), NotReady or Conflict.
    """
    article = ready(
        article, by=by, override=override, expected_version=expected_version, moment=publish_at
    )
    before = Publication.objects.filter(article=article).first()
    # One that was announced has been seen, even where the clock was set back since.
    if before and (before.published_at <= at or before.announced_at):
        raise NotAllowed(_("This article has been published already."))
    if before and _is_the_same(before, article, publish_at, expires_at):
        raise NotAllowed(_("This version is scheduled for that time already."))
    require_times_seen(article, expected_times, "published_at", "expires_at", at=at)
    if publish_at <= at - GRACE:
        raise NotReady([_("The time to publish lies in the past.")])
    if expires_at and expires_at <= publish_at:
        raise NotReady([_("The story would expire before it is published.")])
    publication = publications.write(
        article, published_at=publish_at, updated_at=publish_at, expires_at=expires_at
    )
    why = override or wall_clock.shown(publish_at)
    record_event(article, Verb.SCHEDULED, by=by, at=at, why=why, times=_times(publication))
    return publication


@transaction.atomic
def unschedule(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    why: str = "",
    expected_times: Times | None = None,
) -> None:
    """Take a story that readers have not seen off the schedule.

    Raises NotAllowed (also when it is scheduled for another time than in ``expected_times``; None:
    does not ask).
    """
    article = locked(article)
    require(refusal_to_unschedule(by, article))
    require_times_seen(article, expected_times, "published_at", "expires_at", at=at)
    if not publications.drop_unpublished(article, at=at):
        raise NotAllowed(_("This article is not scheduled."))
    times = {"published_at": None, "expires_at": None}
    record_event(article, Verb.UNSCHEDULED, by=by, at=at, why=why, times=times)


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
    publication = locked_live(article, at)
    if not why.strip():
        raise NotReady([_("Say why the story is withdrawn.")])
    publication.withdrawn_at, publication.withdrawn_why = at, why
    publication.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record_event(article, Verb.WITHDRAWN, by=by, at=at, why=why)
    drop_update(article, by=by, at=at, why=_("The story was withdrawn."))
    tell(article, at)
    return publication


def _times(publication):
    return {"published_at": publication.published_at, "expires_at": publication.expires_at}


def _is_the_same(publication, article, publish_at, expires_at):
    return (publication.version.number, publication.published_at, publication.expires_at) == (
        article.version_number,
        publish_at,
        expires_at,
    )


def _still_ahead(publication, at):
    expires_at = publication.expires_at if publication else None
    return expires_at if expires_at and expires_at > at else None


def ready(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    override: str,
    expected_version: int | None,
    moment: datetime,
) -> Article:
    """The locked article, when ``by`` may publish it and has seen it, and nothing is in the way.

    ``moment`` is when readers are to get it. Raises NotAllowed, Conflict or NotReady.
    """
    article = locked(article)
    require(refusal_to_publish(by, article, override=override))
    require_seen(article, expected_version)
    is_overridden = bool(override.strip())
    problems = publications.missing(article, override=is_overridden)
    problems += rights.in_the_way(article, moment)
    if not is_overridden:
        problems += embargo.in_the_way(article, moment)
    if problems:
        raise NotReady(problems)
    return article


def _drop_overtaken(article, *, by, at):
    """An update that was scheduled with a text no newer than what readers have now."""
    why = _("Readers have version %d already.") % article.version_number
    drop_update(article, by=by, at=at, why=why, up_to=article.version_number)
