"""An original and its translations: one group, one text a language."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.utils.translation import gettext as _

from articles.models import Article, Publication

from .errors import NotReady

ONE_A_LANGUAGE = "article_one_translation_a_language"


def settle(article: Article) -> None:
    """Let a translation of a translation point at the original; note which version of that a new
    translation was made from. Saves nothing.

    Raises NotReady where the two texts cannot be translations of each other.
    """
    if article.pk and article.translations.filter(language=article.language_id).exists():
        raise NotReady([_("There is already a translation into this language.")])
    original = article.translation_of
    if original is None:
        article.translated_version = None
        return
    original = original.translation_of or original
    article.translation_of = original
    if original.pk == article.pk:
        raise NotReady([_("An article cannot be a translation of itself.")])
    if original.language_id == article.language_id:
        raise NotReady([_("A translation is in another language than its original.")])
    if article.pk and article.translations.exists():
        raise NotReady([_("This article has translations, so it is an original itself.")])
    if not (article.pk and Article.objects.filter(pk=article.pk, translation_of=original).exists()):
        article.translated_version = _to_translate(original)


def _to_translate(original):
    """The version that readers have or are to get; before there is one, the newest."""
    published = Publication.objects.filter(article=original).values_list("version__number")
    return next((number for (number,) in published), original.version_number)


@contextmanager
def one_a_language() -> Iterator[None]:
    """Put into words that the database refused a second translation into a language."""
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if diagnosis is None or diagnosis.constraint_name != ONE_A_LANGUAGE:
            raise
        raise NotReady([_("There is already a translation into this language.")]) from error
