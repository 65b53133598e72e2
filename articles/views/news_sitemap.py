from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries import news_sitemap as new
from articles.rendering.news_sitemap import news_sitemap as written

from . import respond


@require_safe
def news_sitemap(request):
    """``/news-sitemap.xml``: the same bytes for whoever asks, of every language."""
    found = new.newest(at=timezone.now())
    site = respond.frame(None, found.site_revision).site
    text = written(found.stories, site.name, respond.absolute(request))
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    response.headers["Cache-Control"] = "public, no-cache"
    return response
