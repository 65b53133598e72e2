"""The answer that sends one file of a picture."""

import logging
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from articles.pictures.renditions import CONTENT_TYPES

# The bytes behind an address never change; whether readers may have them does. Browsers keep them
# for good, caches that many people share ask again after a minute.
PUBLIC = "public, max-age=31536000, s-maxage=60, immutable"
PRIVATE = "private, max-age=3600"

logger = logging.getLogger(__name__)


def picture_file(request: HttpRequest, name: str | None, *, cache: str) -> HttpResponseBase:
    """The file ``name`` of the storage. Whoever asked may have it: that is settled before.

    304 to who has it, and the headers alone to HEAD, without a look into the file. A short 404, not
    the readers' page, where there is none; 503 where the storage does not answer.
    """
    if name is None:
        return _none()
    file = PurePosixPath(name)
    tag = f'"{file.parent.name}.{file.name}"'
    try:
        response = get_conditional_response(request, etag=tag) or _found(request, name)
    except FileNotFoundError:
        return _none()
    except Exception as error:  # whatever a storage raises; every reader's request would repeat it
        logger.error("%s could not be read: %s", name, error)
        return _text("Please try again.\n", status=503)
    if response.status_code < 400:  # not what If-Match has refused
        response.headers["Cache-Control"] = cache
        response.headers["ETag"] = tag
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _found(request: HttpRequest, name: str) -> HttpResponseBase:
    kind = CONTENT_TYPES[PurePosixPath(name).suffix.removeprefix(".")]
    if request.method == "HEAD":
        size = default_storage.size(name)
        return HttpResponse(content_type=kind, headers={"Content-Length": str(size)})
    return FileResponse(default_storage.open(name), content_type=kind)


def _none() -> HttpResponse:
    return _text("No such picture.\n", status=404)


def _text(words: str, *, status: int) -> HttpResponse:
    """Kept nowhere: in a moment it may be otherwise."""
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(words, status=status, content_type="text/plain", headers=headers)
