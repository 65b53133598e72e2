"""What is typed and not saved: one row a form, for its writer alone, and no part of history."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import autosave, upkeep
from articles.models import Article, Autosave, Event, Version
from articles.queries.autosave import KEPT_FOR, kept
from tests.factories import AT, approve, make_article, make_user

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def keep(article, by, *, key="form", at=AT, text="Typed"):
    return autosave.keep(article, by=by, at=at, key=key, base_version=1, data={"headline": [text]})


def texts(article, by):
    return [row.data["headline"][0] for row in kept(article, user=by)]


@pytest.mark.parametrize("is_new", [True, False])
def test_a_form_keeps_its_newest_text_and_another_form_its_own(is_new):
    anna, berta = make_user("Editor"), make_user("Editor")
    article = None if is_new else make_article()
    keep(article, anna, text="First")
    keep(article, anna, text="Second", at=AT + MINUTE)
    keep(article, anna, text="Third", at=AT + 2 * MINUTE, key="other")
    keep(article, berta, text="Berta’s")
    assert texts(article, anna) == ["Third", "Second"]
    assert texts(article, berta) == ["Berta’s"]
    assert autosave.drop(article, by=anna, key="form") == 1
    assert texts(article, anna) == ["Third"]
    assert texts(article, berta) == ["Berta’s"]


def test_it_makes_no_version_and_no_event():
    article = make_article()
    before = Article.objects.values().get(), Version.objects.count(), Event.objects.count()
    keep(article, make_user("Editor"))
    assert (
        Article.objects.values().get(),
        Version.objects.count(),
        Event.objects.count(),
    ) == before


def test_who_may_not_see_it_may_not_keep_either():
    own = make_user("Reporter")
    article = make_article(by=own)
    for who in (make_user("Reporter"), make_user("nobody"), make_user("Feedback reviewer")):
        with pytest.raises(actions.NotAllowed):
            keep(article, who)
    for who in (make_user("nobody"), make_user("Feedback reviewer")):
        with pytest.raises(actions.NotAllowed):
            keep(None, who)
    keep(article, own)
    approve(article)  # which ends the right to save it, and not the need to keep what is typed
    keep(Article.objects.get(), own, text="Too late")
    assert texts(article, own) == ["Too late"]


def test_the_oldest_make_room():
    anna, article = make_user("Editor"), make_article()
    for number in range(autosave.AT_MOST + 2):
        keep(article, anna, key=f"form{number}", text=str(number), at=AT + number * MINUTE)
    newest = range(autosave.AT_MOST + 1, 1, -1)
    assert texts(article, anna) == [str(number) for number in newest]


def test_the_worker_forgets_what_nobody_came_back_to():
    anna, article = make_user("Editor"), make_article()
    keep(article, anna, key="old")
    keep(article, anna, key="new", at=AT + MINUTE, text="New")
    at = AT + KEPT_FOR + MINUTE
    assert [upkeep.forget(at=at), upkeep.forget(at=at)] == [1, None]
    assert texts(article, anna) == ["New"]
    assert Autosave.objects.count() == 1
