"""Mending read-mores of other texts: binding one that waits, and what points at a withdrawn story.

Working copies are changed, each with a version of its own. What is live stays as it is until
somebody updates it: readers get no link to a story that is not live in any case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.body import parse, serialise
from articles.body.blocks import ReadMore
from articles.body.headline import headline_key
from articles.enums import Verb
from articles.models import Article, Publication, Version
from articles.queries import desk
from articles.queries.links import pointing_at

from .errors import NotAllowed, NotReady
from .permissions import locked, refusal_to_edit, require
from .release import withdraw
from .save import save


@dataclass(frozen=True)
class Replace:
    """Point at another article, which is live."""

    by: Article


@dataclass(frozen=True)
class Remove:
    """Take the lines out of the text."""


Mending = Replace | Remove


@transaction.atomic
def bind(
    article: Article,
    wanted: str,
    target: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
) -> Version:
    """Bind the lines of ``article`` that want this headline to ``target``; return the version.

    Raises NotAllowed when ``by`` may not edit the text, or the text wants no such headline any
    more, and NotReady when ``by`` knows of no such target.
    """
    stored = locked(article)
    require(refusal_to_edit(by, stored))
    if by is not None and not desk.visible_to(by, at=at).filter(pk=target.pk).exists():
        raise NotReady([_("There is no such article.")])
    key = headline_key(wanted)
    bound = tuple(
        ReadMore(target.pk) if _wants(block, key, wanted) else block for block in parse(stored.body)
    )
    version = _save(stored, bound, by=by, at=at, verb=Verb.BOUND, why=wanted)
    if version is None:
        raise NotAllowed(_("This text does not want that headline any more."))
    return version


def _wants(block, key, wanted):
    if not isinstance(block, ReadMore) or not block.wanted:
        return False
    return headline_key(block.wanted) == key if key else block.wanted == wanted


@transaction.atomic
def withdraw_alone(article: Article, *, by: AbstractUser, at: datetime, why: str) -> Publication:
    """Withdraw a story that nothing points at which ``by`` may know of.

    Where something does, somebody must say what is to become of it: then it raises NotReady, whose
    text keeps ``why``, and `withdraw_and_mend` takes the answers. Raises as ``withdraw`` does, too.
    """
    publication = withdraw(article, by=by, at=at, why=why)
    if pointing_at(article, user=by, at=at).exists():
        asks = _("Other texts point at this story. “Withdraw …” asks what is to become of each.")
        raise NotReady([asks, _("You gave as the reason: “%s”") % why])
    return publication


@transaction.atomic
def withdraw_and_mend(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    why: str,
    mendings: Mapping[int, Mending],
) -> Publication:
    """Withdraw ``article``, and mend the texts that point at it; all of it or nothing.

    ``mendings`` are by the ids of those texts. A text that is not named keeps its line, which is
    hidden from readers. An approved text that is mended must be approved again.

    Raises NotAllowed or NotReady as ``withdraw`` and ``save`` do.
    """
    ids = sorted({article.pk, *mendings})
    rows = Article.objects.filter(pk__in=ids).order_by("pk")
    list(rows.select_for_update(no_key=True, of=("self",)).values_list("pk"))
    publication = withdraw(article, by=by, at=at, why=why)
    for pk in sorted(mendings):
        _mend(pk, article, mendings[pk], by=by, at=at)
    return publication


def _mend(pk, withdrawn, mending, *, by, at):
    stored = locked(Article(pk=pk))
    require(refusal_to_edit(by, stored))
    there: tuple[ReadMore, ...] = ()
    if isinstance(mending, Replace):
        _require_live(mending.by, at)
        there = (ReadMore(mending.by.pk),)
    body = tuple(
        new
        for block in parse(stored.body)
        for new in (there if _points_at(block, withdrawn) else (block,))
    )
    why = _("“%s” was withdrawn.") % withdrawn.headline
    _save(stored, body, by=by, at=at, verb=Verb.SAVED, why=why)


def _points_at(block, article):
    return isinstance(block, ReadMore) and block.article_id == article.pk


def _require_live(article, at):
    if not Publication.objects.live(at).filter(pk=article.pk).exists():
        raise NotReady([_("“%s” is not live: readers would get no link.") % article.headline])


def _save(article, blocks, *, by, at, verb, why):
    article.body = serialise(blocks)
    return save(article, by=by, at=at, verb=verb, why=why)
