"""Readers' pages and feeds are sent compressed; what many ask for is compressed once.

Only what is public is: the length of a compressed page that holds a secret of its reader, such as
a form's token, would help to guess it (the attack is called BREACH). Static files have compressed
copies of their own.
"""

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from threading import Lock

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

TEXT = re.compile(r"text/|application/([a-z.-]+\+)?(xml|json)\b")
NOT_MODIFIED = 304
# Best first. At these levels a page of 40 kB takes 0.4 ms; higher ones are hardly smaller.
METHODS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=5),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}
REFUSED = re.compile(r"q=0(\.0*)?")
# Shorter than that, it fits into one packet with its headers as it is.
SMALLEST = 1000
# Bytes of compressed pages that each process keeps: those of some five hundred.
KEPT = 4 * 1024 * 1024


class Kept:
    """Compressed pages by method and entity tag, the last asked for; at most ``KEPT`` bytes."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, method: str, tag: str, content: bytes) -> bytes:
        """``content`` compressed, whose entity tag is ``tag``."""
        key = method, tag
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        compressed = METHODS[method](content)
        with self._lock:
            self._size += len(compressed) - len(self._pages.pop(key, b""))
            self._pages[key] = compressed
            while self._size > KEPT:
                _key, oldest = self._pages.popitem(last=False)
                self._size -= len(oldest)
        return compressed


class CompressedForReaders:
    """Middleware, around the one that gives entity tags."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.kept = Kept()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _may_be_compressed(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if method := _best(request.headers.get("Accept-Encoding", "")):
                self._compress(response, method)
        elif response.status_code == NOT_MODIFIED and _is_public(response):
            # It says what the page itself would: caches take these headers over.
            patch_vary_headers(response, ["Accept-Encoding"])
            if _best(request.headers.get("Accept-Encoding", "")):
                _weaken(response)
        return response

    def _compress(self, response: HttpResponse, method: str) -> None:
        tag = response.headers.get("ETag")
        if tag:
            response.content = self.kept.get(method, tag, response.content)
            _weaken(response)
        else:
            response.content = METHODS[method](response.content)
        response.headers["Content-Encoding"] = method
        response.headers["Content-Length"] = str(len(response.content))


def _weaken(response: HttpResponseBase) -> None:
    """The page in another form has the same meaning, but not the same bytes."""
    tag = response.headers.get("ETag", "W/")
    if not tag.startswith("W/"):
        response.headers["ETag"] = f"W/{tag}"


def _is_public(response: HttpResponseBase) -> bool:
    return "public" in response.headers.get("Cache-Control", "")


def _may_be_compressed(response: HttpResponse) -> bool:
    headers = response.headers
    return (
        _is_public(response)
        and TEXT.match(headers.get("Content-Type", "")) is not None
        and "Content-Encoding" not in headers
        and not response.cookies
        and len(response.content) >= SMALLEST
    )


def _best(accepted: str) -> str:
    """The best method that the header ``Accept-Encoding`` names; empty if there is none."""
    named = set(_named(accepted.lower()))
    return next((method for method in METHODS if method in named), "")


def _named(accepted: str) -> Iterator[str]:
    """Those that are not refused with a weight of zero."""
    for part in accepted.split(","):
        name, _mark, weight = part.partition(";")
        if not REFUSED.fullmatch(weight.strip()):
            yield name.strip()
