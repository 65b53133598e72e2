"""What is said when nothing works: pages that need no database, no session and no part of ours."""

import re
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from articles.locales import spoken

RETRY_AFTER = 30  # seconds
_LANGUAGE = re.compile(r"/([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)/")


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database cannot answer now; in the language of the address."""
    is_lost = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if is_lost else 500
    with translation.override(_language(request.path_info)):
        page = render_to_string(f"{status}.html")
    response = HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
    if is_lost:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _language(path: str) -> str:
    """One that the interface has words in."""
    found = _LANGUAGE.match(path)
    try:
        return translation.get_supported_language_variant(spoken(found[1].lower()) if found else "")
    except LookupError:
        return "en"
