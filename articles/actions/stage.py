"""Moving a text across the desk: draft, review, approved."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import Stage, Verb
from articles.models import Article

from .errors import NotReady
from .permissions import (
    locked,
    refusal_to_approve,
    refusal_to_send_back,
    refusal_to_submit,
    require,
)
from .save import record_event


@transaction.atomic
def submit(
    article: Article, *, by: AbstractBaseUser | None, at: datetime, why: str = ""
) -> Article:
    """Hand a draft to the editors. Raises NotAllowed."""
    article = locked(article)
    require(refusal_to_submit(by, article))
    return _move(article, Stage.REVIEW, Verb.SUBMITTED, by=by, at=at, why=why)


@transaction.atomic
def send_back(article: Article, *, by: AbstractBaseUser | None, at: datetime, why: str) -> Article:
    """Make a text a draft again, with a note for its writer. What is live stays live.

    Raises NotAllowed, or NotReady without a note.
    """
    article = locked(article)
    require(refusal_to_send_back(by, article))
    if not why.strip():
        raise NotReady([_("Write a note that says what is to be done.")])
    return _move(article, Stage.DRAFT, Verb.SENT_BACK, by=by, at=at, why=why)


@transaction.atomic
def approve(
    article: Article, *, by: AbstractBaseUser | None, at: datetime, why: str = ""
) -> Article:
    """Sign for the newest version. Raises NotAllowed."""
    article = locked(article)
    require(refusal_to_approve(by, article))
    return _move(article, Stage.APPROVED, Verb.APPROVED, by=by, at=at, why=why)


def _move(article, stage, verb, *, by, at, why):
    article.stage = stage
    article.save(update_fields=["stage"])
    record_event(article, verb, by=by, at=at, why=why)
    return article
