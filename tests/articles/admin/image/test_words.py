"""Words that are completed where a picture stands in the library."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Image
from tests.factories import make_image, make_live, make_user

pytestmark = pytest.mark.django_db
FORM = {"HTTP_ACCEPT": "text/html,*/*;q=0.8"}
LIST = reverse("admin:articles_image_changelist")


@pytest.fixture
def image():
    return make_image(alt="", credit="AP")


@pytest.fixture
def send(client, image):
    client.force_login(make_user("Reporter"))

    def send(headers=None, **data):
        return client.post(address(image), {"alt": "", "credit": "AP"} | data, **(headers or {}))

    return send


def address(image):
    return reverse("admin:articles_image_words", args=[image.pk])


def test_they_are_saved_and_the_card_is_told(send, image):
    told = send(alt="A quay", credit="A. Name/AP").json()
    stored = Image.objects.get()
    assert (stored.alt, stored.credit, stored.caption) == ("A quay", "A. Name/AP", image.caption)
    assert stored.rendition_key != image.rendition_key  # the files say whose it is
    assert (told["alt"], told["credit"], told["marks"]) == ("A quay", "A. Name/AP", [])
    assert LogEntry.objects.get().object_id == str(image.pk)


def test_words_alone_leave_the_files_as_they_are(send, image):
    send(alt="A quay")
    assert Image.objects.get().rendition_key == image.rendition_key


def test_what_is_wrong_is_said_and_nothing_saved(send):
    answer = send(alt="x" * 301)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["alt"])
    assert Image.objects.get().alt == ""


@pytest.mark.parametrize("headers", [{}, FORM])
@pytest.mark.parametrize("name", ["alt", "credit"])
def test_what_is_not_sent_stays_as_it_is(client, image, name, headers):
    Image.objects.update(alt="A quay")
    client.force_login(make_user("Reporter"))
    sent = {"alt": "New", "credit": "New/AP"}
    del sent[name]
    client.post(address(image), sent | {"is_decorative": "on"}, **headers)
    stored = Image.objects.get()
    kept = {"alt": "A quay", "credit": "AP"}
    assert {"alt": stored.alt, "credit": stored.credit} == kept | sent
    assert stored.is_decorative
    client.post(address(image), sent, **headers)  # HTML leaves out a box that is not ticked
    assert not Image.objects.get().is_decorative


def test_what_was_not_sent_is_there_in_the_form_that_says_what_is_wrong(client, image):
    Image.objects.update(alt="A quay")
    client.force_login(make_user("Reporter"))
    page = client.post(address(image), {"credit": "x" * 201}, **FORM)
    assert page.context["form"]["alt"].value() == "A quay"


def test_what_readers_have_is_an_editors_and_what_was_typed_stays(send, image):
    Image.objects.update(alt="A quay")
    make_live(lead_image=image)
    Image.objects.update(alt="")
    answer = send(alt="Typed")
    assert answer.status_code == 400
    assert "Readers have this picture" in answer.json()["errors"]["__all__"][0]
    again = send(FORM, alt="Typed", back="/admin/articles/image/?p=2")
    assert again.status_code == 200
    page = again.content.decode()
    assert "Readers have this picture" in page
    assert "Typed</textarea>" in page
    assert 'value="/admin/articles/image/?p=2"' in page
    assert Image.objects.get().alt == ""


@pytest.mark.parametrize(
    ("back", "where"),
    [
        ("/admin/articles/image/?p=2#picture-1", "/admin/articles/image/?p=2#picture-1"),
        ("https://example.org/", LIST),
        ("//example.org/", LIST),
        ("javascript:alert(1)", LIST),
        ("", LIST),
    ],
)
def test_a_browser_s_own_form_leads_back_to_the_desk(send, back, where):
    response = send(FORM, alt="A quay", back=back)
    assert (response.status_code, response["Location"]) == (302, where)
    assert Image.objects.get().alt == "A quay"


def test_nobody_else_may(client, image):
    assert client.post(address(image), {"alt": "x"}).status_code == 302
    client.force_login(make_user("Feedback reviewer"))
    assert client.post(address(image), {"alt": "x"}).status_code == 403
    client.force_login(make_user("Editor"))
    assert client.get(address(image)).status_code == 405
    image.pk += 1000
    assert client.post(address(image), {"alt": "x"}).status_code == 404
    assert Image.objects.get().alt == ""
