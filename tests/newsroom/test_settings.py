"""Settings are read in a process of their own, as they are in life."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

PROGRAM = """
import json, sys
from newsroom import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


@pytest.fixture
def run(tmp_path: Path) -> Any:
    def run(*names: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        clean = {"PATH": os.environ["PATH"], "NEWSROOM_VAR": str(tmp_path / "var")}
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, *names],
            check=False,
            cwd=settings.BASE_DIR,
            env=clean | environment,
            capture_output=True,
            text=True,
        )

    return run


@pytest.fixture
def read(run: Any) -> Any:
    return lambda *names, **environment: json.loads(run(*names, **environment).stdout)


def test_a_machine_without_any_setting_gets_safe_ones(read):
    assert read(
        "DEBUG", "ALLOWED_HOSTS", "SITE_URL", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT"
    ) == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "127.0.0.1", "localhost", "[::1]"],
        "SITE_URL": "http://127.0.0.1:8000",
        "SESSION_COOKIE_SECURE": False,
        "SECURE_SSL_REDIRECT": False,
    }


def test_the_address_of_the_site_decides_the_rest(read):
    found = read(
        "SITE_URL",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        SITE_URL="https://news.example/",
    )
    assert found == {
        "SITE_URL": "https://news.example",
        "ALLOWED_HOSTS": ["news.example", "127.0.0.1", "localhost", "[::1]"],
        "CSRF_TRUSTED_ORIGINS": ["https://news.example"],
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
    }


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, "127.0.0.1,2026"),
        ({"SITE_URL": "https://news.example:8443"}, "news.example,2026"),
        (
            {"SITE_URL": "https://new.example", "FEED_AUTHORITY": "old.example,2019-03-01"},
            "old.example,2019-03-01",
        ),
    ],
)
def test_ids_in_feeds_can_outlive_the_address_of_the_site(read, given, found):
    assert read("FEED_AUTHORITY", **given) == {"FEED_AUTHORITY": found}


def test_the_secret_key_is_made_once_and_is_private(read, tmp_path):
    first = read("SECRET_KEY")["SECRET_KEY"]
    assert len(first) >= 50
    assert read("SECRET_KEY")["SECRET_KEY"] == first
    kept = tmp_path / "var" / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret_key"]


def test_a_secret_key_from_outside_is_not_kept(read, tmp_path):
    assert read("SECRET_KEY", SECRET_KEY="given") == {"SECRET_KEY": "given"}
    assert not (tmp_path / "var").exists()


def test_a_database_url_overrides_the_embedded_server(read):
    database = read("DATABASES", DATABASE_URL="postgres://ann@db/news")["DATABASES"]["default"]
    assert (database["HOST"], database["NAME"], database["CONN_HEALTH_CHECKS"]) == (
        "db",
        "news",
        True,
    )


def test_pictures_lie_in_a_folder_or_in_a_bucket(read, tmp_path):
    def kept(**environment):
        found = read("STORAGES", "MEDIA_ROOT", "STATIC_ROOT", **environment)
        return found["STORAGES"]["default"]["BACKEND"], found["MEDIA_ROOT"], found["STATIC_ROOT"]

    var = tmp_path / "var"
    apart = str(var / "media"), str(var / "static")  # nothing in the first is served as it is
    assert kept() == ("django.core.files.storage.FileSystemStorage", *apart)
    assert kept(PICTURES_STORAGE="s3://news") == ("newsroom.bucket.Bucket", *apart)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DEBUG", "maybe", "DEBUG must be 0 or 1, not 'maybe'."),
        ("SITE_URL", "news.example", "SITE_URL must be like https://news.example"),
        ("FEED_AUTHORITY", "news.example", "FEED_AUTHORITY must be like news.example,2026"),
        ("DATABASE_URL", "sqlite:///x", "DATABASE_URL is not a URL like postgres://"),
        ("PICTURES_STORAGE", "/srv", "PICTURES_STORAGE is not an address like s3://bucket/"),
    ],
)
def test_a_mistake_is_told_in_words(run, name, value, words):
    finished = run(**{name: value})
    assert finished.returncode == 1
    assert words in finished.stderr


def test_staff_cookies_stay_out_of_readers_pages():
    assert (settings.SESSION_COOKIE_PATH, settings.CSRF_COOKIE_PATH) == ("/admin/", "/admin/")
