"""Two people change one picture: what either wrote stays, and where both wrote it is said."""

import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.html import escape

from articles.admin.image.words import opened
from articles.models import Image
from tests.articles.admin.conftest import errors, form_at
from tests.factories import make_agency, make_image, make_language, make_user

pytestmark = pytest.mark.django_db
MEANWHILE = "Somebody else has changed this meanwhile. Save again to have yours."


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editor"))
    return client


@pytest.fixture
def image():
    return make_image(alt="A quay", alts={"de": "Ein Kai"})


def change_url(image):
    return reverse("admin:articles_image_change", args=[image.pk])


def words_url(image):
    return reverse("admin:articles_image_words", args=[image.pk])


def changed_to(text):
    return f"Somebody else has changed this to “{text}”. Save again to have yours."


def test_what_somebody_else_has_saved_since_stays(editor, image):
    make_language("de", "Deutsch")
    url = change_url(image)
    mine = form_at(editor, url) | {"caption": "Mine", "alt_de": "Ein Kai"}
    until = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
    theirs = {
        "do_not_use": "The agency has called it back",
        "credit": "B. Name/AP",
        "alts": {"de": "Ihr Kai"},
        "agency": make_agency("AP"),
        "is_decorative": True,
        "focus_x": 0.25,
        "usable_until": until,
    }
    Image.objects.filter(pk=image.pk).update(**theirs)
    assert editor.post(url, mine).status_code == 302
    stored = Image.objects.get()
    assert {name: getattr(stored, name) for name in theirs} == theirs
    assert (stored.caption, stored.alt) == ("Mine", "A quay")
    assert stored.rendition_key == image.rendition_key  # a caption is in no file


def test_where_both_wrote_it_is_said_and_the_second_time_is_meant(editor, image):
    url = change_url(image)
    mine = form_at(editor, url) | {"alt": "Mine", "focus_x": "10", "credit": "Mine/AP"}
    Image.objects.filter(pk=image.pk).update(alt="Theirs", focus_x=0.9, caption="Theirs")
    refused = editor.post(url, mine)
    assert set(errors(refused)) == {changed_to("Theirs"), MEANWHILE}
    assert Image.objects.get().credit == "A. Name/AP"
    again = mine | {"opened": refused.context["adminform"].form["opened"].value()}
    assert editor.post(url, again).status_code == 302
    stored = Image.objects.get()
    assert (stored.alt, stored.focus_x, stored.credit) == ("Mine", 0.1, "Mine/AP")
    assert stored.caption == "Theirs"


def test_a_third_save_in_between_is_said_again(editor, image):
    url = change_url(image)
    mine = form_at(editor, url) | {"alt": "Mine"}
    Image.objects.update(alt="Theirs")
    refused = editor.post(url, mine)
    Image.objects.update(alt="Another")
    again = mine | {"opened": refused.context["adminform"].form["opened"].value()}
    assert errors(editor.post(url, again)) == [changed_to("Another")]
    assert Image.objects.get().alt == "Another"


def test_both_wrote_the_same(editor, image):
    mine = form_at(editor, change_url(image)) | {"alt": "The same"}
    Image.objects.update(alt="The same")
    assert editor.post(change_url(image), mine).status_code == 302


BAD = [None, "", "x", "[]", "[[]]", "null", '{"file": 1, "x": 2}', "[" * 100_000, "9" * 5000]


@pytest.mark.parametrize("sent", BAD, ids=range(len(BAD)))
def test_a_form_that_says_nothing_good_of_it_is_saved_as_it_is(editor, image, sent):
    mine = form_at(editor, change_url(image)) | {"alt": "Mine"}
    del mine["opened"]
    Image.objects.update(alt="Theirs")
    if sent is not None:
        mine["opened"] = sent
    assert editor.post(change_url(image), mine).status_code == 302
    assert Image.objects.get().alt == "Mine"


def test_on_a_card_of_the_library_too(editor, image):
    data = {"opened": opened(image), "alt": "A quay", "credit": "Mine/AP"}
    Image.objects.update(alt="Theirs")
    told = editor.post(words_url(image), data).json()
    stored = Image.objects.get()
    assert (stored.alt, stored.credit, told["alt"]) == ("Theirs", "Mine/AP", "Theirs")
    assert told["opened"] == opened(stored)
    refused = editor.post(words_url(image), data | {"alt": "Mine"})
    assert refused.status_code == 400
    assert refused.json()["errors"] == {"alt": [changed_to("Theirs")]}
    again = data | {"alt": "Mine", "opened": refused.json()["opened"]}
    assert editor.post(words_url(image), again).status_code == 200
    assert Image.objects.get().alt == "Mine"


def test_on_a_card_without_scripts_too(editor, image):
    data = {"opened": opened(image), "alt": "Mine", "credit": "Mine/AP"}
    Image.objects.update(alt="Theirs")
    form = {"HTTP_ACCEPT": "text/html,*/*;q=0.8"}
    refused = editor.post(words_url(image), data, **form)
    assert changed_to("Theirs") in refused.content.decode()
    sent = {bound.html_name: bound.value() for bound in refused.context["form"]}
    assert (sent["alt"], json.loads(sent["opened"])["alt"]) == ("Mine", "Theirs")
    assert f'name="opened" value="{escape(sent["opened"])}"' in refused.content.decode()
    assert editor.post(words_url(image), sent, **form).status_code == 302
    assert Image.objects.get().alt == "Mine"


def test_a_card_says_what_it_was_served_with(editor, image):
    Image.objects.update(credit="")
    served = editor.get(reverse("admin:articles_image_changelist")).context["cards"]
    assert [json.loads(card["opened"]) for card in served] == [
        {"alt": "A quay", "is_decorative": "False", "credit": ""}
    ]
