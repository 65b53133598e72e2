"""What staff see: working copies, by who is asking."""

from django.db.models import Q

from articles.enums import Stage
from articles.models import Article, Credit, Failure, Publication, ScheduledUpdate


def is_own(user, article):
    """Whether ``article`` is the user's: written by or credited to them.

    Asks nothing of an article that comes from ``with_credits``.
    """
    if user is None:
        return False
    if user.pk == article.created_by_id:
        return True
    if "credits" in getattr(article, "_prefetched_objects_cache", {}):
        return any(credit.contributor.user_id == user.pk for credit in article.credits.all())
    return article.credits.filter(contributor__user=user).exists()


def with_credits(articles):
    """``articles`` with the people in them, for lists that ask ``is_own`` of each."""
    return articles.prefetch_related("credits__contributor")


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
    credited = Credit.objects.filter(contributor__user=user_id).order_by()
    return Q(created_by=user_id) | Q(assigned_to=user_id) | Q(pk__in=credited.values("article"))


def overdue(at):
    """Scheduled stories whose moment has passed and that no worker has seen."""
    return Publication.objects.live(at).filter(announced_at=None)


def overdue_updates(at):
    """Scheduled updates of live stories whose moment has passed."""
    return ScheduledUpdate.objects.filter(due_at__lte=at)


def waiting_update(article):
    """The update of a live story that is scheduled, with its version; None when none is."""
    updates = ScheduledUpdate.objects.select_related("version", "by")
    return updates.filter(article=article).first()


def failures():
    """What was due and could not be done so far, oldest first."""
    return Failure.objects.select_related("article").order_by("first_at", "pk")
