"""A picture that readers have, and who may change it: every door that leads to its row."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.enums import Verb
from articles.models import Agency, Contributor, Event, Image, Publication
from tests.factories import (
    AT,
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_scheduled,
    make_user,
    make_withdrawn,
)

from .conftest import errors, form_at
from .test_image import drawn

pytestmark = pytest.mark.django_db
REFUSAL = (
    "Readers have this picture in a story, or are to get it. Ask an editor to change it, or add "
    "the picture anew."
)
CHANGELIST = reverse("admin:articles_image_changelist")


def url_of(image, page="change"):
    return reverse(f"admin:articles_image_{page}", args=[image.pk])


@pytest.fixture
def image():
    return make_image(alt="A quay", caption="Old", credit="A. Name/AP", captions={"de": "Alt"})


@pytest.fixture
def story(image):
    return make_live(lead_image=image, body=f'<figure data-image="{image.pk}"></figure>')


@pytest.fixture
def reporter(as_user):
    make_language("de", "Deutsch")
    return as_user(make_user("Reporter"))


def words(image):
    return {"alt": image.alt, "caption": image.caption, "credit": image.credit}


def new_file():
    return SimpleUploadedFile("new.png", drawn("PNG"))


def readers_get(story, image):
    """What a reader gets of the story: its page, and the bytes of the picture in it."""
    publication = Publication.objects.get(pk=story.pk)
    page = Client().get(f"/en/{publication.slug}/a-{story.pk}/")
    assert page.status_code == 200
    assert f"/media/pictures/{image.rendition_key}/" in page.content.decode()
    row = Publication.objects.filter(pk=story.pk).values().get()
    return (
        page.content,
        page["ETag"],
        (Path(settings.MEDIA_ROOT) / image.file.name).read_bytes(),
        row,
    )


def stored(image):
    return Image.objects.filter(pk=image.pk).values().get()


TYPED = {"alt": "Typed", "caption": "Typed", "credit": "Typed", "caption_de": "Getippt"}
DOORS = {
    "words": lambda c, i: c.post(url_of(i), words(i) | TYPED),
    "one word": lambda c, i: c.post(url_of(i), words(i) | {"caption": "Typed"}),
    "file": lambda c, i: c.post(url_of(i), words(i) | {"file": new_file()}),
    "file and words": lambda c, i: c.post(url_of(i), TYPED | {"file": new_file()}),
    "clear the file": lambda c, i: c.post(url_of(i), words(i) | {"file-clear": "on"}),
    "nothing changed": lambda c, i: c.post(url_of(i), words(i)),
    "and go on": lambda c, i: c.post(url_of(i), TYPED | {"_continue": "1"}),
    "and another": lambda c, i: c.post(url_of(i), TYPED | {"_addanother": "1"}),
    "as new": lambda c, i: c.post(url_of(i), TYPED | {"_saveasnew": "1"}),
    "popup": lambda c, i: c.post(f"{url_of(i)}?_popup=1", TYPED | {"_popup": "1"}),
    "by another field": lambda c, i: c.post(f"{url_of(i)}?_to_field=id", TYPED),
    "delete": lambda c, i: c.post(url_of(i, "delete"), {"post": "yes"}),
    "delete many": lambda c, i: c.post(
        CHANGELIST, {"action": "delete_selected", "_selected_action": [i.pk], "post": "yes"}
    ),
    "rows of the list": lambda c, i: c.post(
        CHANGELIST,
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": i.pk, "_save": "1"}
        | {f"form-0-{name}": text for name, text in TYPED.items()},
    ),
    "add with its id": lambda c, i: c.post(
        reverse("admin:articles_image_add"), TYPED | {"id": i.pk, "pk": i.pk, "file": new_file()}
    ),
    "upload with its id": lambda c, i: c.post(
        reverse("admin:articles_image_upload"), TYPED | {"id": i.pk, "pk": i.pk, "file": new_file()}
    ),
    "upload under its name": lambda c, i: c.post(
        reverse("admin:articles_image_upload"),
        TYPED | {"file": SimpleUploadedFile(Path(i.file.name).name, drawn("PNG"))},
    ),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_reporter_changes_it_by_no_door(
    door, reporter, image, story, django_capture_on_commit_callbacks
):
    before, row = readers_get(story, image), stored(image)
    with django_capture_on_commit_callbacks(execute=True):
        response = DOORS[door](reporter, image)
    assert response.status_code < 500
    assert stored(image) == row
    assert readers_get(story, image) == before
    assert not Event.objects.filter(verb=Verb.PICTURE_CHANGED).exists()
    assert not LogEntry.objects.filter(object_id=str(image.pk)).exists()


def test_the_reporter_reads_it_and_why(reporter, image, story):
    page = reporter.get(url_of(image))
    text = page.content.decode()
    assert f'<p class="view-only">{REFUSAL}</p>' in text
    assert 'name="caption"' not in text
    assert 'type="submit" value="Save"' not in text
    assert '<div lang="de" dir="auto">Alt</div>' in text


def test_what_was_typed_into_a_form_from_before_comes_back(reporter, image):
    data = form_at(reporter, url_of(image)) | {"caption": "Typed", "caption_de": "Getippt"}
    make_live(lead_image=image)
    response = reporter.post(url_of(image), data | {"file": new_file()})
    assert (response.status_code, errors(response)) == (200, [REFUSAL])
    form = response.context["adminform"].form
    assert (form["caption"].value(), form["captions"].value()["de"]) == ("Typed", "Getippt")
    assert image.rendition_key in response.content.decode()
    assert "is gone" not in response.content.decode()


def test_a_scheduled_picture_is_as_one_that_is_live(reporter, image):
    make_scheduled(lead_image=image)
    assert REFUSAL in reporter.get(url_of(image)).content.decode()
    assert errors(reporter.post(url_of(image), TYPED)) == [REFUSAL]


@pytest.mark.parametrize("make", [make_article, make_withdrawn])
def test_one_that_readers_do_not_have_is_changed_as_ever(reporter, image, make):
    make(lead_image=image)
    assert "view-only" not in reporter.get(url_of(image)).content.decode()
    assert reporter.post(url_of(image), TYPED | {"file": new_file()}).status_code == 302
    row = Image.objects.get(pk=image.pk)
    assert (row.caption, row.captions, row.width) == ("Typed", {"de": "Getippt"}, 4)


@pytest.mark.parametrize("role", ["Editor", "Publisher"])
def test_an_editor_changes_it_and_every_history_tells(
    role, as_user, image, story, django_capture_on_commit_callbacks
):
    make_language("de", "Deutsch")
    other = make_scheduled(lead_image=image)
    make_article(lead_image=image)
    editor = make_user(role)
    client = as_user(editor)
    assert "view-only" not in client.get(url_of(image)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            url_of(image), words(image) | {"caption": "New", "caption_de": "Alt"}
        )
    assert response.status_code == 302
    why = f"“A quay” (#{image.pk}): caption: “Old” → “New”"
    events = Event.objects.filter(verb=Verb.PICTURE_CHANGED).order_by("article")
    assert list(events.values_list("article", "by", "why")) == [
        (story.pk, editor.pk, why),
        (other.pk, editor.pk, why),
    ]
    assert min(event.at for event in events) > AT
    assert b"<figcaption>New" in readers_get(story, image)[0]
    history = client.get(reverse("admin:articles_article_history", args=[story.pk]))
    assert "Changed a picture" in history.content.decode()
    assert why in history.content.decode()


@pytest.mark.parametrize(("role", "queries"), [("Reporter", 8), ("Publisher", 11)])
def test_its_form_asks_the_same_however_many_stories_show_it(
    role, queries, as_user, image, story, django_assert_num_queries
):
    client = as_user(make_user(role))
    client.get(url_of(image))  # the first page of a process asks for what frames all of them
    for _n in range(2):
        with django_assert_num_queries(queries):
            assert client.get(url_of(image)).status_code == 200
        make_live(lead_image=image), make_scheduled(lead_image=image)


@pytest.mark.parametrize("kind", ["contributor", "agency"])
def test_people_and_agencies_are_not_a_reporters_to_change(kind, as_user):
    reporter = make_user("Reporter")
    own = make_contributor("Rosa Lind", "rl", user=reporter, bio="Writes.")
    agency = make_agency("AP")
    make_live(credits=[(own, "writer")], agencies=[agency])
    client, row = as_user(reporter), {"contributor": own, "agency": agency}[kind]
    fields = {"name": "Typed", "short_name": "Typed", "initials": "t", "bio": "Typed", "url": ""}
    before = list(Contributor.objects.values()), list(Agency.objects.values())
    published = list(Publication.objects.values())
    address = reverse(f"admin:articles_{kind}_change", args=[row.pk])
    assert client.post(address, fields).status_code == 403
    assert client.post(f"{address}?_popup=1", fields | {"_popup": "1"}).status_code == 403
    assert client.post(reverse(f"admin:articles_{kind}_add"), fields).status_code == 403
    assert 'name="name"' not in client.get(address).content.decode()
    assert (list(Contributor.objects.values()), list(Agency.objects.values())) == before
    assert list(Publication.objects.values()) == published
