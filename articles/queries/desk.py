"""What staff see: working copies, by who is asking."""

from django.db.models import Q

from articles.enums import Stage
from articles.models import Article, Publication


def is_own(user, article):
    """Whether ``article`` is the user's: written by, credited to or assigned to them."""
    if user is None:
        return False
    if user.pk in (article.created_by_id, article.assigned_to_id):
        return True
    return article.credits.filter(contributor__user=user).exists()


def visible_to(user, *, at):
    """The articles whose existence ``user`` may know of at ``at``."""
    articles = Article.objects.all()
    if not user.has_perm("articles.view_article"):
        return articles.none()
    if user.has_perm("articles.change_any_article"):
        return articles
    credited = Article.objects.filter(credits__contributor__user=user)
    return articles.filter(
        Q(created_by=user)
        | Q(assigned_to=user)
        | Q(pk__in=credited.values("pk"))
        | Q(stage=Stage.APPROVED)
        | Q(pk__in=Publication.objects.live(at).values("pk"))
    )


def find_by_headline(key, language):
    """The oldest article in ``language`` whose headline has this key (see ``headline_key``)."""
    return (
        Article.objects.filter(headline_key=key, language_id=language).order_by("pk").first()
        if key
        else None
    )
