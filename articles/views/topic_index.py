"""The index of topics."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import addresses, locales
from articles.queries import topic_index as topics
from articles.rendering.topic_index import topic_index

from . import respond


@require_safe
def index(request, language):
    """``/<language>/topics/``: those with live stories, by name."""
    furniture = respond.frame(language)
    found = topics.listed(language, at=timezone.now())
    with locales.speaking(furniture.language):
        page = topic_index(found, furniture, respond.absolute(request))
    return respond.page(
        request,
        "articles/topics.html",
        furniture,
        {"page": page},
        is_varied=True,
        elsewhere=respond.everywhere(furniture.site, addresses.topics),
    )
