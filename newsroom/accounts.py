"""Who is logged in, and what they may do: one query a request instead of three."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Q, Value
from django.db.models.functions import Concat


class Backend(ModelBackend):
    """Django's own, which fetches a person's permissions along with the person."""

    def get_user(self, user_id: Any) -> User | None:
        user = User._default_manager.filter(pk=user_id).annotate(held=_held()).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        if not user.is_superuser:  # they may do all, and nobody asks for the list
            user._perm_cache = set(user.held)
        return user


def _held() -> ArraySubquery:
    """Names such as ``articles.add_article``: a person's own permissions, and their groups'."""
    theirs = Permission.objects.filter(Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk")))
    name = Concat("content_type__app_label", Value("."), "codename", output_field=CharField())
    return ArraySubquery(theirs.order_by().values(label=name))
