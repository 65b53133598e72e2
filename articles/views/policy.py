"""Pages in which the newsroom says how it works."""

from django.http import Http404
from django.views.decorators.http import require_safe

from articles import locales
from articles.queries import policy as policies
from articles.rendering.policy import policy_page

from . import respond


@require_safe
def policy(request, language, slug, pk):
    """``/<language>/<slug>/i-<id>/``: 301 where the title was another, 404 without a text."""
    found = policies.policy(pk, language)
    if found is None:
        raise Http404
    furniture = respond.frame(language, found.site_revision)
    if slug != found.slug:
        return respond.moved(found.url)
    with locales.speaking(furniture.language):
        page = policy_page(found, furniture, respond.absolute(request))
    return respond.page(
        request,
        "articles/policy.html",
        furniture,
        {"page": page},
        elsewhere={**found.others, language: found.url},
    )
