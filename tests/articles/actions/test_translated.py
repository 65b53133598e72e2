"""Which version of its original a translation says: noted when it is made, then by its people."""

import pytest

from articles.actions import NotAllowed, NotReady
from articles.actions.translated import bring_up_to
from articles.enums import Verb
from articles.models import Article, Event
from tests.factories import (
    AT,
    FAR,
    make_article,
    make_language,
    make_live,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    make_language("de")
    return make_live()


def translate(original, **fields):
    return make_article(language_id="de", translation_of=original, **fields)


def has(article):
    return Article.objects.get(pk=article.pk).translated_version


def test_it_is_made_from_what_readers_have(original):
    make_version(original, body="<p>A draft that nobody has approved.</p>")
    assert has(translate(original)) == 1


def test_of_what_is_not_published_it_is_made_from_the_newest():
    make_language("de")
    original = make_article()
    make_version(original, body="<p>More.</p>")
    assert has(translate(original)) == 2


def test_saving_it_says_nothing_new(original):
    translation = translate(original)
    make_version(original, body="<p>More.</p>")
    make_version(translation, body="<p>Mehr.</p>")
    assert has(translation) == 1


def test_an_article_that_is_no_translation_any_more_has_none(original):
    translation = translate(original)
    make_version(translation, translation_of=None)
    assert has(translation) is None


def test_who_wrote_it_says_what_it_has(original):
    reporter = make_user("Reporter")
    translation = translate(original, by=reporter)
    make_version(original, body="<p>More.</p>")
    bring_up_to(translation, 2, by=reporter, at=FAR)
    assert has(translation) == 2
    event = Event.objects.filter(article=translation).latest("pk")
    assert (event.verb, event.by, event.at) == (Verb.PLANNED, reporter, FAR)
    assert event.why == f"It says what version 2 of “{original.headline}” says."


def test_saying_it_again_is_no_event(original):
    translation = translate(original)
    before = Event.objects.count()
    bring_up_to(translation, 1, by=None, at=AT)
    assert Event.objects.count() == before


def test_others_may_not(original):
    translation = translate(original)
    make_version(original, body="<p>More.</p>")
    for role in ("Reporter", "Feedback reviewer"):
        with pytest.raises(NotAllowed):
            bring_up_to(translation, 2, by=make_user(role), at=AT)
    assert has(translation) == 1


@pytest.mark.parametrize("number", [0, 3, 10**8])
def test_a_version_that_there_is_not_is_refused(original, number):
    translation = translate(original)
    with pytest.raises(NotReady, match="no such version"):
        bring_up_to(translation, number, by=None, at=AT)


def test_it_never_goes_back(original):
    make_version(original, body="<p>More.</p>")
    translation = translate(original)
    bring_up_to(translation, 2, by=None, at=AT)
    with pytest.raises(NotReady, match="newer version"):
        bring_up_to(translation, 1, by=None, at=AT)


def test_an_original_is_no_translation(original):
    with pytest.raises(NotAllowed):
        bring_up_to(original, 1, by=None, at=AT)
