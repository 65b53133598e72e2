"""Protection of readers' forms without a cookie. Why: docs/decisions/forms-without-cookies.md"""

import json
import secrets
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.crypto import salted_hmac

FIELD = "csrfmiddlewaretoken"
MAX_AGE = 24 * 60 * 60


class Check(Enum):
    PASSED = "passed"
    CROSS_ORIGIN = "cross origin"
    MISSING = "missing"
    FORGED = "forged"
    EXPIRED = "expired"


def _signer(form):
    return TimestampSigner(salt=f"feedback.csrf.{form}")


def make_token(form):
    """A token that says when the form called ``form`` was handed out; no two are the same."""
    return _signer(form).sign(f"{form}.{secrets.token_hex(8)}")


def check(request, form):
    """Whether this post comes from ``form``, handed out by this site within a day."""
    if not same_origin(request):
        return Check.CROSS_ORIGIN
    token = request.POST.get(FIELD, "")
    if not token:
        return Check.MISSING
    try:
        value = _signer(form).unsign(token, max_age=MAX_AGE)
    except SignatureExpired:
        return Check.EXPIRED
    except (BadSignature, ValueError, OverflowError):
        return Check.FORGED
    return Check.PASSED if value.startswith(f"{form}.") else Check.FORGED


def sent_key(request, *words):
    """What is the same only where the same form is sent again with the same ``words``."""
    parts = json.dumps([request.POST[FIELD], *words])
    return salted_hmac("feedback.csrf.sent_key", parts, algorithm="sha256").hexdigest()


def same_origin(request):
    """Whether nothing says that another site sent this request.

    ``Sec-Fetch-Site`` decides where a browser sends it (it cannot be set by a page), else
    ``Origin``; a request with neither comes from no browser of this decade.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None or origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False
