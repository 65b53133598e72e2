"""One group of translations, one text a language."""

import pytest

from articles.actions import NotReady
from articles.models import Article
from tests.factories import make_article, make_language, make_version

from .conftest import refused

pytestmark = pytest.mark.django_db


def test_a_second_one_into_the_same_language_is_refused_in_words():
    make_language("de")
    original = make_article()
    make_article(language_id="de", translation_of=original)
    other = make_article(language_id="de")
    refused(NotReady, lambda: make_version(other, translation_of=original))


def test_one_into_the_language_of_the_original_is_refused():
    original, other = make_article(), make_article()
    refused(NotReady, lambda: make_version(other, translation_of=original))


def test_a_translation_of_a_translation_belongs_to_the_original():
    for code in ("de", "fr"):
        make_language(code)
    original = make_article()
    german = make_article(language_id="de", translation_of=original)
    french = make_article(language_id="fr", translation_of=german)
    assert Article.objects.get(pk=french.pk).translation_of == original
    assert french.versions.get().data["translation_of_id"] == original.pk


def test_what_has_translations_cannot_become_one():
    for code in ("de", "fr"):
        make_language(code)
    original = make_article()
    make_article(language_id="de", translation_of=original)
    french = make_article(language_id="fr")
    refused(NotReady, lambda: make_version(original, translation_of=french))


def test_nothing_is_a_translation_of_itself():
    article = make_article()
    refused(NotReady, lambda: make_version(article, translation_of=article))
