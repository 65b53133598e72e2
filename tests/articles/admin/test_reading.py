"""The text of a working copy for those who may only read it."""

import pytest

from articles.admin.reading import body_as_read
from tests.factories import AT, make_article, make_image, make_language, make_user

pytestmark = pytest.mark.django_db


def test_pictures_speak_the_language_of_the_article():
    make_language("de")
    image = make_image(alts={"de": "Ein Hafen"}, captions={"de": "Am Abend"})
    article = make_article(language_id="de", body=f'<figure data-image="{image.pk}"></figure>')
    html = body_as_read(article, by=make_user("Editor"), at=AT)
    assert 'alt="Ein Hafen"' in html
    assert "<figcaption>Am Abend" in html


def test_a_gallery_shows_its_pictures():
    images = [make_image(alt=f"Ship {n}") for n in (1, 2)]
    figures = "".join(f'<figure data-image="{image.pk}"></figure>' for image in images)
    article = make_article(body=f'<section data-gallery="">{figures}</section>')
    html = body_as_read(article, by=make_user("Editor"), at=AT)
    for words in ('alt="Ship 1"', 'alt="Ship 2"', "Picture 2 of 2"):
        assert words in html
