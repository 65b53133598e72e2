"""Letting somebody without an account read one version of one article."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import Verb
from articles.models import Article, PreviewLink, Version

from .errors import NotAllowed, NotReady
from .permissions import locked, refusal_to_link, refusal_to_revoke, require
from .save import record_event

LONGEST = timedelta(days=30)


@transaction.atomic
def make(
    version: Version,
    *,
    by: User,
    at: datetime,
    expires_at: datetime,
    note: str = "",
) -> PreviewLink:
    """A link to ``version`` until ``expires_at``; ``note`` says for whom it is, to staff alone.

    Raises NotAllowed, or NotReady for an end that is past or more than thirty days away.
    """
    article = locked(version.article)
    require(refusal_to_link(by, article))
    if not at < expires_at <= at + LONGEST:
        raise NotReady([_("A preview link is good for at most thirty days.")])
    link = PreviewLink.objects.create(
        version=version, made_by=by, made_at=at, expires_at=expires_at, note=note
    )
    _record(article, version.number, Verb.LINKED, by=by, at=at, why=note)
    return link


@transaction.atomic
def revoke(link: PreviewLink, *, by: User, at: datetime) -> PreviewLink:
    """Take a link back: at once nobody can read by it. Raises NotAllowed."""
    article = locked(Article(pk=link.version.article_id))
    link = PreviewLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    require(refusal_to_revoke(by, article, link))
    if link.revoked_at or link.expires_at <= at:
        raise NotAllowed(_("This link is no longer good for anything."))
    link.revoked_at, link.revoked_by = at, by
    link.save(update_fields=["revoked_at", "revoked_by"])
    _record(article, link.version.number, Verb.REVOKED, by=by, at=at, why=link.note)
    return link


def _record(article, number, verb, **what):
    """The event names the version that the link shows, which need not be the newest."""
    article.version_number = number
    record_event(article, verb, **what)
