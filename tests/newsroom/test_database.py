import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from newsroom import database
from newsroom.devdb import EmbeddedServer


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgres://ann:secret@db.example:6432/news",
            {
                "NAME": "news",
                "USER": "ann",
                "PASSWORD": "secret",
                "HOST": "db.example",
                "PORT": "6432",
            },
        ),
        (
            "postgresql://a%40b:p%2Fw%3A%25%20%C3%BC@[::1]/my%20news",
            {"NAME": "my news", "USER": "a@b", "PASSWORD": "p/w:% ü", "HOST": "::1", "PORT": ""},
        ),
        (
            "postgres:///news",
            {"NAME": "news", "USER": "", "PASSWORD": "", "HOST": "", "PORT": ""},
        ),
        (
            "postgres:///news?host=/run/postgresql&port=5433",
            {"NAME": "news", "USER": "", "PASSWORD": "", "HOST": "/run/postgresql", "PORT": "5433"},
        ),
    ],
)
def test_the_parts_of_a_url(url, expected):
    assert database.from_url(url) == expected | {"OPTIONS": {"connect_timeout": "10"}}


def test_the_query_becomes_options():
    settings = database.from_url("postgres://db/news?sslmode=verify-full&connect_timeout=3")
    assert settings["OPTIONS"] == {"sslmode": "verify-full", "connect_timeout": "3"}


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ann:secret@db/news",
        "postgres://ann:secret@db",
        "postgres://ann:secret@db/",
        "postgres://ann:secret@db:port/news",
        "postgres://ann:secret@[::1/news",
        "secret",
        "/secret",
    ],
)
def test_a_bad_url_is_refused_and_its_password_not_repeated(url):
    with pytest.raises(ImproperlyConfigured) as caught:
        database.from_url(url)
    assert "postgres://user:password@host:5432/name" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_the_embedded_server_is_checked_to_be_ours(tmp_path):
    settings = database.from_embedded(EmbeddedServer(tmp_path / "pgdata"))
    assert settings["OPTIONS"].keys() == {"requirepeer"}
    assert settings["HOST"].startswith("/tmp/newsroom-pg-")
    assert len(settings["HOST"]) < 60


def test_psycopg_3_is_not_in_use():
    """Django takes psycopg 3 as soon as some package brings it, and without a word."""
    assert "psycopg" not in sys.modules
    assert connection.Database.__name__ == "psycopg2"
    with pytest.raises(ModuleNotFoundError):
        __import__("psycopg")
