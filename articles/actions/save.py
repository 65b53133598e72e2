"""Saving a working copy."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import Verb
from articles.models import (
    Article,
    Event,
    Publication,
    PublicationReadMore,
    ReadMoreReference,
    Version,
)
from articles.snapshot.freeze import PLAIN, REFERENCES, freeze

from . import references, translations
from .errors import Conflict, NotAllowed
from .permissions import locked, may, refusal_to_edit, require

WRITTEN = [*PLAIN, *REFERENCES, "assigned_to_id", "headline_key"]


def save(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    related: Callable[[], object] | None = None,
    expected_version: int | None = None,
    verb: Verb = Verb.SAVED,
    why: str = "",
) -> Version | None:
    """Store what ``article`` holds and what ``related`` writes (topics, tags, credits, agencies).

    Returns the new Version, or None where nothing had changed. In one transaction it checks that
    ``by`` may edit, refuses to write over a version newer than ``expected_version`` (None: does
    not ask), binds wanted headlines, rewrites the reference rows, freezes a version, records an
    event, and binds what waited for this headline. Stage and publication stay as they are.

    Raises NotAllowed, Conflict, or NotReady: the body points at nothing, or the article cannot be
    the translation that it says it is. A new article that was refused can be mended and saved.
    """
    is_new = article.pk is None
    try:
        with transaction.atomic():
            return _save(article, related, expected_version, by=by, at=at, verb=verb, why=why)
    except Exception:
        if is_new:
            article.pk, article.version_number, article._state.adding = None, 0, True
        raise


def _save(article, related, expected_version, *, by, at, verb, why):
    last = _store(article, by=by, at=at, expected_version=expected_version)
    if related:
        related()
    references.rewrite(article, by=by, at=at)
    data = freeze(article)
    if last and last.data == data:
        return None
    version = record_version(article, data, by=by, at=at, why=why)
    record_event(article, verb if last else _first(verb), by=by, at=at, why=why)
    if last is None or not _is_found_as_before(article, last.data):
        bind_waiting(article, at=at)
    return version


def _is_found_as_before(article, data):
    return (data["headline"], data["language_id"]) == (article.headline, article.language_id)


def _first(verb):
    return Verb.CREATED if verb == Verb.SAVED else verb


def _store(article, *, by, at, expected_version):
    """Write the row itself; return the article's last version, or None for a new one."""
    if article.pk is None:
        if not may(by, "add_article"):
            raise NotAllowed(_("You may not write articles."))
        article.created_at, article.created_by = at, by
        _write(article)
        return None
    stored = locked(article)
    require(refusal_to_edit(by, stored))
    if expected_version is not None and expected_version != stored.version_number:
        raise Conflict(
            _("Somebody else has saved this article since you opened it. Nothing was overwritten."),
            current=stored.version_number,
        )
    last = stored.versions.filter(number=stored.version_number).first()
    if article.headline != stored.headline and stored.headline_is_working:
        article.headline_is_working = False
    article.version_number, article.stage = stored.version_number, stored.stage
    _write(article, update_fields=WRITTEN)
    return last


def _write(article, **how):
    translations.settle(article)
    references.bind_wanted(article)
    with translations.one_a_language():
        article.save(**how)


def bind_waiting(article, *, at):
    """Bind what waits for ``article``'s headline: other working copies and what is live.

    Each working copy gets a version of its own, so that nothing changes unseen. One that
    somebody is saving at this moment is skipped; the worker comes back to it. Returns how many
    were bound.
    """
    if not article.headline_key:
        return 0
    waiting = ReadMoreReference.objects.filter(
        target=None, wanted_key=article.headline_key, article__language=article.language_id
    ).exclude(article=article)
    rows = Article.objects.filter(pk__in=waiting.values("article")).order_by("pk")
    bound = 0
    for other in rows.select_for_update(skip_locked=True, no_key=True, of=("self",)):
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
    """A version with the link bound. Where readers had the one before, they now have this."""
    seen = article.version_number
    version = save(article, by=None, at=at, verb=Verb.BOUND, why=why)
    if version:
        readers = Publication.objects.filter(article=article, version__number=seen)
        readers.update(version=version)


def record_version(article, data, *, by, at, why=""):
    article.version_number += 1
    article.changed_at, article.changed_by = at, by
    article.save(update_fields=["version_number", "changed_at", "changed_by"])
    return Version.objects.create(
        article=article,
        number=article.version_number,
        data=data,
        created_at=at,
        created_by=by,
        why=why,
    )


def record_event(article, verb, *, by, at, why=""):
    return Event.objects.create(
        article=article,
        headline=article.headline,
        verb=verb,
        at=at,
        by=by,
        version_number=article.version_number or None,
        why=why,
    )
