"""What points where: who says "Read more" about an article, and links that lead nowhere yet."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramDistance
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextChoices, Window
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from articles.enums import Stage
from articles.models import Article, Publication, PublicationReadMore, ReadMoreReference

from . import desk, staff
from .live_state import with_live_state

# How many headlines are offered for a wanted one.
NEAR = 3


class Trouble(TextChoices):
    """Why readers do not get a link."""

    WANTED = "wanted", _("wanted")
    HIDDEN = "hidden", _("target not live yet")
    DEAD = "dead", _("target gone")


def pointing_at(article: Article, *, user: AbstractUser, at: datetime) -> QuerySet[Any]:
    """The articles that ``user`` may know of and that say "Read more" about ``article``.

    Live ones first. Each has the columns of ``with_live_state``, ``in_text`` (its working copy
    says it), ``in_live`` (so does what is live of it), and how many there are of all: ``total``
    and, of them, ``total_live``.
    """
    texts = ReadMoreReference.objects.filter(target=article)
    pages = PublicationReadMore.objects.filter(
        target=article, publication__in=Publication.objects.live(at).order_by().values("pk")
    )
    both = texts.order_by().values("article").union(pages.order_by().values("publication"))
    rows = with_live_state(desk.visible_to(user, at=at)).filter(pk__in=both)
    rows = rows.annotate(
        in_text=Exists(texts.filter(article=OuterRef("pk"))),
        in_live=Exists(pages.filter(publication=OuterRef("pk"))),
    )
    return rows.annotate(
        total=Window(Count("pk")), total_live=Window(Count("pk", filter=Q(in_live=True)))
    ).order_by("-in_live", "-changed_at", "-pk")


def in_trouble(trouble: Trouble, *, at: datetime) -> QuerySet[ReadMoreReference]:
    """The read-mores of working copies that give readers no link at ``at``, newest text first."""
    rows = ReadMoreReference.objects.order_by("-article__changed_at", "-article", "position")
    if trouble == Trouble.WANTED:
        return rows.filter(target=None)
    live = Publication.objects.live(at).order_by().values("pk")
    gone = Publication.objects.gone(at).order_by().values("pk")
    rows = rows.exclude(target=None)
    if trouble == Trouble.DEAD:
        return rows.filter(target__in=gone)
    return rows.exclude(target__in=live).exclude(target__in=gone)


def in_trouble_for(
    user: AbstractUser, trouble: Trouble, *, at: datetime
) -> QuerySet[ReadMoreReference]:
    """Those of ``in_trouble`` whose articles, and whose targets, ``user`` may know of."""
    visible = desk.visible_to(user, at=at).order_by()
    rows = in_trouble(trouble, at=at).filter(article__in=visible.values("pk"))
    if trouble == Trouble.WANTED:
        return rows.annotate(near=_near(visible))
    return rows.filter(target__in=visible.values("pk"))


def _near(visible: QuerySet[Article]) -> ArraySubquery:
    """Articles with nearly the headline that is wanted, as ``{"id": …, "headline": …}``.

    PostgreSQL's own measure of what is similar, 0.3: unlike a limit of ours it is asked of the
    index, which need not be read to its end where fewer than ``NEAR`` come near.
    """
    same = visible.filter(language=OuterRef("article__language")).exclude(pk=OuterRef("article"))
    near = same.filter(headline__trigram_similar=OuterRef("wanted"))
    far = TrigramDistance("headline", OuterRef("wanted"))  # type: ignore[arg-type]
    nearest = near.annotate(far=far).order_by("far")
    return ArraySubquery(nearest.values(found=JSONObject(id="pk", headline="headline"))[:NEAR])


def known_to_all_of(article: Article, *, at: datetime) -> QuerySet[Article]:
    """The articles that everybody may know of who may know of ``article``.

    What binds by itself binds to these alone: who waits for a headline must not learn from it
    that somebody has an article with that headline. Two queries.
    """
    people = _limited(article, at=at)
    if people is None:
        return Article.objects.filter(is_open(at))
    known = Article.objects.all()
    for pk in people:
        known = known.filter(is_open(at) | desk.concerns(pk))
    return known


def is_open(at: datetime) -> Q:
    """The condition for articles that everybody knows of who sees articles at all."""
    return Q(stage=Stage.APPROVED) | Q(pk__in=Publication.objects.live(at).order_by().values("pk"))


def _limited(article: Article, *, at: datetime) -> list[int] | None:
    """Ids of those who may know of ``article`` but not of all articles; None: too many to name."""
    if article.pk and Article.objects.filter(is_open(at), pk=article.pk).exists():
        return None
    see_all = staff.having("change_any_article").order_by().values("pk")
    theirs = Q(pk__in=[article.created_by_id, article.assigned_to_id])
    return list(
        staff.having("view_article")
        .filter(staff.theirs(article) if article.pk else theirs)
        .exclude(pk__in=see_all)
        .values_list("pk", flat=True)
    )


def wanted_and_there(at: datetime) -> QuerySet[Article]:
    """Articles that a read-more still wants by headline and may have; see ``known_to_all_of``."""
    asking = ReadMoreReference.objects.filter(
        target=None, wanted_key=OuterRef("headline_key"), article__language=OuterRef("language")
    ).exclude(article=OuterRef("pk"))
    by_readers = PublicationReadMore.objects.filter(
        target=None,
        wanted_key=OuterRef("headline_key"),
        publication__language=OuterRef("language"),
    ).exclude(publication=OuterRef("pk"))
    # This says no more than what follows, but lets PostgreSQL begin with the few that are wanted.
    keys = [
        rows.objects.filter(target=None).order_by().values("wanted_key")
        for rows in (ReadMoreReference, PublicationReadMore)
    ]
    named = Article.objects.exclude(headline_key="").filter(headline_key__in=keys[0].union(keys[1]))
    anyone = Q(is_open(at) & Exists(asking)) | Exists(_unseen(asking, at))
    return named.filter(anyone | Exists(by_readers)).order_by("pk")


def _unseen(asking: QuerySet[ReadMoreReference], at: datetime) -> QuerySet[ReadMoreReference]:
    """Those of ``asking`` in texts that only people see who see all."""
    live = Publication.objects.live(at).order_by().values("pk")
    limited = staff.having("view_article").order_by()
    limited = limited.exclude(
        pk__in=staff.having("change_any_article").order_by().values("pk")
    ).values("pk")
    asking = asking.exclude(article__stage=Stage.APPROVED).exclude(article__in=live)
    return asking.exclude(
        Q(article__created_by__in=limited)
        | Q(article__assigned_to__in=limited)
        | Q(article__in=Article.objects.filter(credits__contributor__user__in=limited).values("pk"))
    )
