"""Who gets the file of a picture at the readers' address and behind a preview link, and who never.

The negative cases ask for a file that is there: only the database stands before it.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from articles import actions, addresses
from articles.actions import images, preview_links
from articles.models import Image, Publication
from articles.pictures.renditions import names
from articles.queries.preview_links import address as link_address
from tests.factories import (
    AT,
    FAR,
    approve,
    make_article,
    make_image,
    make_live,
    make_scheduled,
    make_user,
    make_version,
    make_withdrawn,
)
from tests.factories.images import picture_file

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
JPEG = "full-8.jpg"  # of the pictures that factories make
PUBLIC = "public, max-age=31536000, s-maxage=60, immutable"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def address(image, name=JPEG):
    return addresses.picture(image.rendition_key, name)


def stored(image, name=JPEG):
    return default_storage.path(f"pictures/{image.rendition_key}/{name}")


def body(image):
    return f'<figure data-image="{image.pk}"></figure>'


def is_refused(response):
    """A short answer that no cache keeps, and that says nothing."""
    found = response.status_code, response.content, response.headers["Cache-Control"]
    return found == (404, b"No such picture.\n", "no-store")


def change(image, **fields):
    image = Image.objects.get(pk=image.pk)
    for name, value in fields.items():
        setattr(image, name, value)
    images.change(image, by=None, at=timezone.now(), fields=list(fields))
    return image


# --- Readers ---


@pytest.mark.parametrize("place", [{"lead": True}, {"text": True}])
def test_a_live_story_s_picture(client, place):
    image = make_image()
    make_live(**({"lead_image": image} if "lead" in place else {"body": body(image)}))
    kinds = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
    for name in names(image.renditions):
        response = client.get(address(image, name))
        content = Path(stored(image, name)).read_bytes()
        assert (response.status_code, b"".join(response)) == (200, content)
        assert response.headers["Content-Type"] == kinds[name.split(".")[1]]
        assert response.headers["Content-Length"] == str(len(content))
        assert response.headers["Cache-Control"] == PUBLIC
        assert response.headers["ETag"] == f'"{image.rendition_key}.{name}"'
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "Vary" not in response.headers
        assert not response.cookies


UNSEEN = {
    "of no story": lambda image: None,
    "of a draft": lambda image: make_article(lead_image=image),
    "in a draft": lambda image: make_article(body=body(image)),
    "of an approved story": lambda image: approve(make_article(lead_image=image)),
    "of newer text of a live story": lambda image: make_version(make_live(), lead_image=image),
    "of a scheduled story": lambda image: make_scheduled(lead_image=image, publish_at=FAR),
    "of a withdrawn story": lambda image: make_withdrawn(lead_image=image),
    "of an expired story": lambda image: make_scheduled(
        lead_image=image, publish_at=AT + HOUR, expires_at=AT + 2 * HOUR
    ),
}


@pytest.mark.parametrize("where", UNSEEN)
def test_a_picture_that_readers_do_not_have(client, where):
    image = make_image()
    UNSEEN[where](image)
    assert Path(stored(image)).exists()
    for name in names(image.renditions):
        assert is_refused(client.get(address(image, name)))
    assert client.head(address(image)).status_code == 404


def test_what_is_due_is_there_without_a_worker(client):
    image = make_image()
    make_scheduled(lead_image=image, publish_at=AT + HOUR)
    assert client.get(address(image)).status_code == 200


def test_it_is_gone_with_the_last_story_that_shows_it(client):
    image = make_image()
    first, second = make_live(lead_image=image), make_live(body=body(image))
    actions.withdraw(first, by=None, at=timezone.now(), why="Wrong")
    assert client.get(address(image)).status_code == 200
    actions.withdraw(second, by=None, at=timezone.now(), why="Wrong")
    assert is_refused(client.get(address(image)))


def test_it_is_gone_when_the_story_is_updated_without_it(client):
    image = make_image()
    article = make_live(lead_image=image)
    make_version(article, lead_image=None)
    assert client.get(address(image)).status_code == 200
    actions.update_live(article, by=None, at=timezone.now())
    assert is_refused(client.get(address(image)))


def test_it_is_gone_when_the_story_expires(client):
    image = make_image()
    article = make_live(lead_image=image)
    Publication.objects.filter(pk=article.pk).update(expires_at=timezone.now())
    assert is_refused(client.get(address(image)))


@pytest.mark.parametrize(
    ("fields", "is_there"),
    [
        ({"do_not_use": "The agency has withdrawn it."}, False),
        ({"usable_until": AT + HOUR}, False),
        ({"usable_from": FAR}, False),
        ({"usable_from": AT, "usable_until": FAR}, True),
    ],
)
def test_what_rights_do_not_allow_is_gone_at_once_and_comes_back(client, fields, is_there):
    image = make_image()
    make_live(lead_image=image)
    before = {name: getattr(image, name) for name in fields}
    image = change(image, **fields)
    response = client.get(address(image))
    assert is_there == (response.status_code == 200)
    assert is_there != (response.status_code == 404)
    image = change(image, **before)
    assert client.get(address(image)).status_code == 200


def test_the_old_file_is_there_for_who_had_the_page_open_as_long_as_the_new_one(client):
    before = make_image()
    article = make_live(lead_image=before)
    after = change(before, file=picture_file("quay.png", size=(12, 9)))
    assert client.get(address(before)).status_code == 200
    assert client.get(address(after, "full-12.jpg")).status_code == 200
    assert is_refused(client.get(address(before, "full-12.jpg")))
    assert is_refused(client.get(address(after, JPEG)))
    actions.withdraw(article, by=None, at=timezone.now(), why="Wrong")
    assert is_refused(client.get(address(before)))
    assert is_refused(client.get(address(after, "full-12.jpg")))


def test_a_file_that_is_lost_is_not_there(client):
    image = make_image()
    make_live(lead_image=image)
    Path(stored(image)).unlink()
    assert is_refused(client.get(address(image)))
    assert is_refused(client.get(address(image)))
    assert client.head(address(image)).status_code == 404
    assert client.get(address(image, "full-8.webp")).status_code == 200


def test_a_file_that_cannot_be_read_is_no_fault_of_the_reader_s(client):
    image = make_image()
    make_live(lead_image=image)
    Path(stored(image)).unlink()
    Path(stored(image)).mkdir()  # the system refuses to read a folder
    response = client.get(address(image))
    assert (response.status_code, response.content) == (503, b"Please try again.\n")
    assert response.headers["Cache-Control"] == "no-store"


# --- Asking without fetching ---


def test_who_has_it_is_told_so_without_a_look_into_the_file(client):
    image = make_image()
    article = make_live(lead_image=image)
    tag = client.get(address(image)).headers["ETag"]
    Path(stored(image)).unlink()
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        response = client.get(address(image), headers={"If-None-Match": known})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["Cache-Control"] == PUBLIC
        assert response.headers["ETag"] == tag
    assert client.head(address(image), headers={"If-None-Match": tag}).status_code == 304
    assert client.get(address(image), headers={"If-None-Match": '"other"'}).status_code == 404

    actions.withdraw(article, by=None, at=timezone.now(), why="Wrong")
    assert is_refused(client.get(address(image), headers={"If-None-Match": tag}))


def test_a_condition_that_does_not_hold_is_kept_nowhere(client):
    image = make_image()
    make_live(lead_image=image)
    response = client.get(address(image), headers={"If-Match": '"other"'})
    assert response.status_code == 412
    assert "Cache-Control" not in response.headers


def test_head_has_the_headers_and_no_content(client):
    image = make_image()
    make_live(lead_image=image)
    whole, head = client.get(address(image)), client.head(address(image))
    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Length", "Content-Type", "Cache-Control", "ETag"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "patch"])
def test_there_is_nothing_else_to_do_with_it(client, method):
    image = make_image()
    make_live(lead_image=image)
    assert getattr(client, method)(address(image)).status_code == 405
    assert Path(stored(image)).exists()


@pytest.mark.parametrize("stories", [1, 3])
def test_it_takes_one_query_and_two_to_say_no(client, stories, django_assert_num_queries):
    image, other = make_image(), make_image()
    for _n in range(stories):
        make_live(lead_image=image, body=body(image))
        make_article(lead_image=other)
    with django_assert_num_queries(1):
        assert client.get(address(image)).status_code == 200
    with django_assert_num_queries(2):
        assert client.get(address(other)).status_code == 404


# --- What is no address of a picture ---


def test_the_original_is_never_there(client):
    image = make_image()
    make_live(lead_image=image)
    original = image.file.name
    assert default_storage.exists(original)
    token = original.removeprefix("originals/")
    key = image.rendition_key
    for path in (
        original,
        token,
        f"pictures/{original}",
        f"pictures/{key}/../../{original}",
        f"pictures/{key}/%2e%2e/%2e%2e/{original}",
        f"pictures/{key}/..%2f..%2f{original}",
        f"pictures/{token}/{JPEG}",
        f"pictures/{key}/{token}",
        f"pictures/{key}/original-8.jpg",
    ):
        assert client.get(f"/media/{path}").status_code == 404, path


@pytest.mark.parametrize(
    "name",
    [
        *("full-8", "full-8.", "full-8.svg", "full-8.html", "full-8.jpeg", "full-8.JPG"),
        *("full-9.jpg", "full-08.jpg", "full--8.jpg", "full-8.jpg.webp", "full-1e1.jpg"),
        *("full-99999999.jpg", "nothing-8.jpg", "FULL-8.jpg", ".full-8.jpg", "full-8.jpg/"),
        *("", ".", "..", "../", "*", "full-8.jpg\0", "\0", "full-٨.jpg"),
        *("\u202efull-8.jpg", "x" * 5000, "full-8.jpg;.html", "../full-8.jpg"),
    ],
)
def test_a_size_that_was_never_made_and_what_is_no_name(client, name):
    image = make_image()
    make_live(lead_image=image)
    response = client.get(f"/media/pictures/{image.rendition_key}/{quote(name)}")
    assert is_refused(response)


@pytest.mark.parametrize(
    "key", ["", ".", "..", "x", "x" * 22, "x" * 33, "../originals", "\0" * 22, "%", "a/b", "*" * 22]
)
def test_what_is_no_key(client, key):
    make_live(lead_image=make_image())
    response = client.get(f"/media/pictures/{quote(key, safe='')}/{JPEG}")
    assert is_refused(response)


@pytest.mark.parametrize(
    "path",
    [
        *("", "pictures", "pictures/", "originals/", "../secret_key", "%2e%2e/secret_key"),
        *("..%5csecret_key", "//etc/passwd", "pictures/../../secret_key", "a%00.png"),
        *("pictures/%2e%2e/%2e%2e/secret_key", "file:///etc/passwd", ".hidden", "a.svg"),
        f"pictures/{'k' * 22}/full-8.jpg%0a",
    ],
)
def test_nothing_else_is_served(client, path):
    media = Path(settings.MEDIA_ROOT)
    media.mkdir(exist_ok=True)
    for name in ("../secret_key", ".hidden", "a.svg"):
        (media / name).write_bytes(b"secret")
    assert client.get(f"/media/{path}").status_code == 404


# --- Behind a preview link ---


def test_by_a_preview_link_its_own_pictures_while_it_is_good(client):
    lead, inside, other = make_image(), make_image(), make_image()
    article = make_article(lead_image=lead, body=body(inside))
    make_live(lead_image=other)
    editor, now = make_user("Editor"), timezone.now()
    link = preview_links.make(
        article.versions.get(), by=editor, at=now, expires_at=now + timedelta(days=1)
    )

    def at(image, base=None):
        base = base or link_address(link.pk)
        return client.get(f"{base}pictures/{image.rendition_key}/{JPEG}")

    for image in (lead, inside):
        response = at(image)
        assert (response.status_code, response.headers["Cache-Control"]) == (
            200,
            "private, max-age=3600",
        )
        assert is_refused(client.get(address(image)))
    assert is_refused(at(other))
    forged = link_address(link.pk)[:-2] + ("x/" if link_address(link.pk)[-2] != "x" else "y/")
    assert is_refused(at(lead, forged))

    preview_links.revoke(link, by=editor, at=timezone.now())
    tag = f'"{lead.rendition_key}.{JPEG}"'
    for image in (lead, inside):
        assert is_refused(at(image))
    path = f"{link_address(link.pk)}pictures/{lead.rendition_key}/{JPEG}"
    assert is_refused(client.get(path, headers={"If-None-Match": tag}))


@pytest.mark.parametrize("barred", [{"do_not_use": "No."}, {"usable_until": AT}])
def test_by_a_preview_link_nothing_that_may_not_be_used(client, barred):
    image, now = make_image(), timezone.now()
    version = make_article(lead_image=image).versions.get()
    link = preview_links.make(version, by=make_user("Editor"), at=now, expires_at=now + HOUR)
    path = f"{link_address(link.pk)}pictures/{image.rendition_key}/{JPEG}"
    tag = client.get(path).headers["ETag"]
    change(image, **barred)
    assert is_refused(client.get(path))
    assert is_refused(client.get(path, headers={"If-None-Match": tag}))


def test_by_a_preview_link_that_has_expired_nothing(client):
    image = make_image()
    article = make_article(lead_image=image)
    link = preview_links.make(
        article.versions.get(), by=make_user("Editor"), at=AT, expires_at=AT + HOUR
    )
    path = f"{link_address(link.pk)}pictures/{image.rendition_key}/{JPEG}"
    assert is_refused(client.get(path))


# --- On disk ---


def test_nobody_else_on_the_machine_reads_the_files(media):
    image = make_image()
    paths = [Path(default_storage.path(image.file.name)), Path(stored(image))]
    assert [oct(path.stat().st_mode & 0o777) for path in paths] == ["0o640", "0o640"]
    assert image.file.name.startswith("originals/")
    assert Path(default_storage.path(image.file.name)).suffix == ""
