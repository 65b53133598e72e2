"""Turns `DATABASE_URL` into Django's database settings."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg2
from django.core.exceptions import ImproperlyConfigured
from psycopg2.extensions import make_dsn

from newsroom.devdb import EmbeddedServer

EXAMPLE = "postgres://user:password@host:5432/name?sslmode=require"


def from_url(url: str) -> dict[str, Any]:
    """Return the settings that the URL stands for; its query becomes libpq's options.

    Reserved characters in a part are percent-encoded. A socket's directory is a host, too:
    postgres:///name?host=/run/postgresql. Raises ImproperlyConfigured, without the URL in the
    message: it may hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL is not a URL like {EXAMPLE}") from error
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise ImproperlyConfigured(f"DATABASE_URL is not a URL like {EXAMPLE}")
    options = dict(parse_qsl(parts.query))
    _require_known(options)
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(port or "")),
        "OPTIONS": {"connect_timeout": "10"} | options,
    }


def _require_known(options: dict[str, str]) -> None:
    for name in options:
        try:
            make_dsn(**{name: ""})
        except psycopg2.ProgrammingError as error:
            raise ImproperlyConfigured(
                f"DATABASE_URL has an option that PostgreSQL does not know: {name!r}."
            ) from error


def from_embedded(server: EmbeddedServer) -> dict[str, Any]:
    """Return the settings for the project's own server, which need not run yet."""
    arguments = server.connection_arguments()
    return {
        "NAME": "newsroom",
        "USER": arguments.pop("user"),
        "HOST": arguments.pop("host"),
        "PORT": arguments.pop("port"),
        "OPTIONS": arguments,
    }
