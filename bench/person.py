"""Somebody at the desk: logged in, on one connection that is kept alive."""

import http.client
import time
import urllib.parse
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User

from .counted import DATABASE, PYTHON, QUERIES, SLOWEST

TOKEN = "bench" * 6 + "xx"  # 32 characters


@dataclass(frozen=True)
class Answer:
    status: int
    html: str
    ms: float
    queries: int
    database_ms: float
    python_ms: float
    slowest: str


class Person:
    def __init__(self, user: User, site: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=120)
        store = import_module(settings.SESSION_ENGINE).SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.save()
        cookies = {
            settings.SESSION_COOKIE_NAME: store.session_key,
            settings.CSRF_COOKIE_NAME: TOKEN,
        }
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.headers = {"Cookie": cookie, "X-CSRFToken": TOKEN, "Referer": site}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        kind = "application/x-www-form-urlencoded"
        return self._ask("POST", path, urllib.parse.urlencode(fields), kind)

    def post_json(self, path: str, text: str) -> Answer:
        return self._ask("POST", path, text, "application/json")

    def _ask(self, method: str, path: str, body: str | None = None, kind: str = "") -> Answer:
        headers = self.headers | ({"Content-Type": kind} if body is not None else {})
        content = body.encode() if body is not None else None
        try:
            self.connection.request("HEAD", "/healthz")
            self.connection.getresponse().read()
        except (http.client.RemoteDisconnected, BrokenPipeError):  # it was idle for too long
            self.connection.close()
        started = time.perf_counter()
        self.connection.request(method, path, content, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        return Answer(
            response.status,
            text,
            (time.perf_counter() - started) * 1000,
            int(response.headers.get(QUERIES, 0)),
            float(response.headers.get(DATABASE, 0)),
            float(response.headers.get(PYTHON, 0)),
            response.headers.get(SLOWEST, ""),
        )


class FormFields(HTMLParser):
    """The names and values that a browser would send of the form ``id``, buttons left out."""

    def __init__(self, html: str, id: str) -> None:
        super().__init__()
        self.id, self.is_inside, self.area, self.select = id, False, "", ""
        self.fields: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = found.get("id") == self.id
        elif self.is_inside and "disabled" not in found:
            self._field(tag, found)

    def _field(self, tag: str, found: dict[str, str]) -> None:
        name = found.get("name", "")
        if tag == "textarea":
            self.area = name
            self.fields.append((name, ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in found:
            self.fields.append((self.select, found.get("value", "")))
        elif tag == "input" and name and _is_sent(found):
            self.fields.append((name, found.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area:
            name, text = self.fields[-1]
            self.fields[-1] = (name, text + data)

    def handle_endtag(self, tag: str) -> None:
        if self.area and tag == "textarea":  # browsers leave out the line end that it begins with
            name, text = self.fields[-1]
            self.fields[-1] = (name, text.removeprefix("\n"))
        if tag == "form":
            self.is_inside = False
        elif tag in ("textarea", "select"):
            self.area = self.select = ""

    def typed(self, **values: str) -> list[tuple[str, str]]:
        """The fields with other values for some."""
        kept = [(name, value) for name, value in self.fields if name not in values]
        return kept + list(values.items())


def _is_sent(found: dict[str, str]) -> bool:
    kind = found.get("type")
    return kind not in ("submit", "button") and (
        kind not in ("checkbox", "radio") or "checked" in found
    )
