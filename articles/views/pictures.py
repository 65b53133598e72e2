"""The files of pictures: for readers what live stories show, by a preview link what it shows."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries import pictures, preview_links
from articles.rendering.picture_file import PRIVATE, PUBLIC, picture_file


@require_safe
def public(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """404 for what is not live, may not be used, was never made, or was made up."""
    return picture_file(request, pictures.public_file(key, name, at=timezone.now()), cache=PUBLIC)


@require_safe
def previewed(request: HttpRequest, token: str, key: str, name: str) -> HttpResponseBase:
    """404 also once the link is not good any more, or the picture may not be used."""
    at = timezone.now()
    link = preview_links.opened(token, at=at)
    file = pictures.previewed_file(link.images, key, name, at=at) if link else None
    return picture_file(request, file, cache=PRIVATE)


@require_safe
def none(request: HttpRequest, path: str) -> HttpResponseBase:
    """Nothing else is there, the originals above all."""
    return picture_file(request, None, cache=PUBLIC)
