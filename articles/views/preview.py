"""The page behind a preview link: one version of one article, for whoever has the address."""

from functools import partial

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import addresses, locales
from articles.queries import preview_links, site
from articles.rendering.article import article_page
from articles.rendering.preview import as_published

from . import errors, respond

# Kept nowhere, found by nobody, and the address is not told to the pages that it links to.
PRIVATE = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def preview(request, token):
    """``/preview/<token>/``: 410 for a link that works no more, whatever the cause; 404 for one
    that was made up.
    """
    at = timezone.now()
    link = preview_links.opened(token, at=at)
    furniture = site.furniture(link.data["language_id"]) if link else None
    response = _page(request, link, furniture, at) if furniture else None
    if response is None:
        is_ours = preview_links.is_ours(token)
        response = errors.preview_ended(request) if is_ours else errors.not_found(request, None)
    for name, value in PRIVATE.items():
        response.headers[name] = value
    return response


def _page(request, link, furniture, at):
    with locales.speaking(furniture.language):
        shown = as_published(
            link.data,
            article_id=link.article_id,
            published_at=link.published_at,
            at=at,
            without_section=_("No section yet"),
            picture_address=partial(addresses.previewed_picture, request.path),
        )
        if shown is None:
            return None
        page = article_page(shown, furniture, respond.absolute(request))
        context = {
            "site": furniture.site,
            "language": furniture.language,
            "here": furniture.site.section_number(shown.page["section"]["url"]),
            "page": page,
            "link": link,
        }
        html = render_to_string("articles/preview.html", context)
    return HttpResponse(html, headers={"Content-Language": furniture.language.code})
