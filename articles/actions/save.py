"""Saving a working copy."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import Stage, Verb
from articles.models import (
    Article,
    Event,
    Publication,
    PublicationReadMore,
    ReadMoreReference,
    ScheduledUpdate,
    Version,
)
from articles.models.article import slug_of
from articles.queries import links
from articles.queries.times_ahead import Times
from articles.snapshot.freeze import PLAIN, REFERENCES, freeze, is_same
from articles.snapshot.stored import read

from . import beside, embargo, notices, references, translations
from .errors import Conflict, NotAllowed
from .permissions import locked, may, refusal_to_edit, require

WRITTEN = [*PLAIN, *REFERENCES, *beside.FIELDS, "headline_key", "translated_version"]


def save(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    related: Callable[[], object] | None = None,
    expected_version: int | None = None,
    expected_times: Times | None = None,
    verb: Verb = Verb.SAVED,
    why: str = "",
) -> Version | None:
    """Store what ``article`` holds and what ``related`` writes (topics, tags, credits, agencies).

    Returns the new Version, or None where its content had not changed. In one transaction it
    checks that ``by`` may edit, refuses to write over a version newer than ``expected_version``
    (None: does not ask) or to change a plan or embargo that is another than in ``expected_times``
    (None: does not ask), binds wanted headlines, rewrites the reference rows, freezes a version,
    records an event, and binds what waited for this headline. What stands beside the text
    (assignment, plan, embargo) makes no version but an event of its own. ``why`` is kept with the
    version, or with that event where there is none.

    The publication stays as it is. So does the stage, but that approved text which somebody
    changes is in review again: nobody has signed for the new version. What the system itself
    changes (``by`` is None: a bound link) takes no approval away.

    Raises NotAllowed, Conflict, or NotReady: the body points at nothing, or the article cannot be
    the translation that it says it is. A new article that was refused can be mended and saved.
    """
    is_new = article.pk is None
    try:
        with transaction.atomic():
            seen = {"expected_version": expected_version, "expected_times": expected_times}
            return _save(article, related, seen, by=by, at=at, verb=verb, why=why)
    except Exception:
        if is_new:
            article.pk, article.version_number, article._state.adding = None, 0, True
        raise


def _save(article, related, seen, *, by, at, verb, why):
    stored = _stored(article, by=by, at=at, **seen)
    last = stored.versions.filter(number=stored.version_number).first() if stored else None
    _store(article, stored, by=by, at=at)
    if related:
        related()
    said = read(last.data) if last else None
    references.rewrite(article, said["body"] if said else "", by=by, at=at)
    version = _freeze(article, last, by=by, at=at, verb=verb, why=why)
    for what, words, times in beside.changes(article, stored):
        words = f"{words}\n{why}" if why and not version else words
        record_event(article, what, by=by, at=at, why=words, times=times)
    if version and (said is None or not _is_found_as_before(article, said)):
        bind_waiting(article, at=at)
    return version


def _freeze(article, last, *, by, at, verb, why):
    """The new version with its event, or None where it would say what ``last`` says."""
    data = freeze(article)
    if last and is_same(last.data, data):
        return None
    if by is not None and article.stage == Stage.APPROVED:
        article.stage = Stage.REVIEW
    version = record_version(article, data, by=by, at=at, why=why)
    record_event(article, verb if last else _first(verb), by=by, at=at, why=why)
    return version


def _is_found_as_before(article, data):
    return (data["headline"], data["language_id"]) == (article.headline, article.language_id)


def _first(verb):
    return Verb.CREATED if verb == Verb.SAVED else verb


def _stored(article, *, by, at, expected_version, expected_times):
    """The row as it is, locked; None for a new article. Raises NotAllowed or Conflict."""
    if article.pk is None:
        if not may(by, "add_article"):
            raise NotAllowed(_("You may not write articles."))
        beside.require_allowed(article, None, by=by)
        return None
    stored = locked(article)
    require(refusal_to_edit(by, stored))
    if expected_version is not None and expected_version != stored.version_number:
        raise Conflict(
            _("This article has been saved since you opened it. Nothing was overwritten."),
            current=stored.version_number,
        )
    beside.require_allowed(article, stored, by=by)
    beside.require_times_seen(article, stored, expected_times)
    embargo.require_kept(article, stored, by=by, at=at)
    return stored


def _store(article, stored, *, by, at):
    """Write the row itself."""
    if stored is None:
        article.created_at, article.created_by = at, by
        _write(article, at=at)
        return
    if article.headline != stored.headline:
        if stored.headline_is_working:
            article.headline_is_working = False
        _let_slug_follow(article, stored, at=at)
    article.version_number, article.stage = stored.version_number, stored.stage
    _write(article, at=at, update_fields=WRITTEN)


def _let_slug_follow(article, stored, *, at):
    """Until readers have the address, it says what the headline says; unless somebody wrote it."""
    is_ours = article.slug == stored.slug == slug_of(stored.headline)
    if is_ours and not Publication.objects.filter(article=stored, published_at__lte=at).exists():
        article.slug = ""


def _write(article, *, at, **how):
    translations.settle(article)
    references.bind_wanted(article, at=at)
    with translations.one_a_language():
        article.save(**how)


def bind_waiting(article, *, at):
    """Bind what waits for ``article``'s headline: other working copies and what is live.

    A working copy whose people may not all know of ``article`` yet goes on waiting: until it is
    approved or live. Each that is bound gets a version of its own, so that nothing changes unseen.
    One that somebody is saving at this moment is skipped; the worker comes back to it. Returns how
    many were bound.
    """
    if not article.headline_key:
        return 0
    waiting = ReadMoreReference.objects.filter(
        target=None, wanted_key=article.headline_key, article__language=article.language_id
    ).exclude(article=article)
    rows = Article.objects.filter(pk__in=waiting.values("article")).order_by("pk")
    bound = 0
    for other in rows.select_for_update(skip_locked=True, no_key=True, of=("self",)):
        if not links.known_to_all_of(other, at=at).filter(pk=article.pk).exists():
            continue
        _bind_one(other, why=article.headline, at=at)
        bound += 1
    bound += (
        PublicationReadMore.objects.filter(
            target=None, wanted_key=article.headline_key, publication__language=article.language_id
        )
        .exclude(publication=article.pk)
        .update(target=article, wanted="", wanted_key="")
    )
    return bound


def _bind_one(article, *, why, at):
    """A version with the link bound. Where readers had the one before, or will, this one is."""
    seen = article.version_number
    version = save(article, by=None, at=at, verb=Verb.BOUND, why=why)
    if version:
        readers = Publication.objects.filter(article=article, version__number=seen)
        readers.update(version=version)
        waiting = ScheduledUpdate.objects.filter(article=article, version__number=seen)
        waiting.update(version=version)


def record_version(article, data, *, by, at, why=""):
    article.version_number += 1
    article.changed_at, article.changed_by = at, by
    article.save(update_fields=["version_number", "stage", "changed_at", "changed_by"])
    return Version.objects.create(
        article=article,
        number=article.version_number,
        data=data,
        created_at=at,
        created_by=by,
        why=why,
    )


def record_event(article, verb, *, by, at, why="", times=None):
    """Record what is done to ``article``, and tell those whom it concerns.

    ``times`` has the moments that this sets, None for those that it takes away.
    """
    event = Event.objects.create(
        article=article,
        headline=article.headline,
        verb=verb,
        at=at,
        by=by,
        version_number=article.version_number or None,
        why=why,
        times=times,
    )
    notices.tell_of_event(event, article)
    return event
