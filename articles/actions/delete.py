from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from articles.enums import Verb
from articles.models import Article

from .errors import NotAllowed
from .permissions import locked, refusal_to_delete, require
from .save import record_event


@transaction.atomic
def delete(article: Article, *, by: AbstractBaseUser | None, at: datetime, why: str = "") -> None:
    """Delete an article that was never published, with its versions. Its events stay.

    Raises NotAllowed, also while another text points at it.
    """
    stored = locked(article, to_delete=True)
    require(refusal_to_delete(by, stored))
    record_event(stored, Verb.DELETED, by=by, at=at, why=why)
    try:
        stored.delete()
    except ProtectedError as error:
        raise NotAllowed(
            _("Other articles point at this one: as “Read more” or as its translation.")
        ) from error
