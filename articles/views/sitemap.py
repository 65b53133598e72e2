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
        sitemap_pages.files(),
        sitemap.months(at=at),
        news_sitemap.files(at=at),
        respond.absolute(request),
    )
    return respond.xml(text)


@require_safe
def pages(request):
    return _of_pages(request, sitemap_pages.pages(at=timezone.now()))


@require_safe
def subjects(request, kind, part=1):
    """404 where there are not so many, live or not."""
    found = sitemap_pages.subjects(kind, part, at=timezone.now())
    if not found and part > max(1, sitemap_pages.files()[kind]):
        raise Http404
    return _of_pages(request, found)


@require_safe
def month(request, year, number, part=1):
    """Empty once all its stories are gone: the index that named it may be a day old.

    404 for a month to come, and for a file that its stories have never filled.
    """
    begins, at = datetime(year, number, 1, tzinfo=UTC), timezone.now()
    found = sitemap.stories(begins, part, at=at)
    if not found and part > sitemap.files_of(begins, at=at):
        raise Http404
    text = written.of_stories(found, site.default_language(), respond.absolute(request))
    return respond.xml(text)


def _of_pages(request, found):
    text = written.of_pages(found, site.default_language(), respond.absolute(request))
    return respond.xml(text)
