"""What people have typed and not saved. Only the person themself is ever shown it."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet

from articles.models import Article, Autosave

KEPT_FOR = timedelta(days=90)


def kept(article: Article | None, *, user: User) -> QuerySet[Autosave]:
    """``user``'s unsaved texts of ``article`` (None: of new articles), the newest first."""
    return Autosave.objects.filter(article=article, user=user).order_by("-saved_at", "-pk")


def forgotten(at: datetime) -> QuerySet[Autosave]:
    """Texts that nobody has come back to for so long that nobody will."""
    return Autosave.objects.filter(saved_at__lt=at - KEPT_FOR)
