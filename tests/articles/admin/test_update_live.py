"""Updating a live story from its form: what kind of change it is, and what readers are told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Correction, Publication
from tests.factories import make_live, make_user, make_version

from .conftest import form_at

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


def test_nonsense_is_refused_in_words(client, story):
    response = press(client, story, change_kind="gossip")
    assert response.status_code == 200
    assert "gossip is not one of the available choices" in response.content.decode()
    assert not Correction.objects.exists()
