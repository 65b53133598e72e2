"""Pictures in a bucket, through the real actions and pages: a server that speaks S3 holds them.

``held`` is what is in the bucket; the newsroom's own are under its folder.
"""

import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import ReadTimeoutError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

import newsroom.bucket
from articles import actions, addresses
from articles.actions import images, picture_storage, picture_sweep, picture_upkeep
from articles.actions.picture_files import all_of
from articles.actions.picture_storage import AWAY, NO_ROOM, NotStored, StorageFailed
from articles.management.commands.worker import Command as Worker
from articles.models import Image, ReplacedRenditions
from articles.pictures.renditions import folder
from newsroom import storage
from tests.factories import AT, make_image, make_live, make_user
from tests.factories.images import picture_file
from tests.factories.pictures import drawn

from .s3_server import S3Server
from .stalling_server import StallingServer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
JPEG = "full-8.jpg"  # of the pictures that factories make


@pytest.fixture(scope="module")
def server() -> Iterator[S3Server]:
    running = S3Server()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"AWS_ACCESS_KEY_ID": "desk", "AWS_SECRET_ACCESS_KEY": "geheim", "NO_PROXY": "*"}
    for name, value in values.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def use(settings: Any, request: Any) -> Callable[[S3Server], Any]:
    """Makes a bucket on a server, has the newsroom use it, and returns it."""

    def use(server: S3Server) -> Any:
        name = f"news-{abs(hash(request.node.name))}"
        region = "eu-central-1"
        s3 = boto3.resource("s3", endpoint_url=server.address, region_name=region)
        where = {"LocationConstraint": region}
        bucket = s3.create_bucket(Bucket=name, CreateBucketConfiguration=where)
        address = f"s3://{name}/desk?endpoint={server.address}&region={region}"
        settings.STORAGES = settings.STORAGES | {"default": storage.from_url(address)}
        return bucket

    return use


@pytest.fixture
def bucket(use, server):
    return use(server)


def held(bucket):
    return {thing.key for thing in bucket.objects.all()}


def of(image):
    """Where the files of a picture belong."""
    return {f"desk/{name}" for name in all_of(Image.objects.get(pk=image.pk))}


def address(image):
    return addresses.picture(image.rendition_key, JPEG)


def test_the_whole_life_of_a_picture(bucket, client, django_capture_on_commit_callbacks):
    image = make_image()
    assert held(bucket) == of(image)
    assert len(held(bucket)) > 10
    assert client.get(address(image)).status_code == 404  # a draft's

    article = make_live(lead_image=image)
    response = client.get(address(image))
    content = b"".join(response)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    name = f"desk/{folder(image.rendition_key)}{JPEG}"
    assert content == bucket.Object(name).get()["Body"].read()
    assert response.headers["Content-Length"] == str(len(content))
    head = client.head(address(image))
    assert (head.headers["Content-Length"], head.content) == (str(len(content)), b"")

    before = Image.objects.get()
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        image = Image.objects.get()
        image.file = picture_file("quay.png", size=(12, 9))
        images.change(image, by=None, at=now, fields=["file"])
    assert client.get(addresses.picture(image.rendition_key, "full-12.jpg")).status_code == 200
    assert client.get(address(before)).status_code == 200  # for who had the page open
    assert picture_upkeep.remove_next(at=now + picture_upkeep.GRACE) == before.rendition_key
    assert held(bucket) == of(image)
    assert client.get(address(before)).status_code == 404

    actions.withdraw(article, by=None, at=timezone.now(), why="Wrong")
    assert client.get(addresses.picture(image.rendition_key, "full-12.jpg")).status_code == 404
    assert held(bucket) == of(image)


def test_a_deleted_picture_leaves_nothing(bucket):
    image = make_image()
    images.delete(image, by=None, at=AT)
    assert picture_upkeep.remove_next(at=AT) == image.rendition_key
    assert held(bucket) == set()


def test_every_file_is_the_owner_s_alone(bucket):
    image = make_image()
    for name in of(image):
        grants = bucket.Object(name).Acl().grants
        assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"], name


def test_a_lost_file_is_made_again_from_the_original(bucket, client, capsys):
    image = make_image()
    make_live(lead_image=image)
    bucket.Object(f"desk/{folder(image.rendition_key)}{JPEG}").delete()
    assert client.get(address(image)).status_code == 404
    call_command("rebuild")
    assert "1 pictures made again, 0 as they were" in capsys.readouterr().out
    stored = Image.objects.get()
    assert client.get(address(stored)).status_code == 200
    call_command("rebuild")
    assert "0 pictures made again, 1 as they were" in capsys.readouterr().out


def test_a_lost_original_is_said_to_be(bucket):
    image = make_image()
    bucket.Object(f"desk/{image.file.name}").delete()
    assert default_storage.exists(image.file.name) is False
    before = held(bucket)
    with pytest.raises(NotStored, match=r"^The file of this picture is gone\. Choose a file again"):
        picture_upkeep.remake(Image.objects.get(), at=AT)
    assert held(bucket) == before


