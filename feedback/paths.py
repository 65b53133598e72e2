"""Addresses on this site: which may be followed or remembered, and what they are about."""

import re
from urllib.parse import unquote, urlsplit

from django.utils.encoding import uri_to_iri
from django.utils.http import url_has_allowed_host_and_scheme

FEEDBACK = "/feedback/"
BETA = "/beta/"
MAX_LENGTH = 1000
# What a browser may drop, or read as a slash.
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ud800-\udfff]")
_LANGUAGE = re.compile(r"/([a-z]{2,3}(?:-[a-z0-9]{2,8})*)/")
_OWN_PAGES = (FEEDBACK, BETA)


def same_site_path(value):
    """``value`` if it is a path (and query) on this site that is safe to link to, else ``""``.

    Refused: other schemes and hosts, ``//host``, backslashes, control characters, dot segments,
    and each of these in any number of layers of percent-encoding.
    """
    if not value or len(value) > MAX_LENGTH or _UNSAFE.search(value):
        return ""
    if not url_has_allowed_host_and_scheme(value, allowed_hosts=None):
        return ""
    address = value.partition("#")[0]
    path, mark, query = address.partition("?")
    return path + mark + query if _plain_path(path) else ""


def _plain_path(path):
    for _ in range(5):
        if not path.startswith("/") or "//" in path or _UNSAFE.search(path.replace(" ", "")):
            return False
        if {".", ".."} & set(path.split("/")):
            return False
        decoded = unquote(path)
        if decoded == path:
            return True
        path = decoded
    return False


def page_path(value):
    """The path of a page that feedback is about, else ``""``.

    Without the query, which may hold what a reader searched for.
    """
    path = uri_to_iri(same_site_path(value).partition("?")[0])
    return "" if path.startswith(_OWN_PAGES) else path


def came_from(request):
    """Path and query of the page of this site that sent the reader here, else ``""``."""
    try:
        referrer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    if referrer.netloc != request.get_host():
        return ""
    path = same_site_path(referrer._replace(scheme="", netloc="", fragment="").geturl())
    return "" if path.startswith(_OWN_PAGES) else path


def language_code_of(path):
    """The language tag that ``path`` begins with, else ``""``."""
    match = _LANGUAGE.match(path)
    return match[1] if match else ""
