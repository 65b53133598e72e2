"""Chromium for tests, which fail when a page breaks its policy, raises an error or calls out."""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
from playwright.sync_api import sync_playwright as playwright

from tests.browser.article_form import reopen
from tests.browser.traffic import Traffic
from tests.conftest import CHROMIUM

ARGUMENTS = [
    "--no-sandbox",  # a container's root cannot use the sandbox, and the pages are our own
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
PATIENCE = 10_000  # milliseconds
TRAFFIC = Traffic()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    try:
        return (yield)
    finally:
        TRAFFIC.open()  # the tables are empty by now


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    # Playwright's event loop runs in this thread, and Django would refuse its models for that.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # None where no test of this run empties the tables.
    rows_made_by_migrations = getattr(connection, "_test_serialized_contents", None)
    with playwright() as running:
        # Because of the loop, Django now takes another connection, which knows none of them.
        connection._test_serialized_contents = rows_made_by_migrations
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """What went wrong in the test's pages. A test that provokes some asserts and clears them."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def new_page(
    browser: Browser, live_server: Any, problems: list[str]
) -> Iterator[Callable[..., Page]]:
    """Opens a page with cookies of its own; takes Playwright's context options.

    `new_page(color_scheme="dark", viewport={"width": 375, "height": 800}).goto("/en/")`
    """
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        defaults = {"base_url": live_server.url, "locale": "en-GB", "reduced_motion": "reduce"}
        context = browser.new_context(**defaults | options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        _watch(page, problems)
        return page

    yield make
    for context in contexts:
        context.close()
    TRAFFIC.stop()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of 1280 by 800 pixels, light."""
    return new_page(viewport={"width": 1280, "height": 800})


@pytest.fixture
def log_in(live_server: Any) -> Callable[[Page, Any], None]:
    """Gives the page's context a session of the user: `log_in(page, editor)`."""

    def log_in(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        page.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": f"{live_server.url}/admin/"}]
        )

    return log_in


@pytest.fixture
def desk(new_page: Callable[..., Page], log_in: Callable[[Page, Any], None]) -> Callable[..., Page]:
    """Opens an article's form in a browser of its own: `desk(user, url)`; takes options, too."""

    def open_form(user: Any, url: str, **options: Any) -> Page:
        page = new_page(**options)
        log_in(page, user)
        return reopen(page, url)

    return open_form


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """Accessibility faults: `assert axe(page) == []`. Takes axe-core's context and options, too."""

    def axe(page: Page, *arguments: Any) -> list[str]:
        found = Axe().run(page, *arguments).response["violations"]
        return [
            f"{fault['id']}: {node['html']} {node['failureSummary']}"
            for fault in found
            for node in fault["nodes"]
        ]

    return axe


def _watch(page: Page, problems: list[str]) -> None:
    opened: set[str] = set()

    def requested(request: Request) -> None:
        if request.is_navigation_request():
            opened.add(request.url)
        target = urlsplit(request.url)  # a data: URL has no host
        if target.hostname not in (None, "localhost", "127.0.0.1"):
            problems.append(f"request to another host: {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        source = message.location["url"]
        # Tests open pages that answer 404 on purpose, and Chromium asks for an icon by itself.
        expected = source in opened or source.endswith("/favicon.ico")
        if not (expected and message.text.startswith("Failed to load resource")):
            problems.append(f"console: {message.text} ({source})")

    page.on("request", requested)
    page.on("console", said)
    page.on("pageerror", lambda error: problems.append(f"uncaught: {error}"))
