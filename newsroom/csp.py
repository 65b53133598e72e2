"""The content security policies, and the only module that knows which library sends them.

Django 6 has this built in; moving there changes this file and nothing else.
"""

import functools
from collections.abc import Mapping
from typing import Any

from csp.constants import HEADER, NONCE, NONE, SELF
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from js_asset import Media

ADMIN_PREFIX = "/admin/"

READER_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
# The admin's import map is the one inline script, hence the nonce; forms preview pictures (blob:).
# A frame shows the preview at the width of a phone.
ADMIN_POLICY: dict[str, list[str]] = READER_POLICY | {
    "script-src": [SELF, NONCE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "frame-src": [SELF],
}


@functools.cache
def reader_header(*, is_framed: bool = False) -> str:
    """The header for every reader: it never changes, so it is built once, in alphabetical order.

    ``is_framed`` is for a page that staff see in a frame of the admin.
    """
    policy = READER_POLICY | {"frame-ancestors": [SELF]} if is_framed else READER_POLICY
    return "; ".join(sorted(build_policy(config=policy).split("; ")))


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Sends the admin's policy under /admin/, and the readers' everywhere else.

    A header that the view set itself is kept.
    """

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith(ADMIN_PREFIX):
            super().process_request(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if settings.DEBUG and response.status_code in (404, 500):
            return response  # Django's own page about the error has inline styles and scripts
        if request.path_info.startswith(ADMIN_PREFIX):
            nonce = getattr(request, "_csp_nonce", None)
            response.headers.setdefault(HEADER, build_policy(config=ADMIN_POLICY, nonce=nonce))
        else:
            response.headers.setdefault(HEADER, reader_header())
        return response


def give_nonce(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let the scripts of an admin form run, which Django 5.2 prints without a nonce."""
    context: Mapping[str, Any] | None = getattr(response, "context_data", None)
    if isinstance(context, dict) and "media" in context:
        context["media"] = Media.from_media(context["media"]).with_nonce(request.csp_nonce)
