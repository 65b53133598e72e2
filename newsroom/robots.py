"""What crawlers are asked to leave alone, and where they find what is new."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /beta/
Disallow: /feedback/
Disallow: /preview/
Disallow: /*/search/

Sitemap: {news}
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    text = ROBOTS.format(news=request.build_absolute_uri(reverse("articles:news-sitemap")))
    return HttpResponse(
        text, content_type="text/plain", headers={"Cache-Control": "public, max-age=3600"}
    )
