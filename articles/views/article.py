from django.http import Http404, HttpResponsePermanentRedirect
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from articles.queries import published
from articles.rendering.article import article_page

from . import errors, respond


@require_safe
def article(request, language, slug, pk):
    """``/<language>/<slug>/a-<id>/``: 301 to the right address, 410 for what was withdrawn."""
    at = timezone.now()
    found = published.article(pk, at=at)
    if found is None and published.was_live(pk, at=at):
        return errors.gone(request, language)
    if found is None:
        raise Http404
    if (language, slug) != (found.language, found.slug):
        return HttpResponsePermanentRedirect(found.url)
    furniture = respond.frame(language, found.site_revision)
    with translation.override(language):
        page = article_page(found, furniture, respond.absolute(request))
    return respond.page(
        request,
        "articles/article.html",
        furniture,
        {"page": page},
        section_url=found.page["section"]["url"],
    )
