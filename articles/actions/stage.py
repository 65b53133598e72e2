"""Moving a text across the desk: draft, review, approved.

``expected_version`` is the number of the version that ``by`` has read; where a newer one has been
saved meanwhile nothing moves. None: does not ask.
"""

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
    require_seen,
)
from .save import bind_waiting, record_event


@transaction.atomic
def submit(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    why: str = "",
    expected_version: int | None = None,
) -> Article:
    """Hand a draft to the editors. Raises NotAllowed or Conflict."""
    article = locked(article)
    require(refusal_to_submit(by, article))
    require_seen(article, expected_version)
    return _move(article, Stage.REVIEW, Verb.SUBMITTED, by=by, at=at, why=why)


@transaction.atomic
def send_back(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    why: str,
    expected_version: int | None = None,
) -> Article:
    """Make a text a draft again, with a note for its writer. What is live stays live.

    Raises NotAllowed, Conflict, or NotReady without a note.
    """
    article = locked(article)
    require(refusal_to_send_back(by, article))
    require_seen(article, expected_version)
    if not why.strip():
        raise NotReady([_("Write a note that says what is to be done.")])
    return _move(article, Stage.DRAFT, Verb.SENT_BACK, by=by, at=at, why=why)


@transaction.atomic
def approve(
    article: Article,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    why: str = "",
    expected_version: int | None = None,
) -> Article:
    """Sign for the newest version. Raises NotAllowed, or Conflict: it is not ``expected_version``.

    Whoever changes the text afterwards brings it back into review; see ``save``. Texts that wait
    for its headline are bound: from now on all who see articles may know of it.
    """
    article = locked(article)
    require(refusal_to_approve(by, article))
    require_seen(article, expected_version)
    article = _move(article, Stage.APPROVED, Verb.APPROVED, by=by, at=at, why=why)
    bind_waiting(article, at=at)
    return article


def _move(article, stage, verb, *, by, at, why):
    article.stage = stage
    article.save(update_fields=["stage"])
    record_event(article, verb, by=by, at=at, why=why)
    return article
