"""The address follows the headline until readers have it, unless somebody wrote it."""

from datetime import timedelta

import pytest

from articles import actions
from articles.models import Article, Publication
from tests.factories import (
    AT,
    FAR,
    approve,
    make_article,
    make_live,
    make_scheduled,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def test_a_mended_working_headline_makes_the_address():
    article = make_article(headline="Cod quota wire 3", headline_is_working=True)
    make_version(article, headline="Cod quota is cut")
    approve(article)
    publication = actions.publish(Article.objects.get(), by=None, at=LATER)
    assert (article.slug, publication.slug) == ("cod-quota-is-cut", "cod-quota-is-cut")
    assert article.versions.get(number=2).data["slug"] == "cod-quota-is-cut"


def test_a_slug_that_somebody_wrote_stays():
    article = make_article(headline="Old words", slug="quota")
    make_version(article, headline="New words")
    assert Article.objects.get().slug == "quota"
    make_version(article, headline="Newer words", slug="by-hand")
    assert Article.objects.get().slug == "by-hand"


@pytest.mark.parametrize("make", [make_live, make_withdrawn])
def test_what_readers_have_had_keeps_its_address(make):
    article = make(headline="Old words")
    make_version(Article.objects.get(pk=article.pk), headline="New words", at=LATER)
    assert Article.objects.get().slug == "old-words"


def test_a_scheduled_story_takes_the_new_address_when_it_is_scheduled_again():
    article = make_scheduled(headline="Old words")
    make_version(article, headline="New words", at=LATER)
    assert Publication.objects.get().slug == "old-words"
    actions.schedule(article, by=None, at=LATER, publish_at=FAR, override="New words")
    assert Publication.objects.get().slug == "new-words"


def test_a_headline_of_signs_has_an_address_too():
    article = make_article(headline="?!")
    assert article.slug == "article"
    make_version(article, headline="Words")
    assert article.slug == "words"
