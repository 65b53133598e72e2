"""What every test gets: a real PostgreSQL, started when the first test asks for a database."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

from newsroom import devdb

# A run says the same each time; HYPOTHESIS_PROFILE=default goes looking for new examples.
hypothesis_settings.register_profile("steady", derandomize=True)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# The first is Chromium without a window around its pages: a new one costs a twentieth of the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
HOW_TO_GET_CHROMIUM = (
    "install Chromium (Debian: apt install chromium-headless-shell; macOS: Google Chrome)"
)


def pytest_configure(config: pytest.Config) -> None:
    if CHROMIUM is None and os.environ.get("BROWSER_TESTS") == "required":
        raise pytest.UsageError(f"BROWSER_TESTS=required: {HOW_TO_GET_CHROMIUM}.")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = []
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        _keep_rows_made_by_migrations(item, fixtures)
        if "browser" in fixtures:
            item.add_marker("browser")
            if CHROMIUM is None:
                left_out.append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CHROMIUM is None:
        terminalreporter.write_line(
            f"Browser tests were left out: {HOW_TO_GET_CHROMIUM}.", yellow=True
        )


def _keep_rows_made_by_migrations(item: pytest.Item, fixtures: tuple[str, ...]) -> None:
    """A test with real transactions empties every table after it; bring back what was in them."""
    marker = item.get_closest_marker("django_db")
    arguments = dict(marker.kwargs) if marker else {}
    if {"live_server", "transactional_db"} & set(fixtures):
        arguments["transaction"] = True
    if arguments.get("transaction"):
        item.add_marker(pytest.mark.django_db(**arguments | {"serialized_rollback": True}), False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Start the server for tests, unless `DATABASE_URL` names another; it stays up after."""
    if not os.environ.get("DATABASE_URL"):
        devdb.server_for_tests().start()


@pytest.fixture(scope="session", autouse=True)
def _no_media_left() -> Iterator[None]:
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
