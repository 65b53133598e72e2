"""The form of a picture: its words in every language, and that they reach readers."""

import pytest
from django.urls import reverse

from articles.models import Image, Publication
from tests.factories import make_image, make_language, make_live, make_user

from .conftest import errors, form_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(as_user):
    make_language("de", "Deutsch")
    make_language("ar", "العربية", "rtl")
    return as_user(make_user("Publisher"))


def url_of(image):
    return reverse("admin:articles_image_change", args=[image.pk])


def sent(client, image, **fields):
    """With no new file chosen."""
    data = form_at(client, url_of(image)) | fields
    del data["file"]
    return client.post(url_of(image), data)


def test_other_languages_are_folded_away(publisher):
    image = make_image(alts={"de": "Ein Hafen"})
    fieldsets = list(publisher.get(url_of(image)).context["adminform"])
    assert [(part.name, part.fields) for part in fieldsets] == [
        (None, ["picture", "file", "alt", "caption", "credit"]),
        ("Other languages", ("alts", "captions")),
    ]
    assert [part.is_collapsible for part in fieldsets] == [False, True]


def test_a_new_picture_has_nothing_to_look_at_yet(publisher):
    form = publisher.get(reverse("admin:articles_image_add")).context["adminform"]
    assert [part.fields for part in form] == [
        ["file", "alt", "caption", "credit"],
        ("alts", "captions"),
    ]


def test_new_words_reach_the_live_stories_in_that_language_alone(
    publisher, django_capture_on_commit_callbacks
):
    image = make_image(alt="A harbour", caption="The harbour")
    body = f'<figure data-image="{image.pk}"></figure>'
    german = make_live(language_id="de", lead_image=image, body=body)
    english = make_live(lead_image=image, body=body)
    before = Publication.objects.filter(pk=english.pk).values().get()
    with django_capture_on_commit_callbacks(execute=True):
        response = sent(publisher, image, alt_de=" Ein Hafen ", caption_de="Der Hafen", alt_ar="")
    assert response.status_code == 302
    image.refresh_from_db()
    assert (image.alts, image.captions) == ({"de": "Ein Hafen"}, {"de": "Der Hafen"})
    made = Publication.objects.get(pk=german.pk)
    assert made.is_stale is False
    assert (made.page["lead"]["alt"], made.page["lead"]["caption"]) == ("Ein Hafen", "Der Hafen")
    assert 'alt="Ein Hafen"' in made.pieces[0]
    assert "<figcaption>Der Hafen</figcaption>" in made.pieces[0]
    assert Publication.objects.filter(pk=english.pk).values().get() == before


def test_words_that_are_too_long_are_refused_in_sight_and_kept(publisher):
    image = make_image()
    response = sent(publisher, image, caption_de="x" * 501)
    assert errors(response) == ["de: at most 500 characters, not 501."]
    form = response.context["adminform"]
    assert form.form["captions"].value()["de"] == "x" * 501
    assert [part.is_collapsible for part in form] == [False, False]
    assert Image.objects.get().captions == {}


def test_pictures_are_found_by_their_words_in_any_language(publisher):
    image = make_image(alts={"de": "Häfen"}, captions={"ar": "ميناء"})
    make_image()
    for words in ("häfen", "ميناء"):
        found = publisher.get(reverse("admin:articles_image_changelist"), {"q": words})
        assert [row.pk for row in found.context["cl"].result_list] == [image.pk]
