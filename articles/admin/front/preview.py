"""The draft as readers would see it now, by the query and the template of the public page."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from articles import locales
from articles.admin import marks
from articles.queries import fronts, published, site, topics
from articles.rendering import subjects
from articles.rendering.lists import list_page

from .where import Where


def preview(model_admin: Any, request: HttpRequest, where: Where) -> HttpResponse:
    at, code = timezone.now(), where.language.code
    furniture = site.furniture(code)
    if furniture is None:
        raise Http404
    with locales.speaking(furniture.language):
        page = list_page(
            where.kind,
            **_about(where, furniture, at),
            found=fronts.draft(where.kind, code, at=at, **_of(where)),
            url=where.public_url,
            canonical_url="",
            is_first=True,
            furniture=furniture,
            absolute=request.build_absolute_uri,
            picture_address=marks.picture_address,
        )
        context = {
            "site": furniture.site,
            "language": furniture.language,
            "here": furniture.site.section_number(where.public_url),
            "page": page,
            "base": f"articles/{where.kind}.html",
            "desk_url": where.url(),
        }
        html = render_to_string("admin/articles/front/preview.html", context, request)
    response = HttpResponse(html)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Language"] = code
    return response


def _of(where: Where) -> dict[str, int]:
    return {"pk": where.subject.pk} if where.subject else {}


def _about(where: Where, furniture: site.Furniture, at: datetime) -> dict[str, Any]:
    if where.subject is None:
        return {"title": furniture.site.name, "description": furniture.site.tagline}
    code, pk, details = where.language.code, where.subject.pk, {}
    if where.kind == "topic":
        found = published.topic(pk, code)
        details = subjects.of_topic(found, topics.around(pk, code, at=at))
    else:
        found = published.section(pk, code)
    return {"title": found.name, "description": found.description, "details": details}
