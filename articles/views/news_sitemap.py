from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries import news_sitemap as new
from articles.rendering.news_sitemap import news_sitemap as written

from . import respond


@require_safe
def news_sitemap(request, part=1):
    """``/news-sitemap.xml``: the same bytes for whoever asks, of every language.

    Further files, as ``/news-sitemap-2.xml``, are empty once there are fewer stories: the index
    that named them may be a day old. 404 where there are never so many.
    """
    if part > new.MOST_FILES:
        raise Http404
    found = new.newest(part, at=timezone.now())
    site = respond.frame(None, found.site_revision).site
    return respond.xml(written(found.stories, site.name, respond.absolute(request)))
