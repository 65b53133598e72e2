"""What was put right: the list of all corrections, and what was changed in one story."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import addresses
from articles.queries import corrections, published
from articles.rendering.corrections import ChangesPage, corrections_page, moment, step_parts

from . import errors, respond
from .lists import cursor, where


@require_safe
def listing(request, language):
    """``/<language>/corrections/``, newest first."""
    found = corrections.newest(language, at=timezone.now(), after=cursor(request))
    furniture = respond.frame(language, found.site_revision)
    with translation.override(language):
        page = corrections_page(
            found,
            is_first="page" not in request.GET,
            **where(request, addresses.corrections(language)),
        )
    return respond.page(request, "articles/corrections.html", furniture, {"page": page})


@require_safe
def changes(request, language, slug, pk):
    """``…/a-<id>/changes/``: 301, 404 and 410 as the article itself."""
    at = timezone.now()
    article = published.article(pk, at=at)
    if article is None and published.was_live(pk, at=at):
        return errors.gone(request, language)
    if article is None:
        raise Http404
    if (language, slug) != (article.language, article.slug):
        return HttpResponsePermanentRedirect(f"{article.url}changes/")
    furniture = respond.frame(language, article.site_revision)
    with translation.override(language):
        page = ChangesPage(
            title=_("What was changed: %s") % article.headline,
            headline=article.headline,
            article_url=article.url,
            canonical_url=respond.absolute(request)(f"{article.url}changes/"),
            language=article.language,
            dir=article.page["direction"],
            published_iso=article.published_at.isoformat(),
            published_moment=moment(article.published_at),
            steps=step_parts(corrections.steps(pk)),
        )
    return respond.page(
        request,
        "articles/changes.html",
        furniture,
        {"page": page},
        section_url=article.page["section"]["url"],
    )
