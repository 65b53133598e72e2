"""Where pictures are kept: what `PICTURES_STORAGE` may say."""

import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import storage

SERVER = "endpoint=http://127.0.0.1:9000"


def options(**fields):
    none = {"location": "", "endpoint_url": None, "region_name": None}
    return {"BACKEND": "newsroom.bucket.Bucket", "OPTIONS": none | fields}


def test_nothing_is_a_folder_on_this_machine():
    assert storage.from_url("") == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("s3://news-pictures", options(bucket_name="news-pictures")),
        ("s3://news.example/", options(bucket_name="news.example")),
        ("s3://news/a/b.c/", options(bucket_name="news", location="a/b.c")),
        ("s3://news?region=eu-central-1", options(bucket_name="news", region_name="eu-central-1")),
        (
            f"s3://news/desk?{SERVER}&region=here",
            options(
                bucket_name="news",
                location="desk",
                endpoint_url="http://127.0.0.1:9000",
                region_name="here",
            ),
        ),
    ],
)
def test_a_bucket(url, wanted):
    assert storage.from_url(url) == wanted


@pytest.mark.parametrize(
    "url",
    [
        *("s3", "s3:", "s3://", "s3:///folder", "pictures", "/var/media", "file:///var/media"),
        *("https://news.s3.amazonaws.com", "gs://news", "s3://x", "s3://News", "s3://-news"),
        *("s3://news:9000", "s3://ne ws", f"s3://{'n' * 64}", "s3://news/#x", "s3://[news"),
        *("s3://news/../x", "s3://news/./x", "s3://news//x", "s3://news/a b", "s3://news/\0"),
        *("s3://news?x", "s3://news?secret=1", "s3://news?region=", "s3://news?region=a&region=b"),
        *("s3://news?region=EU%20Central", "s3://news?endpoint=s3.example"),
        *("s3://news?endpoint=ftp://s3.example", "s3://news?endpoint=https://"),
        *("s3://news?endpoint=https://s3.example/x", "s3://news?endpoint=https://s3.example:99999"),
        "s3://news?endpoint=https://me:geheim@s3.example",
    ],
)
def test_what_makes_no_sense_is_said_to(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        storage.from_url(url)
    assert str(refused.value) == f"PICTURES_STORAGE is not an address like {storage.EXAMPLE}"


def test_the_example_is_one():
    assert storage.from_url(storage.EXAMPLE)["OPTIONS"]["bucket_name"] == "bucket"


def test_keys_have_a_place_of_their_own():
    with pytest.raises(ImproperlyConfigured) as refused:
        storage.from_url("s3://key:geheim@news")
    assert str(refused.value) == (
        "PICTURES_STORAGE must hold no keys: they go into AWS_ACCESS_KEY_ID and "
        "AWS_SECRET_ACCESS_KEY."
    )


@pytest.mark.parametrize("package", ["storages", "boto3"])
def test_what_it_needs_is_said_where_it_is_missing(monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)  # as if it could not be found
    with pytest.raises(ImproperlyConfigured) as refused:
        storage.from_url("s3://news")
    assert str(refused.value) == (
        "PICTURES_STORAGE needs packages that are not installed: "
        "pip install --require-hashes -r requirements-s3.lock"
    )
    assert storage.from_url("") == storage.LOCAL
