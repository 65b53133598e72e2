"""Updating a live story from its form: what kind of change it is, and what readers are told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import actions
from articles.models import Correction, Publication
from tests.articles.actions.matrix import everything
from tests.factories import make_live, make_user, make_version

from .conftest import change_url, errors, form_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(client):
    """A live story with newer, approved text, and a publisher at its form."""
    client.force_login(make_user("Publisher"))
    article = make_live(at=timezone.now() - timedelta(days=1))
    make_version(article, teaser="Mended.")
    return article


def press(client, article, **typed):
    url = f"/admin/articles/article/{article.pk}/change/"
    data = form_at(client, url) | {"_step": "update"} | typed
    return client.post(url, data)


@pytest.mark.parametrize("typed", [{}, {"change_kind": "update", "change_words": ""}])
def test_it_is_an_update_unless_somebody_says_more(client, story, typed):
    assert press(client, story, **typed).status_code == 302
    assert Correction.objects.get().kind == "update"
    assert Publication.objects.get().teaser == "Mended."


def test_a_correction_reaches_readers_with_its_words(client, story):
    press(client, story, change_kind="correction", change_words="It was Tuesday.")
    assert Correction.objects.get().words == "It was Tuesday."
    page = client.get(f"/en/{story.slug}/a-{story.pk}/").content.decode()
    assert "It was Tuesday." in page


def test_a_minor_change_leaves_the_time_of_the_last_update(client, story):
    before = Publication.objects.get().updated_at
    press(client, story, change_kind="minor")
    assert Publication.objects.get().updated_at == before


def test_a_correction_without_words_is_refused_and_what_was_typed_stays(client, story):
    response = press(client, story, change_kind="retraction", teaser="Typed.")
    assert response.status_code == 200
    page = response.content.decode()
    assert "Write for readers what was changed." in page
    assert "Typed." in page
    assert '<option value="retraction" selected>' in page
    assert Publication.objects.get().teaser != "Typed."
    assert not Correction.objects.exists()


class TestAMinorChangeWithWords:
    """Is refused at every step that asks for both, and all that was typed stays."""

    WHY = "A minor change tells readers nothing: choose another kind, or take the words away."
    WORDS = {
        "change_kind": "minor",
        "change_words": "It was Tuesday.",
        "past_kind": "minor",
        "past_words": "It was Tuesday.",
        "later_kind": "minor",
        "later_words": "It was Tuesday.",
        "update_at": "2199-01-01T10:00",
        "override_reason": "It is urgent.",
    }

    @pytest.mark.parametrize(
        ("step", "is_live", "is_approved"),
        [
            ("update", True, True),
            ("schedule_update", True, True),
            ("approve_update", True, False),
            ("override_update", True, False),
            ("publish", False, True),
            ("approve_publish", False, False),
            ("override", False, False),
        ],
    )
    def test_in_the_form_with_the_text(self, client, story, step, is_live, is_approved):
        if not is_live:
            actions.withdraw(story, by=None, at=timezone.now(), why="Wrong.")
        if not is_approved:
            actions.send_back(story, by=None, at=timezone.now(), why="Look again.")
        before = everything()
        response = press(client, story, _step=step, teaser="Typed.", **self.WORDS)
        assert response.status_code == 200
        assert errors(response) == [self.WHY]
        page = response.content.decode()
        opened = page[: page.index(f'name="_step" value="{step}"')].rpartition("<details")[2]
        assert '<option value="minor" selected>' in opened
        assert "It was Tuesday.</textarea>" in opened
        assert f'id="step-refused" tabindex="-1">{self.WHY}' in opened
        assert "Typed.</textarea>" in page
        assert everything() == before

    def test_in_the_form_without(self, client, story):
        client.force_login(make_user("Editor"))
        before = everything()
        data = {"_step": "update", "version": 2, "teaser": "LEAK"} | self.WORDS
        response = client.post(change_url(story), data)
        assert (response.status_code, response.context["step_refusal"]) == (200, self.WHY)
        assert "It was Tuesday.</textarea>" in response.content.decode()
        assert everything() == before

    def test_blanks_are_no_words(self, client, story):
        assert press(client, story, change_kind="minor", change_words=" \n").status_code == 302
        assert Correction.objects.get().words == ""


def test_nonsense_is_refused_in_words(client, story):
    response = press(client, story, change_kind="gossip")
    assert response.status_code == 200
    assert "gossip is not one of the available choices" in response.content.decode()
    assert not Correction.objects.exists()
