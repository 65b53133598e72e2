"""How far a translation has followed its original."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import Verb
from articles.models import Article

from .errors import NotAllowed, NotReady
from .permissions import locked, refusal_to_bring_up_to, require
from .save import record_event


@transaction.atomic
def bring_up_to(
    article: Article, number: int, *, by: AbstractBaseUser | None, at: datetime
) -> None:
    """Say that the translation ``article`` has what version ``number`` of its original says.

    Raises NotAllowed, or NotReady where the original has no such version or the translation has a
    newer one.
    """
    article = locked(article)
    require(refusal_to_bring_up_to(by, article))
    original = article.translation_of
    if original is None:
        raise NotAllowed(_("This article is no translation."))
    if not original.versions.filter(number=number).exists():
        raise NotReady([_("The original has no such version.")])
    if number < (article.translated_version or 0):
        raise NotReady([_("The translation has a newer version of its original already.")])
    if number == article.translated_version:
        return
    Article.objects.filter(pk=article.pk).update(translated_version=number)
    why = _("It says what version %(number)d of “%(headline)s” says.")
    why = why % {"number": number, "headline": original.headline}
    record_event(article, Verb.PLANNED, by=by, at=at, why=why)