def test_strays_are_swept_and_nothing_beside_them(bucket):
    image = make_image()
    key = "stray-folder-of-nobody"
    strays = {f"desk/pictures/{key}/full-8.jpg", f"desk/originals/{key}"}
    others = {"desk/pictures/readme", "desk/notes", f"other/originals/{key}"}
    for name in strays | others:
        bucket.put_object(Key=name, Body=b"x")
    now = timezone.now()
    assert picture_sweep.sweep(at=now) == 0  # they are young
    assert held(bucket) == of(image) | strays | others
    assert picture_sweep.sweep(at=now + DAY + DAY) == 2
    assert held(bucket) == of(image) | others


def test_where_the_storage_is_away_everything_says_so_and_nothing_is_half_done(
    use, client, caplog, capsys
):
    server = S3Server()
    try:
        use(server)
        image = make_image()
        make_live(lead_image=image)
        replaced = ReplacedRenditions.objects.create(key="k" * 22, files=["pictures/x/y"], at=AT)
    finally:
        server.stop()
    rows = list(Image.objects.values())

    with pytest.raises(NotStored) as refused:
        make_image()
    assert str(refused.value) == str(NO_ROOM)
    with pytest.raises(NotStored) as refused:
        picture_upkeep.remake(Image.objects.get(), at=AT)
    assert str(refused.value) == str(AWAY)
    assert list(Image.objects.values()) == rows

    response = client.get(address(image))
    assert (response.status_code, response.content) == (503, b"Please try again.\n")
    assert response.headers["Cache-Control"] == "no-store"
    assert client.head(address(image)).status_code == 503
    tag = f'"{image.rendition_key}.{JPEG}"'
    assert client.get(address(image), headers={"If-None-Match": tag}).status_code == 304

    client.force_login(make_user("Publisher"))
    form = reverse("admin:articles_image_change", args=[image.pk])
    assert client.get(form).status_code == 200
    add = reverse("admin:articles_image_add")
    response = client.post(add, {"file": SimpleUploadedFile("x.jpg", drawn("JPEG")), "alt": "Red"})
    assert str(NO_ROOM) in response.content.decode()
    assert list(Image.objects.values()) == rows

    assert Worker().round() >= 1  # it goes on
    replaced.refresh_from_db()
    assert replaced.at > AT
    with pytest.raises(CommandError, match=r"2 could not be made again"):
        call_command("rebuild")
    assert f"Picture #{image.pk} {image}: {AWAY}" in capsys.readouterr().err
    assert connection.is_usable()


def test_a_file_that_is_gone_has_no_date(bucket):
    with pytest.raises(FileNotFoundError):
        picture_storage.written_at("pictures/nobody/full-8.jpg")


def test_while_a_server_lets_people_wait_in_vain_only_one_of_them_does(
    use, client, caplog, monkeypatch
):
    monkeypatch.setattr(newsroom.bucket, "READ", 2)
    server = S3Server()
    try:
        use(server)
        image = make_image()
        make_live(lead_image=image)
        server.process.send_signal(signal.SIGSTOP)  # connections are taken; nobody answers
        with pytest.raises(StorageFailed):
            picture_storage.read(image.file.name)
        server.process.send_signal(signal.SIGCONT)
        caplog.clear()
        assert client.get(address(image)).status_code == 503
        assert client.head(address(image)).status_code == 503
        assert caplog.text.count("not asked: it has just let others wait in vain") == 2

        later = time.monotonic() + newsroom.bucket.PAUSE
        monkeypatch.setattr(newsroom.bucket, "monotonic", lambda: later)
        assert client.get(address(image)).status_code == 200
        assert client.get(address(image)).status_code == 200
    finally:
        server.stop()


def stalled(settings, monkeypatch):
    """A server that falls silent in mid-answer; the newsroom's pictures are there."""
    monkeypatch.setattr(newsroom.bucket, "READ", 1)
    server = StallingServer()
    address = f"s3://news/desk?endpoint={server.address}&region=eu-central-1"
    settings.STORAGES = settings.STORAGES | {"default": storage.from_url(address)}
    return server


def test_a_server_that_falls_silent_in_mid_answer_is_let_alone_too(settings, monkeypatch):
    server = stalled(settings, monkeypatch)
    try:
        for _n in range(3):
            with pytest.raises(StorageFailed):
                picture_storage.read("originals/key")
        assert server.asked == 1
        later = time.monotonic() + newsroom.bucket.PAUSE
        monkeypatch.setattr(newsroom.bucket, "monotonic", lambda: later)
        server.finish()
        for _n in range(2):
            assert picture_storage.read("originals/key").read() == b"halfhalf"
    finally:
        server.stop()


def test_after_a_pause_nobody_else_asks_before_one_has_a_whole_answer(settings, monkeypatch):
    server = stalled(settings, monkeypatch)
    try:
        with pytest.raises(ReadTimeoutError):
            default_storage.open("originals/key")
        later = time.monotonic() + newsroom.bucket.PAUSE
        monkeypatch.setattr(newsroom.bucket, "monotonic", lambda: later)
        client = default_storage.bucket.meta.client
        client.get_object(Bucket="news", Key="desk/originals/key")  # its head is there
        with pytest.raises(newsroom.bucket.DidNotAnswer):
            default_storage.open("originals/key")
        assert server.asked == 2
    finally:
        server.stop()
