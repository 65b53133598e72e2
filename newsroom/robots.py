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

Sitemap: {all}
Sitemap: {news}
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    maps = {"all": "sitemap", "news": "news-sitemap"}
    addresses = {
        name: request.build_absolute_uri(reverse(f"articles:{view}")) for name, view in maps.items()
    }
    text = ROBOTS.format(**addresses)
    return HttpResponse(
        text, content_type="text/plain", headers={"Cache-Control": "public, max-age=3600"}
    )
