"""Turns `EMAIL_URL` into Django's mail settings."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "smtp://user:password@mail.example:587"
# Without a port in the address. smtps:// speaks TLS from the first byte, smtp:// after STARTTLS.
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True)
class MailServer:
    """Where mail goes; without a host it is printed, as it is where nobody has set up anything."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False

    @property
    def backend(self) -> str:
        kind = "smtp" if self.host else "console"
        return f"django.core.mail.backends.{kind}.EmailBackend"


def from_url(url: str) -> MailServer:
    """The server that `url` names; "" for none.

    smtp:// asks for STARTTLS, smtps:// is TLS throughout, smtp+plain:// sends in the clear, for a
    server on this machine. Raises ImproperlyConfigured, without the URL in the message: it may
    hold a password.
    """
    if not url:
        return MailServer()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"EMAIL_URL is not a URL like {EXAMPLE}") from error
    rest = parts.path.strip("/"), parts.query, parts.fragment
    if parts.scheme not in PORTS or not parts.hostname or any(rest):
        raise ImproperlyConfigured(f"EMAIL_URL is not a URL like {EXAMPLE}")
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp",
        tls=parts.scheme == "smtps",
    )
