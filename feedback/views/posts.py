"""Reading what was posted, however hostile."""

from functools import wraps

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from feedback.views.page import frame, render_page

# Leaves room for far more than the longest message, so that a text that is too long comes back.
MAX_BYTES = 2 * 1024 * 1024


def reader_form(view):
    """For views with a form: a post that cannot be read gets a page that says so.

    Takes them out of the cookie's CSRF protection; they use ``feedback.csrf``.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        status = _fault(request) if request.method == "POST" else None
        if status:
            return render_page(
                request,
                "feedback/unreadable.html",
                {"is_too_large": status == 413},
                frame=frame(),
                status=status,
            )
        return view(request, *args, **kwargs)

    return wrapped


def _fault(request):
    """The HTTP status that says why the post cannot be read, or None."""
    try:
        if int(request.headers.get("content-length") or 0) > MAX_BYTES:
            return 413
        request.POST  # noqa: B018 (reads and parses it)
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return 413
    except (BadRequest, MultiPartParserError, UnreadablePostError, ValueError):
        return 400
    return None
