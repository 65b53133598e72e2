"""What the environment says, read and checked in one place, before anything is started.

Each reader takes the name of a variable; one that is empty counts as not set. A value that makes
no sense raises ImproperlyConfigured: one sentence that names the variable. README.md has the list.
"""

import logging
import os
import re
import sys
import zoneinfo
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

from newsroom import database, devdb, mail, secret, storage

HIGHEST_PORT = 65_535
MOST_PROCESSES = 1_000
_AUTHORITY = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*,\d{4}(-\d\d){0,2}", re.ASCII)
YES, NO = ("1", "yes", "true"), ("0", "no", "false")


@dataclass(frozen=True)
class Environment:
    """Every setting that a deployment may choose."""

    debug: bool
    secret_key: str
    site: SplitResult
    feed_authority: str
    allowed_hosts: list[str]
    csrf_trusted_origins: list[str]
    ssl_redirect: bool
    port: int
    processes: int
    database: dict[str, Any]
    test_database_name: str
    prepared_statements: bool
    time_zone: str
    log_level: str
    four_eyes: bool
    mail: mail.MailServer
    mail_from: str
    pictures: dict[str, Any]
    var: Path


def read() -> Environment:
    """All of it. Raises ImproperlyConfigured, or DatabaseError where no server could run."""
    var, number = folder("NEWSROOM_VAR"), port("PORT")
    address = site("SITE_URL", default=f"http://127.0.0.1:{number}")
    return Environment(
        debug=flag("DEBUG", default=False),
        site=address,
        feed_authority=authority("FEED_AUTHORITY", default=f"{address.hostname},2026"),
        allowed_hosts=words("ALLOWED_HOSTS"),
        csrf_trusted_origins=origins("CSRF_TRUSTED_ORIGINS"),
        ssl_redirect=flag("SSL_REDIRECT", default=True),
        port=number,
        processes=whole("WEB_CONCURRENCY", default=2, highest=MOST_PROCESSES),
        database=_database(text("DATABASE_URL")),
        test_database_name=text("TEST_DATABASE_NAME", default="test_newsroom"),
        prepared_statements=flag("PREPARED_STATEMENTS", default=True),
        time_zone=time_zone("TIME_ZONE"),
        log_level=log_level("LOG_LEVEL"),
        four_eyes=flag("FOUR_EYES", default=True),
        mail=mail.from_url(text("EMAIL_URL")),
        mail_from=text("EMAIL_FROM"),
        pictures=storage.from_url(text("PICTURES_STORAGE")),
        var=var,
        secret_key=text("SECRET_KEY") or secret.kept_in(var),  # last: it may write
    )


def read_or_exit() -> Environment:
    """All of it, or the end of this process: status 1, and the sentence on standard error."""
    try:
        return read()
    except (ImproperlyConfigured, devdb.DatabaseError) as error:
        sys.exit(f"Error: {error}")


def text(name: str, *, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def words(name: str) -> list[str]:
    """What stands between commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if value not in ("", *YES, *NO):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return default if value == "" else value in YES


def whole(name: str, *, default: int, highest: int) -> int:
    """A whole number from 1 to `highest`."""
    value = text(name, default=str(default))
    if not (value.isascii() and value.isdigit() and len(value) < 10 and 1 <= int(value) <= highest):
        raise ImproperlyConfigured(
            f"{name} must be a whole number from 1 to {highest}, not {value!r}."
        )
    return int(value)


def port(name: str) -> int:
    return whole(name, default=8000, highest=HIGHEST_PORT)


def site(name: str, *, default: str) -> SplitResult:
    """A scheme, a host and perhaps a port; a slash after them is left out."""
    value = text(name, default=default).rstrip("/")
    if not _is_origin(value) or urlsplit(value).scheme not in ("http", "https"):
        raise ImproperlyConfigured(f"{name} must be like https://news.example, not {value!r}.")
    return urlsplit(value)


def authority(name: str, *, default: str) -> str:
    """Whoever names things in tag URIs (RFC 4151): a domain, and a date on which they had it."""
    value = text(name)
    if value and not _AUTHORITY.fullmatch(value):
        raise ImproperlyConfigured(f"{name} must be like news.example,2026, not {value!r}.")
    return value or default


def origins(name: str) -> list[str]:
    found = words(name)
    for value in found:
        if not _is_origin(value):
            raise ImproperlyConfigured(
                f"{name} must list addresses like https://news.example, not {value!r}."
            )
    return found


def _is_origin(value: str) -> bool:
    try:
        parts = urlsplit(value)
        rest = parts.path, parts.query, parts.fragment, parts.username, parts.port == 0
    except ValueError:  # a bracket that is not closed, a port that is no number
        return False
    return bool(parts.scheme and parts.hostname) and not any(rest) and not set(value) & set(" \t<>")


def time_zone(name: str) -> str:
    value = text(name, default="UTC")
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"{name} must be like Europe/Berlin, not {value!r}.") from error
    return value


def log_level(name: str) -> str:
    value = text(name, default="INFO").upper()
    known = logging.getLevelNamesMapping()
    if value not in known:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(known)}, not {value!r}.")
    return value


def folder(name: str) -> Path:
    """The folder of the newsroom's state, which need not exist yet, but could be made."""
    found = devdb.var_directory()
    existing = next(path for path in (found, *found.parents) if path.exists())
    if not existing.is_dir():
        raise ImproperlyConfigured(f"{name} must be a folder, and {existing} is none.")
    return found


def _database(url: str) -> dict[str, Any]:
    return database.from_url(url) if url else database.from_embedded(devdb.newsroom_server())
