"""Pages for when nothing works, from a process that has no database to ask."""

import json
import os
import subprocess
import sys

import pytest
from django.test import RequestFactory

from newsroom.errors import server_error

# Asks for each address, and prints status, headers and page.
ASK = """
import django, json, sys
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
found = [client.get(path) for path in sys.argv[1:]]
print(json.dumps([[one.status_code, dict(one.headers), one.content.decode()] for one in found]))
"""


def asked(*paths):
    """Status, headers and page of each, while nothing listens where the database should be."""
    env = os.environ | {
        "DATABASE_URL": "postgres://news@127.0.0.1:1/news",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DEBUG": "0",
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "testserver",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK, *paths], env=env, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_without_a_database_every_page_says_when_to_come_back():
    paths = ["/", "/en/", "/en/x/a-1/", "/en/feed.atom", "/en/search/?q=x", "/admin/login/"]
    for status, headers, page in asked(*paths):
        assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "30", "no-store")
        assert "We will be back shortly" in page
        assert '<html lang="en" dir="ltr">' in page
        assert "default-src" in headers["Content-Security-Policy"]
        assert "127.0.0.1" not in page


def test_in_the_language_of_the_address():
    german, arabic, unknown = asked("/de/", "/ar/x/a-1/", "/tlh/")
    assert '<html lang="de" dir="ltr">' in german[2]
    assert "Wir sind gleich wieder da" in german[2]
    assert '<html lang="ar" dir="rtl">' in arabic[2]
    assert '<html lang="en" dir="ltr">' in unknown[2]


def test_what_needs_no_database_is_there():
    [(status, _headers, _page)] = asked("/healthz")
    assert status == 200


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/fr/", "fr"),
        ("/de-CH/x/", "de"),
        ("/DE/", "de"),
        *((path, "en") for path in ("/en/", "/%00/", "/../", "/" + "x" * 9000)),
    ],
)
def test_any_other_fault_is_500(path, language):
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        response = server_error(RequestFactory().get(path))
    assert response.status_code == 500
    assert "Retry-After" not in response.headers
    assert f'<html lang="{language}" dir="ltr">' in response.content.decode()
