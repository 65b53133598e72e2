"""What is said to a WebSub hub over the web, and how long that may take.

The worker does all else in turn, so no hub may hold it: not one that is silent, nor one that
answers for ever, a byte at a time.
"""

import io
import time
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    Request,
    build_opener,
)

# Seconds: for each step of a request (to connect, to send, to answer), and until when a further
# request is made.
TIMEOUT, ATTEMPT = 10, 30


class Attempt:
    """Some requests that take ATTEMPT seconds together, and not much more."""

    def __init__(self) -> None:
        self.until = time.monotonic() + ATTEMPT

    def post(self, url: str, feeds: Sequence[str]) -> str:
        """Tell the hub at ``url`` that ``feeds`` have changed; what went wrong in words, or ""."""
        left = self.until - time.monotonic()
        if left <= 0:
            return f"It took more than {ATTEMPT} seconds."
        said = [("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)]
        try:
            request = Request(url, urlencode(said).encode(), {"User-Agent": "Newsroom"})  # noqa: S310
            _opener.open(request, timeout=min(TIMEOUT, left)).close()
        except HTTPError as error:
            error.close()
            return f"It answered {error.code} {error.reason}".strip()[:200]
        except (OSError, HTTPException, ValueError) as error:
            return f"{type(error).__name__}: {error}"[:200]
        return ""


class _InTime(io.RawIOBase):
    """What comes from a socket until the time that one read may take has passed for all of them."""

    def __init__(self, sock: Any) -> None:
        self.sock, self.file = sock, sock.makefile("rb", buffering=0)
        self.until = time.monotonic() + sock.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.sock.settimeout(left)
        return self.file.readinto(buffer)

    def close(self) -> None:
        self.file.close()
        super().close()


class _Answer(HTTPResponse):
    def __init__(self, sock: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp.close()
        self.fp = io.BufferedReader(_InTime(sock))


class _Connection(HTTPConnection):
    response_class = _Answer


class _SecureConnection(HTTPSConnection):
    response_class = _Answer


class _Http(HTTPHandler):
    def http_open(self, request: Request) -> HTTPResponse:
        return self.do_open(_Connection, request)


class _Https(HTTPSHandler):
    def https_open(self, request: Request) -> HTTPResponse:
        return self.do_open(_SecureConnection, request)


class _NoRedirects(HTTPRedirectHandler):
    """A hub that has moved would be asked by GET, which tells it nothing."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = build_opener(_Http, _Https, _NoRedirects)
