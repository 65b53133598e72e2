"""The smaller admins: what each lets whom do, and that changed names reach readers."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from articles.enums import CreditRole
from articles.models import Image, Language, Publication, Section, SiteSettings, Topic
from tests.factories import (
    make_agency,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_section,
    make_tag,
    make_topic,
    make_user,
)

from .conftest import errors, form_at

pytestmark = pytest.mark.django_db

KINDS = ["section", "topic", "tag", "contributor", "agency", "image", "language"]
RECORDS = ["publication", "version", "event"]


def url_of(kind, page, *args):
    return reverse(f"admin:articles_{kind}_{page}", args=args)


def row_of(kind):
    make = {
        "section": make_section,
        "topic": make_topic,
        "tag": make_tag,
        "contributor": make_contributor,
        "agency": make_agency,
        "image": make_image,
    }
    return make[kind]() if kind in make else Language.objects.get()


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_and_form_opens(as_user, kind):
    row = row_of(kind)
    for role in ("Reporter", "Editor", "Publisher", "superuser"):
        client = as_user(make_user(role))
        assert client.get(url_of(kind, "changelist")).status_code == 200
        assert client.get(url_of(kind, "changelist") + "?q=x").status_code == 200
        assert client.get(url_of(kind, "change", row.pk)).status_code == 200
        assert client.get(url_of(kind, "change", "_00")).status_code == 404


@pytest.mark.parametrize(
    ("kind", "role", "wanted"),
    [
        ("tag", "Reporter", 200),
        ("image", "Reporter", 200),
        ("section", "Reporter", 403),
        ("topic", "Reporter", 403),
        ("contributor", "Reporter", 403),
        ("section", "Editor", 200),
        ("topic", "Editor", 200),
        ("language", "Editor", 403),
        ("language", "Publisher", 200),
    ],
)
def test_who_may_add(as_user, kind, role, wanted):
    assert as_user(make_user(role)).get(url_of(kind, "add")).status_code == wanted


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize("role", ["Editor", "superuser"])
def test_records_are_for_reading(as_user, kind, role):
    make_live()
    client = as_user(make_user(role))
    row = client.get(url_of(kind, "changelist")).context["cl"].result_list[0]
    assert client.get(url_of(kind, "change", row.pk)).status_code == 200
    assert client.get(url_of(kind, "add")).status_code == 403
    assert client.post(url_of(kind, "change", row.pk), {"headline": "x"}).status_code == 403
    assert client.post(url_of(kind, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert "delete_selected" not in client.get(url_of(kind, "changelist")).content.decode()


def renamed(client, kind, row, **fields):
    url = url_of(kind, "change", row.pk)
    return client.post(url, form_at(client, url) | fields)


def test_a_changed_name_reaches_what_is_live(as_user, django_capture_on_commit_callbacks):
    section, topic, tag = make_section("Old section"), make_topic("Old topic"), make_tag("oldtag")
    image, person = make_image(alt="Old alt"), make_contributor("Old name", "on")
    live = make_live(
        section=section,
        topics=[topic],
        tags=[tag],
        lead_image=image,
        credits=[(person, CreditRole.WRITER)],
    )
    untouched = make_live(section=make_section())
    before = Publication.objects.get(pk=untouched.pk).page
    client = as_user(make_user("Publisher"))
    with django_capture_on_commit_callbacks(execute=True):
        renamed(client, "section", section, name="New section")
        renamed(client, "topic", topic, name="New topic")
        renamed(client, "tag", tag, name="newtag")
        renamed(client, "image", image, alt="New alt")
        renamed(client, "contributor", person, name="New name")
    publication = Publication.objects.get(pk=live.pk)
    page = publication.page
    assert page["section"]["name"] == "New section"
    assert [row["name"] for row in page["topics"] + page["tags"]] == ["New topic", "newtag"]
    assert page["lead"]["alt"] == "New alt"
    assert "/new-name/" in page["byline"][0]["url"]
    assert publication.is_stale is False
    assert Publication.objects.get(pk=untouched.pk).page == before


def test_saving_a_section_unchanged_makes_nothing_again(as_user):
    section = make_section()
    make_live(section=section)
    assert renamed(as_user(make_user("Editor")), "section", section).status_code == 302
    assert not Publication.objects.filter(is_stale=True).exists()


@pytest.mark.parametrize(
    ("kind", "fields", "is_repeated"),
    [
        ("section", {"name_de": "Welt"}, True),
        ("section", {"description": "What it is about.", "position": "7"}, False),
        ("topic", {"slug": "other"}, True),
        ("topic", {"description": "What it is about.", "related": "other"}, False),
        ("contributor", {"name": "Other"}, True),
        ("contributor", {"is_complete": ""}, True),
        ("contributor", {"bio": "Writes.", "same_as": "https://example.org/"}, False),
        ("contributor", {"picture": "portrait", "job_title": "Reporter"}, False),
        ("language", {"name": "British"}, True),
        ("language", {"position": "7"}, False),
    ],
)
def test_stories_are_made_again_where_they_repeat_what_has_changed(
    as_user, kind, fields, is_repeated
):
    make_language("de")
    rows = {"section": make_section(), "topic": make_topic(), "contributor": make_contributor()}
    credits = [(rows["contributor"], CreditRole.WRITER)]
    make_live(section=rows["section"], topics=[rows["topic"]], credits=credits)
    rows["language"] = Language.objects.get(pk="en")
    keys = {"related": make_topic().pk, "picture": make_image().pk}
    fields = {name: keys.get(name, value) for name, value in fields.items()}
    client = as_user(make_user("superuser"))
    assert renamed(client, kind, rows[kind], **fields).status_code == 302
    assert Publication.objects.filter(is_stale=True).exists() == is_repeated


def test_the_site_is_one_form(as_user):
    client = as_user(make_user("superuser"))
    change = url_of("sitesettings", "change", 1)
    assert client.get(url_of("sitesettings", "changelist")).url == change
    assert client.get(url_of("sitesettings", "add")).status_code == 403
    assert client.post(url_of("sitesettings", "delete", 1), {"post": "yes"}).status_code == 403
    assert client.get(url_of("sitesettings", "change", 2)).status_code == 404
    assert client.post(change, form_at(client, change) | {"name": "The Post"}).status_code == 302
    assert SiteSettings.objects.get().name == "The Post"
    assert as_user(make_user("Editor")).get(change).status_code == 403


@pytest.mark.parametrize(
    ("url", "problems"),
    [
        ("https://hub.example/?a=1", []),
        ("", []),
        ("ftp://hub.example/", ["The address of a hub begins with https:// or http://."]),
        ("javascript:alert(1)", ["Enter a valid URL."]),
    ],
)
def test_the_site_chooses_what_feeds_have_and_who_is_told(as_user, url, problems):
    client = as_user(make_user("superuser"))
    change = url_of("sitesettings", "change", 1)
    given = {"feeds_have_full_text": "on", "hub_url": url}
    response = client.post(change, form_at(client, change) | given)
    site = SiteSettings.objects.get()
    if problems:
        assert errors(response) == problems
        assert (site.feeds_have_full_text, site.hub_url) == (False, "")
    else:
        assert (site.feeds_have_full_text, site.hub_url) == (True, url)


def test_what_is_in_use_is_not_deleted_and_it_says_so(as_user):
    section = make_section()
    make_live(section=section, credits=[(make_contributor(), "writer")])
    client = as_user(make_user("Publisher"))
    response = client.post(url_of("section", "delete", section.pk), {"post": "yes"})
    assert response.status_code == 200
    assert "protected" in response.content.decode()
    assert Section.objects.filter(pk=section.pk).exists()


def test_duplicates_are_said_in_words(as_user):
    make_section("World", slug="world")
    make_contributor("Rosa", "rl")
    make_agency("AP")
    client = as_user(make_user("Publisher"))
    data = form_at(client, url_of("section", "add"))
    response = client.post(url_of("section", "add"), data | {"name": "World", "slug": "world"})
    assert errors(response) == ["Section with this Slug already exists."]
    data = form_at(client, url_of("contributor", "add"))
    response = client.post(url_of("contributor", "add"), data | {"name": "R", "initials": "RL"})
    assert errors(response) == ["Another person already signs with these initials."]
    data = form_at(client, url_of("agency", "add"))
    response = client.post(url_of("agency", "add"), data | {"name": "A", "short_name": "ap"})
    assert errors(response) == ["Another agency already has this short name."]


def test_a_clash_that_only_the_database_sees_keeps_what_was_typed(as_user, monkeypatch):
    make_section("World", slug="world")
    monkeypatch.setattr(Section, "validate_unique", lambda self, exclude=None: None)
    client = as_user(make_user("Editor"))
    data = form_at(client, url_of("section", "add"))
    response = client.post(url_of("section", "add"), data | {"name": "Typed", "slug": "world"})
    assert response.status_code == 200
    assert errors(response)[0].startswith("Somebody else has just saved")
    assert response.context["adminform"].form["name"].value() == "Typed"


@pytest.mark.parametrize("code", ["medtop:1", "x", "medtop:1234567890", "\0"])
def test_a_bad_iptc_code_is_said_in_words(as_user, code):
    client = as_user(make_user("Editor"))
    data = form_at(client, url_of("topic", "add")) | {"name": "T", "slug": "t", "qcode": code}
    assert client.post(url_of("topic", "add"), data).status_code == 200
    assert not Topic.objects.exists()


def test_topics_without_a_code_do_not_clash(as_user):
    client = as_user(make_user("Editor"))
    for slug in ("one", "two"):
        data = form_at(client, url_of("topic", "add")) | {"name": slug, "slug": slug}
        assert client.post(url_of("topic", "add"), data).status_code == 302
    assert list(Topic.objects.values_list("qcode", flat=True)) == [None, None]


def picture(name="x.png", kind="PNG"):
    data = BytesIO()
    Picture.new("RGB", (4, 3), "red").save(data, kind)
    return SimpleUploadedFile(name, data.getvalue())


def test_a_picture_is_uploaded_by_somebody(as_user):
    user = make_user("Reporter")
    client = as_user(user)
    response = client.post(url_of("image", "add"), {"file": picture(), "alt": "Red"})
    assert response.status_code == 302
    image = Image.objects.get()
    assert (image.created_by, image.width, image.height) == (user, 4, 3)


@pytest.mark.parametrize(
    "content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"<script>1</script>"]
)
def test_what_is_no_picture_is_refused_in_words(as_user, content):
    client = as_user(make_user("Reporter"))
    file = SimpleUploadedFile("x.png", content, "image/png")
    response = client.post(url_of("image", "add"), {"file": file, "alt": "Typed"})
    assert response.status_code == 200
    assert response.context["adminform"].form["alt"].value() == "Typed"
    assert not Image.objects.exists()


def test_people_to_be_completed_are_flagged_and_found(as_user):
    make_contributor("Rosa Lind", "rl")
    make_contributor("tj", "tj", is_complete=False)
    client = as_user(make_user("Editor"))
    assert "to be completed" in client.get(url_of("contributor", "changelist")).content.decode()
    found = client.get(url_of("contributor", "changelist") + "?is_complete__exact=0")
    assert [person.name for person in found.context["cl"].result_list] == ["tj"]


def test_the_logo_is_chosen_from_the_library_and_may_be_used(as_user):
    client = as_user(make_user("superuser"))
    change = url_of("sitesettings", "change", 1)
    image, barred = make_image(), make_image(do_not_use="Not ours.")
    assert errors(client.post(change, form_at(client, change) | {"logo": barred.pk})) == [
        f"The picture “{barred}” (#{barred.pk}) may not be used: Not ours."
    ]
    assert SiteSettings.objects.get().logo is None
    client.post(change, form_at(client, change) | {"logo": image.pk})
    assert SiteSettings.objects.get().logo == image
    # One whose rights have ended since is in the way of nothing else.
    image.do_not_use = "Not ours."
    image.save()
    client.post(change, form_at(client, change) | {"tagline": "Daily"})
    assert (SiteSettings.objects.get().logo, SiteSettings.objects.get().tagline) == (image, "Daily")
