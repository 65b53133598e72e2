"""A picture that somebody bars at the moment at which a story with it goes out."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import images, upkeep
from articles.models import Article, Image, Publication
from tests.factories import AT, approve, make_article, make_image, make_live, make_version

from .at_once import ROUNDS, together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LATER = AT + timedelta(hours=1)


def barring(image):
    def job():
        row = Image.objects.get(pk=image.pk)
        row.do_not_use = "The agency has withdrawn it."
        images.change(row, by=None, at=LATER, fields=["do_not_use"])

    return job


def releasing(article, action):
    def job():
        action(Article.objects.get(pk=article.pk), by=None, at=LATER)

    return job


def names_it(article, image):
    """Whether anything that readers get names a file of ``image``, once nothing is stale."""
    while upkeep.remake_next(at=LATER):
        pass
    made = Publication.objects.filter(pk=article.pk).values("page", "pieces", "card", "social")
    return Image.objects.get(pk=image.pk).rendition_key in str(list(made))


@pytest.mark.parametrize("is_first", [True, False])
def test_readers_do_not_get_it_whoever_comes_first(is_first):
    for _n in range(ROUNDS):
        image = make_image()
        body = f'<figure data-image="{image.pk}"></figure>'
        if is_first:
            article, action = approve(make_article(lead_image=image, body=body)), actions.publish
        else:
            article, action = make_live(body=body), actions.update_live
            make_version(article, lead_image=image)
            assert names_it(article, image)
        outcome = together(barring(image), releasing(article, action))
        assert outcome in (["NotReady", "done"], ["done", "done"])
        assert not names_it(article, image)
