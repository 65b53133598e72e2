"""The form of a person: a job title and a biography in every language."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_contributor, make_image, make_language, make_live, make_user

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
        (None, ["name", "initials", "job_title", "bio", "picture", "same_as"]),
        (None, ["is_complete", "user"]),
        ("Other languages", ("job_titles", "bios")),
    ]
    assert [part.is_collapsible for part in fieldsets] == [False, False, True]


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


def test_a_picture_is_chosen_and_taken_out(publisher):
    person, image = make_contributor(), make_image(alt="Rosa")
    for value, expected in ((image.pk, image), ("", None)):
        assert sent(publisher, person, picture=value).status_code == 302
        person.refresh_from_db()
        assert person.picture == expected
    page = publisher.get(url_of(person)).content.decode()
    assert "data-picture-field" in page


def test_a_picture_that_may_not_be_used_is_refused_and_one_that_was_there_is_left(publisher):
    barred = make_image(alt="Rosa", do_not_use="The agency said so.")
    person = make_contributor()
    refused = sent(publisher, person, picture=barred.pk)
    assert errors(refused) == [
        f"The picture “Rosa” (#{barred.pk}) may not be used: The agency said so."
    ]
    nobodys = make_image(alt="", credit="")
    assert errors(sent(publisher, person, picture=nobodys.pk)) == [
        f"The picture “harbour.png” (#{nobodys.pk}) has no credit. Say whose it is."
    ]
    over = make_image(usable_until=timezone.now() - timedelta(days=1))
    person.picture = over
    person.save()
    assert sent(publisher, person, job_title="Editor").status_code == 302
    person.refresh_from_db()
    assert (person.picture, person.job_title) == (over, "Editor")
    gone = errors(sent(publisher, person, picture=10**9))
    assert gone == ["This picture has been deleted. Choose another one, or none."]


def test_addresses_are_typed_one_on_each_line(publisher):
    person = make_contributor()
    typed = " https://rosa.example/ \r\n\r\nhttps://social.example/@rosa\nhttps://rosa.example/"
    assert sent(publisher, person, same_as=typed).status_code == 302
    person.refresh_from_db()
    assert person.same_as == ["https://rosa.example/", "https://social.example/@rosa"]
    page = publisher.get(url_of(person)).content.decode()
    assert "https://rosa.example/\nhttps://social.example/@rosa</textarea>" in page
    assert sent(publisher, person, same_as="").status_code == 302
    person.refresh_from_db()
    assert person.same_as == []


@pytest.mark.parametrize(
    "address",
    [
        *("rosa", "javascript:alert(1)", "ftp://rosa.example/", "//rosa.example", "https://["),
        "https://rosa.example/\0x",
    ],
)
def test_what_is_no_address_is_refused_and_stays_typed(publisher, address):
    person = make_contributor()
    refused = sent(publisher, person, same_as=f"https://rosa.example/\n{address}")
    text = f"“{address}” is no address of the web, such as https://example.org/rosa."
    assert errors(refused) == [text]
    assert refused.context["adminform"].form["same_as"].value().endswith(address)
    person.refresh_from_db()
    assert person.same_as == []


def test_there_are_at_most_twenty_addresses(publisher):
    typed = "\n".join(f"https://rosa.example/{n}" for n in range(21))
    assert errors(sent(publisher, make_contributor(), same_as=typed)) == ["At most 20 addresses."]
