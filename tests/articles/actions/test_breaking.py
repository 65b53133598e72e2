from datetime import timedelta

import pytest

from articles.actions import NotAllowed, NotReady, breaking
from articles.models import BreakingNews
from tests.factories import (
    AT,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_user,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def announce(by=None, at=AT, **fields):
    row = {"language_id": "en", "text": "Quake", "starts_at": AT, "ends_at": AT + 2 * HOUR}
    return breaking.announce(BreakingNews(**row | fields), by=by, at=at)


def test_who_announced_it_and_when_is_kept():
    editor = make_user("Editor")
    announce(by=editor)
    news = BreakingNews.objects.get()
    assert (news.text, news.made_by, news.made_at) == ("Quake", editor, AT)


def test_a_change_keeps_who_made_it():
    editor = make_user("Editor")
    news = announce(by=editor)
    news.text = "Strong quake"
    breaking.announce(news, by=make_user("Publisher"), at=AT + HOUR)
    stored = BreakingNews.objects.get()
    assert (stored.text, stored.made_by, stored.made_at) == ("Strong quake", editor, AT)


@pytest.mark.parametrize("make", [make_live, make_scheduled])
def test_it_may_lead_to_a_story(make):
    story = make()
    assert announce(article=story).article == story


@pytest.mark.parametrize("make", [make_article, make_withdrawn])
def test_it_leads_to_no_story_that_readers_will_not_get(make):
    with pytest.raises(NotReady, match="live or scheduled"):
        announce(article=make())
    assert not BreakingNews.objects.exists()


def test_it_leads_to_no_story_in_another_language():
    make_language("de")
    with pytest.raises(NotReady, match="another language"):
        announce(article=make_live(language_id="de"))


@pytest.mark.parametrize(
    "fields",
    [
        {"text": " \u200b"},
        {"ends_at": AT},
        {"ends_at": AT - HOUR, "starts_at": AT - 2 * HOUR},
        {"starts_at": AT + 3 * HOUR},
    ],
)
def test_what_no_reader_could_see_is_refused(fields):
    with pytest.raises(NotReady):
        announce(**fields)
    assert not BreakingNews.objects.exists()


def test_it_ends_at_once():
    news = announce()
    breaking.end(news, by=make_user("Editor"), at=AT + HOUR)
    assert BreakingNews.objects.get().ends_at == AT + HOUR


@pytest.mark.parametrize("at", [AT - HOUR, AT, AT + 2 * HOUR])
def test_what_is_not_shown_does_not_end(at):
    news = announce()
    with pytest.raises(NotAllowed, match="not shown"):
        breaking.end(news, by=None, at=at)
    assert BreakingNews.objects.get().ends_at == AT + 2 * HOUR


def test_what_somebody_has_deleted_stays_deleted():
    news = announce()
    BreakingNews.objects.all().delete()
    for act in (breaking.announce, breaking.end):
        with pytest.raises(NotAllowed, match="deleted"):
            act(news, by=None, at=AT + HOUR)
    assert not BreakingNews.objects.exists()


@pytest.mark.parametrize("role", ["Reporter", "nobody"])
def test_others_may_not(role):
    user, news = make_user(role), announce()
    for act in (breaking.announce, breaking.end):
        with pytest.raises(NotAllowed):
            act(news, by=user, at=AT + HOUR)
    with pytest.raises(NotAllowed):
        announce(by=user)
    assert BreakingNews.objects.count() == 1
