"""Which accounts there are to tell of an article."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from articles.enums import Stage
from articles.models import Article, Credit, Publication

BACKEND = "django.contrib.auth.backends.ModelBackend"


def having(permission: str) -> QuerySet:
    """Active members of staff with this permission on articles; superusers have each."""
    users = get_user_model()._default_manager
    return users.with_perm(f"articles.{permission}", backend=BACKEND).filter(is_staff=True)


def who_may_see(article: Article, *, at: datetime) -> QuerySet:
    """Members of staff to whom ``article`` is visible: the other side of ``desk.visible_to``."""
    staff = having("view_article")
    live = Publication.objects.live(at).filter(pk=article.pk)
    if article.stage == Stage.APPROVED or live.exists():
        return staff
    see_all = having("change_any_article").order_by().values("pk")
    return staff.filter(Q(pk__in=see_all) | theirs(article))


def who_may_hand_on(article: Article) -> QuerySet:
    """Who may show the text to somebody outside: its people, and who may edit any."""
    edit_all = having("change_any_article").order_by().values("pk")
    return having("view_article").filter(Q(pk__in=edit_all) | theirs(article))


def theirs(article: Article) -> Q:
    """Those whose article it is: who made it, is credited in it, or has it assigned."""
    credited = Credit.objects.filter(article=article).values("contributor__user")
    return Q(pk__in=[article.created_by_id, article.assigned_to_id]) | Q(pk__in=credited)
