"""Where browsers and readers' tools look for the icon of a site without reading a page."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """302 to the icon's hashed address, which changes with the file."""
    response = HttpResponseRedirect(staticfiles_storage.url("newsroom/favicon.svg"))
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
