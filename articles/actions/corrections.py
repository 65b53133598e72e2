"""What a change of a live article is to its readers, kept beside the two versions."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from articles.enums import ChangeKind
from articles.models import Article, Correction, Publication, Version
from articles.models.correction import NEEDS_WORDS

from .errors import NotReady


def record(
    before: Publication,
    article: Article,
    *,
    kind: ChangeKind,
    words: str,
    by: AbstractBaseUser | None,
    at: datetime,
) -> Correction:
    """Write that the newest version of ``article`` takes the place of what ``before`` points at.

    Called with the article locked, before the publication is written anew. Raises NotReady
    where readers must be told something and ``words`` is empty.
    """
    require_words(kind, words)
    correction = Correction(
        article=article,
        language_id=before.language_id,
        kind=kind,
        words="" if kind == ChangeKind.MINOR else words.strip(),
        at=at,
        by_id=by.pk if by else None,
        before_id=before.version_id,
        after=Version.objects.get(article=article, number=article.version_number),
    )
    correction.save()
    return correction


def require_words(kind: ChangeKind, words: str) -> None:
    """Raise NotReady where readers must be told something and ``words`` say nothing."""
    if kind in NEEDS_WORDS and not words.strip():
        raise NotReady([_("Write for readers what was changed.")])
