"""``/sitemap.xml`` and the files that it names: the same bytes for whoever asks."""

from datetime import UTC, datetime

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries import news_sitemap, site, sitemap, sitemap_pages
from articles.rendering import sitemap as written

from . import respond


@require_safe
def index(request):
    at = timezone.now()
    text = written.index(
        sitemap.months(at=at), news_sitemap.files(at=at), respond.absolute(request)
    )
    return respond.xml(text)


@require_safe
def pages(request):
    found = sitemap_pages.pages(at=timezone.now())
    text = written.of_pages(found, site.default_language(), respond.absolute(request))
    return respond.xml(text)


@require_safe
def month(request, year, number, part=1):
    """404 without a live story in it, for a month that is not over too."""
    begins = datetime(year, number, 1, tzinfo=UTC)
    found = sitemap.stories(begins, part, at=timezone.now())
    if not found:
        raise Http404
    text = written.of_stories(found, site.default_language(), respond.absolute(request))
    return respond.xml(text)
