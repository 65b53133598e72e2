"""What the form of a live story offers: telling of a correction, and when it expires."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import actions
from articles.models import Article, Correction, Event, Publication
from tests.factories import make_article, make_live, make_scheduled, make_user, make_version

from .conftest import change_url, errors, form_at

pytestmark = pytest.mark.django_db
WORDS = {"told_kind": "correction", "told_words": "It was Tuesday."}


@pytest.fixture
def story():
    return make_live(at=timezone.now() - timedelta(days=1))


def press(client, article, step, *, live=1, **typed):
    """From the form with its text where the person may edit it, or else from the steps alone."""
    data = form_at(client, change_url(article))
    data |= {"_step": step, "live_version": live, "version": article.version_number} | typed
    return client.post(change_url(article), data)


def page_of(response):
    return response.content.decode()


@pytest.mark.parametrize("role", ["Editor", "Publisher"])
def test_readers_are_told_whatever_stands_on_the_desk(as_user, story, role):
    make_version(story, by=make_user("Publisher"), teaser="LEAK")
    client = as_user(make_user(role))
    assert press(client, story, "correct", **WORDS).status_code == 302
    assert (Correction.objects.get().words, Correction.objects.get().after.number) == (
        *("It was Tuesday.",),
        1,
    )
    page = page_of(client.get(f"/en/{story.slug}/a-{story.pk}/"))
    assert "It was Tuesday." in page
    assert "LEAK" not in page
    story.refresh_from_db()
    assert (story.stage, story.version_number) == ("review", 2)


def test_the_form_says_which_text_readers_have(publisher, story):
    page = page_of(publisher.get(change_url(story)))
    assert '<input type="hidden" name="live_version" value="1">' in page
    draft = page_of(publisher.get(change_url(make_article())))
    assert 'name="live_version"' not in draft


@pytest.mark.parametrize("seen", ["", "0", "2", "x", "\0"])
def test_who_has_not_seen_what_readers_have_does_not_correct_it(publisher, story, seen):
    response = press(publisher, story, "correct", live=seen, **WORDS)
    assert response.status_code == 200
    why = "Readers have got another text since you opened this one. Look at it first."
    assert errors(response) == [why]
    assert not Correction.objects.exists()
    assert "It was Tuesday." in page_of(response)
    assert 'name="live_version" value="1"' in page_of(response)


def test_another_refusal_is_no_sight_of_what_readers_have_got_meanwhile(publisher, story):
    typed = WORDS | {"headline": "", "live_version": 1}
    data = form_at(publisher, change_url(story)) | typed | {"_step": "correct"}
    make_version(story, kicker="Newer")
    actions.update_live(story, by=None, at=timezone.now())
    again = publisher.post(change_url(story), data | {"version": 2})
    assert 'name="live_version" value="1"' in page_of(again)
    told = publisher.post(change_url(story), data | {"version": 2, "headline": "There"})
    assert "Readers have got another text since you opened this one." in errors(told)[0]
    assert 'name="live_version" value="2"' in page_of(told)


def test_the_same_words_twice_are_told_once(publisher, story):
    assert press(publisher, story, "correct", **WORDS).status_code == 302
    response = press(publisher, story, "correct", **WORDS)
    assert errors(response) == ["Readers were told just that already."]
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"told_words": ""}, "told_words"),
        ({"told_words": " \n"}, "told_words"),
        ({"told_kind": ""}, "told_kind"),
        ({"told_kind": "minor"}, "told_kind"),
        ({"told_kind": "update"}, "told_kind"),
        ({"told_kind": "gossip"}, "told_kind"),
        ({"told_words": "x" * 2001}, "told_words"),
    ],
)
def test_what_cannot_be_told_is_said_at_its_field(publisher, story, typed, field):
    response = press(publisher, story, "correct", **WORDS | typed)
    assert response.status_code == 200
    assert list(response.context["step_form"].errors) == [field]
    assert response.context["refused"]["anchor"] == "step-correct"
    assert not Correction.objects.exists()


def test_as_many_characters_as_the_browser_counts_are_taken(publisher, story):
    words = ("x" * 99 + "\r\n") * 20  # 2,000 where each line ends in one character
    assert press(publisher, story, "correct", **WORDS | {"told_words": words}).status_code == 302
    assert Correction.objects.get().words.count("\n") == 19


def test_it_expires_at_a_time_and_then_does_not(publisher, story):
    assert press(publisher, story, "set_expiry", ends_at="2199-01-02T10:00").status_code == 302
    assert Publication.objects.get().expires_at == datetime(2199, 1, 2, 10, tzinfo=UTC)
    context = publisher.get(change_url(story)).context
    assert context["due"] == ["Readers have it until 2 January 2199, 10:00 (UTC)."]
    assert 'value="2199-01-02T10:00"' in page_of(publisher.get(change_url(story)))
    assert press(publisher, story, "set_expiry", ends_at="").status_code == 302
    assert Publication.objects.get().expires_at is None
    response = press(publisher, story, "set_expiry", ends_at="")
    assert errors(response) == ["This article does not expire as it is."]
    assert Event.objects.filter(verb="expiry set").count() == 2


def test_a_time_in_the_past_is_refused_and_stays_in_the_form(publisher, story):
    response = press(publisher, story, "set_expiry", ends_at="2020-01-01T10:00")
    assert errors(response) == [
        "That time lies in the past. A story that is to go now is withdrawn by a publisher."
    ]
    assert response.context["step_form"]["ends_at"].value() == "2020-01-01T10:00"
    assert Publication.objects.get().expires_at is None


def test_what_is_typed_for_the_text_is_saved_and_does_not_reach_readers(publisher, story):
    press(publisher, story, "correct", teaser="Typed beside.", **WORDS)
    assert Article.objects.get().teaser == "Typed beside."
    assert Publication.objects.get().teaser != "Typed beside."


class TestARefusal:
    """Stands at the step, and at the top is a line that leads there."""

    def test_in_the_form_with_the_text(self, publisher, story):
        response = press(publisher, story, "set_expiry", ends_at="2020-01-01T10:00")
        page = page_of(response)
        why = '<p class="errornote" id="step-refused" tabindex="-1">That time lies in the past.'
        opened = page.split('<details class="step" open>')[1].split("</details>")[0]
        assert why in opened
        assert page.count(why) == 1
        assert 'value="set_expiry" aria-describedby="step-refused"' in opened
        assert '“Change when it expires” was not done. <a href="#step-refused">See why</a>' in page
        assert "Please correct the error" not in page
        assert "<title>Error: " in page

    def test_shows_the_text_as_it_stands_and_not_as_it_would_have_been(self, publisher, story):
        typed = {"teaser": "Typed.", "change_kind": "correction", "change_words": ""}
        response = press(publisher, story, "update", **typed)
        assert errors(response) == ["Write for readers what was changed."]
        article = response.context["article"]
        assert (article.stage, article.version_number) == ("approved", 1)
        opened = page_of(response).split('<details class="step" open>')[1]
        assert 'id="step-refused"' in opened.split("</details>")[0]
        assert "Typed." in page_of(response)

    def test_in_the_form_without(self, as_user, story):
        client = as_user(make_user("Editor"))
        response = press(client, story, "set_expiry", ends_at="2020-01-01T10:00")
        page = page_of(response)
        opened = page.split('<details class="step" open>')[1].split("</details>")[0]
        assert 'id="step-refused"' in opened
        assert '“Change when it expires” was not done. <a href="#step-refused">See why</a>' in page

    def test_beside_a_button_that_opens_nothing(self, as_user):
        article = make_article(by=make_user("Reporter"), teaser="")
        response = press(as_user(make_user("Editor")), article, "approve_publish")
        page = page_of(response)
        why = '<p class="errornote" id="step-refused" tabindex="-1">Write a teaser.</p>'
        assert page.count(why) == 1
        assert 'value="approve_publish" aria-describedby="step-refused"' in page

    def test_of_a_step_that_is_no_longer_offered(self, publisher):
        article = make_scheduled()
        data = form_at(publisher, change_url(article)) | {"_step": "unschedule"}
        actions.unschedule(article, by=None, at=timezone.now())
        page = page_of(publisher.post(change_url(article), data))
        text = "it is not scheduled any more. Look again before you change it."
        why = f'id="step-refused" tabindex="-1">Since you opened this, that has changed: {text}</p>'
        assert page.index(why) < page.index('<div class="steps">')
        assert 'aria-describedby="step-refused"' not in page

    def test_of_no_step_at_all(self, publisher, story):
        page = page_of(press(publisher, story, "explode"))
        assert 'tabindex="-1">There is no such step.</p>' in page
        assert 'Nothing was done. <a href="#step-refused">See why</a>' in page

    def test_leaves_what_is_wrong_with_the_text_at_the_top(self, publisher, story):
        typed = {"headline": "", "told_words": "", "told_kind": "correction"}
        page = page_of(press(publisher, story, "correct", **typed))
        assert "Please correct the errors below." in page
        assert '<a href="#step-correct">See why</a>' in page
        assert 'id="step-correct"' in page

    def test_is_not_there_without_one(self, publisher, story):
        page = page_of(publisher.get(change_url(story)))
        assert "step-refused" not in page
        assert "was not done" not in page
