"""What crawlers are asked to leave alone."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /beta/
Disallow: /feedback/
Disallow: /preview/
Disallow: /*/search/
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        ROBOTS, content_type="text/plain", headers={"Cache-Control": "public, max-age=3600"}
    )
