from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries import news_sitemap as new
from articles.rendering.news_sitemap import news_sitemap as written

from . import respond


@require_safe
def news_sitemap(request, part=1):
    """``/news-sitemap.xml``: the same bytes for whoever asks, of every language.

    Further files, as ``/news-sitemap-2.xml``, are there while there are as many stories: 404.
    """
    found = new.newest(part, at=timezone.now())
    if part > 1 and not found.stories:
        raise Http404
    site = respond.frame(None, found.site_revision).site
    return respond.xml(written(found.stories, site.name, respond.absolute(request)))
