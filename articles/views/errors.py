"""Pages for addresses where nothing is, or no longer."""

import re

from django.db import DatabaseError
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.queries import published, site
from articles.rendering.article import cards

from . import respond

# How many of the newest stories such a page offers.
NEWEST = 4
_LANGUAGE = re.compile(r"/([a-z]{2,3}(?:-[a-z0-9]{2,8})*)/")


def not_found(request, exception):
    """404 in the language of the address, with the newest stories; bare without a database."""
    found = _LANGUAGE.match(request.path_info)
    try:
        furniture = (found and site.furniture(found[1])) or site.furniture()
        return _instead(request, "404.html", furniture, status=404)
    except DatabaseError:
        return TemplateResponse(request, "404.html", status=404)


def gone(request, language):
    """410 for a story that readers could once see, in the default language if in no other."""
    furniture = site.furniture(language) or site.furniture()
    return _instead(request, "articles/410.html", furniture, status=410)


def preview_ended(request):
    """410 for a preview link that works no more. It says nothing of what could be read by it."""
    return respond.page(request, "articles/preview_ended.html", site.furniture(), {}, status=410)


def _instead(request, template, furniture, *, status):
    newest = published.newest(furniture.language.code, at=timezone.now())
    context = {"cards": cards(newest.cards[:NEWEST])}
    return respond.page(request, template, furniture, context, status=status)
