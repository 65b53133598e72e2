"""The form of a person: a job title and a biography in every language."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_contributor, make_language, make_live, make_user

from .conftest import errors, form_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(as_user):
    make_language("de", "Deutsch")
    return as_user(make_user("Publisher"))


def url_of(person):
    return reverse("admin:articles_contributor_change", args=[person.pk])


def sent(client, person, **fields):
    return client.post(url_of(person), form_at(client, url_of(person)) | fields)


def test_other_languages_are_folded_away(publisher):
    fieldsets = list(publisher.get(url_of(make_contributor())).context["adminform"])
    assert [(part.name, part.fields) for part in fieldsets] == [
        (None, ["name", "initials", "job_title", "bio", "is_complete", "user"]),
        ("Other languages", ("job_titles", "bios")),
    ]
    assert [part.is_collapsible for part in fieldsets] == [False, True]


def test_readers_are_told_in_their_language(publisher, client):
    person = make_contributor("Rosa Lind", job_title="Reporter", bio="Writes.")
    make_live(credits=[(person, "writer")])
    make_live(language_id="de", credits=[(person, "writer")])
    response = sent(publisher, person, job_title_de="Reporterin", bio_de="Schreibt.")
    assert response.status_code == 302
    words = re.compile('class="(?:job-title|page-description)" dir="auto">([^<]*)<')
    found = {
        code: words.findall(client.get(f"/{code}/rosa-lind/p-{person.pk}/").content.decode())
        for code in ("en", "de")
    }
    assert found == {"en": ["Reporter", "Writes."], "de": ["Reporterin", "Schreibt."]}


def test_the_order_is_a_question_only_to_those_who_can_change_it(as_user):
    live = make_live(credits=[(make_contributor(), "writer")])
    url = reverse("admin:articles_article_change", args=[live.pk])
    found = {
        role: re.findall(
            r'class="column-\w+" scope="col">([^<]*)<',
            as_user(make_user(role)).get(url).content.decode(),
        )
        for role in ("Publisher", "Reporter")
    }
    assert found == {
        "Publisher": ["Person", "Role", "Order", "Agency", "Order"],
        "Reporter": ["Person", "Role"],
    }


def test_a_job_title_that_is_too_long_is_refused_and_kept(publisher):
    person = make_contributor()
    response = sent(publisher, person, job_title_de="x" * 121)
    assert errors(response) == ["de: at most 120 characters, not 121."]
    assert response.context["adminform"].form["job_titles"].value()["de"] == "x" * 121
    person.refresh_from_db()
    assert person.job_titles == {}
