"""What staff see: working copies, by who is asking."""

from django.db.models import Exists, OuterRef, Q

from articles.enums import Stage
from articles.models import Article, Publication, PublicationReadMore, ReadMoreReference


def is_own(user, article):
    """Whether ``article`` is the user's: written by or credited to them."""
    if user is None:
        return False
    if user.pk == article.created_by_id:
        return True
    return article.credits.filter(contributor__user=user).exists()


def is_assigned(user, article):
    return user is not None and user.pk == article.assigned_to_id


def visible_to(user, *, at):
    """The articles whose existence ``user`` may know of at ``at``."""
    articles = Article.objects.all()
    if not user.has_perm("articles.view_article"):
        return articles.none()
    if user.has_perm("articles.change_any_article"):
        return articles
    return articles.filter(
        concerns(user.pk)
        | Q(stage=Stage.APPROVED)
        | Q(pk__in=Publication.objects.live(at).values("pk"))
    )


def concerns(user_id):
    """The condition for articles that the user wrote, has a credit in, or is assigned to."""
    credited = Article.objects.filter(credits__contributor__user=user_id)
    return Q(created_by=user_id) | Q(assigned_to=user_id) | Q(pk__in=credited.values("pk"))


def find_by_headline(key, language, *, other_than=None):
    """The oldest article in ``language`` whose headline has this key (see ``headline_key``).

    ``other_than`` is the id of one that does not count; None when there is no such article.
    """
    if not key:
        return None
    found = Article.objects.filter(headline_key=key, language_id=language)
    return found.exclude(pk=other_than).order_by("pk").first()


def wanted_and_there():
    """Articles that a read-more still wants by headline though they exist."""
    by_desk = ReadMoreReference.objects.filter(
        target=None, wanted_key=OuterRef("headline_key"), article__language=OuterRef("language")
    ).exclude(article=OuterRef("pk"))
    by_readers = PublicationReadMore.objects.filter(
        target=None,
        wanted_key=OuterRef("headline_key"),
        publication__language=OuterRef("language"),
    ).exclude(publication=OuterRef("pk"))
    named = Article.objects.exclude(headline_key="")
    return named.filter(Exists(by_desk) | Exists(by_readers)).order_by("pk")


def wanted():
    """Read-mores that no article answers yet, with the headlines of their own articles alone."""
    found = ReadMoreReference.objects.filter(target=None).select_related("article")
    return found.only("wanted", "article__headline").order_by("article", "position")


def overdue(at):
    """Scheduled stories whose moment has passed and that no worker has seen."""
    return Publication.objects.live(at).filter(announced_at=None)
