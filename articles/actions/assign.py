"""Handing an article to a person."""

import copy
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.models import Article

from . import beside
from .permissions import locked, refusal_to_assign, require
from .save import record_event


@transaction.atomic
def assign(
    article: Article,
    to: AbstractBaseUser | None,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    why: str = "",
) -> Article:
    """Assign ``article`` to ``to``, or to nobody. It makes no version: the text stays as it is.

    Whoever has it already keeps it, and no event says so again. Raises NotAllowed, also when
    ``to`` is not on the staff or may not write.
    """
    stored = locked(article)
    require(refusal_to_assign(by, stored))
    given = copy.copy(stored)
    given.assigned_to = to
    beside.require_allowed(given, stored, by=by)
    for verb, words, _times in beside.changes(given, stored):
        given.save(update_fields=["assigned_to"])
        record_event(given, verb, by=by, at=at, why=f"{words}: {why}" if why else words)
    return given
