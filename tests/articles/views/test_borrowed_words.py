"""What the newsroom has written in its own language alone says so on pages in others."""

import re

import pytest

from articles.models import SiteSettings
from feedback.models import Programme
from tests.factories import make_contributor, make_language, make_live, make_section, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newsroom():
    make_language("ar", "العربية", direction="rtl")
    SiteSettings.objects.update(tagline="All news.", footer="All invented.")
    Programme.objects.update(is_active=True, banner_text={"en": "Try it."})


def marks(client, path, words):
    """The attributes of each element on the page that has these words alone."""
    page = client.get(path).content.decode()
    found = re.findall(rf"<(?:p|span)([^>]*)>{re.escape(words)}", page)
    assert found
    return found


FRAME = ["All news.", "All invented.", "Try it."]


@pytest.mark.parametrize("words", FRAME)
def test_the_frame_names_their_language_and_direction(client, words):
    unmarked = [one for one in marks(client, "/ar/", words) if ' lang="en" dir="ltr"' not in one]
    assert unmarked == []


@pytest.mark.parametrize("words", FRAME)
def test_not_on_pages_in_that_language(client, words):
    assert [one for one in marks(client, "/en/", words) if "lang=" in one] == []


def test_not_where_there_are_words_of_the_language(client):
    SiteSettings.objects.update(taglines={"ar": "كل الأخبار"}, footers={"ar": "خيال"})
    Programme.objects.update(banner_text={"en": "Try it.", "ar": "جرّب"})
    for words in ("كل الأخبار", "خيال", "جرّب"):
        assert [one for one in marks(client, "/ar/", words) if "lang=" in one] == []


@pytest.mark.parametrize("query", ["", "?text"])
def test_descriptions_of_sections_and_topics(client, query):
    section = make_section("World", slug="world", description="Of the world.")
    topic = make_topic("Sea", slug="sea", description="Of the sea.")
    for code in ("ar", "en"):
        make_live(language_id=code, section=section, topics=[topic])
    for path, words in (("world/s-", "Of the world."), ("sea/t-", "Of the sea.")):
        pk = section.pk if words == "Of the world." else topic.pk
        [arabic] = marks(client, f"/ar/{path}{pk}/{query}", words)
        [english] = marks(client, f"/en/{path}{pk}/{query}", words)
        assert (' lang="en" dir="auto"' in arabic, "lang=" in english) == (True, False)


def test_of_a_person_each_text_for_itself(client):
    person = make_contributor(
        "Ana Ruiz", "ar", bio="Writes.", job_title="Reporter", job_titles={"ar": "مراسلة"}
    )
    make_live(language_id="ar", credits=[(person, "writer")])
    path = f"/ar/{person.slug}/p-{person.pk}/"
    assert ' lang="en" dir="auto"' in marks(client, path, "Writes.")[0]
    assert "lang=" not in marks(client, path, "مراسلة")[0]
    type(person).objects.update(job_titles={})
    assert marks(client, path, "Reporter") == [' lang="en"']
