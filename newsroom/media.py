"""Serves uploaded pictures. A changed picture gets a new name, so each may be cached for good."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotFound
from django.views.decorators.http import require_safe
from django.views.static import serve

# What a browser may show. Anything else, SVG and HTML above all, could run as this site's own page.
PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One picture under MEDIA_ROOT; a short 404, not the readers' page, for anything else."""
    kind = PICTURES.get(PurePosixPath(path).suffix.lower())
    hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
    try:
        if kind is None or hidden:
            raise Http404
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except Http404:
        return HttpResponseNotFound("No such picture.\n", content_type="text/plain")
    response.headers["Content-Type"] = kind
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
