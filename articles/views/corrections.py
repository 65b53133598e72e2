"""What was put right: the list of all corrections, and what was changed in one story."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import addresses, locales
from articles.queries import corrections
from articles.rendering.corrections import ChangesPage, step_parts
from articles.rendering.corrections_list import corrections_page

from . import respond
from .lists import cursor, where
from .story import of_a_live_story

CHANGES = "changes/"


@require_safe
def listing(request, language):
    """``/<language>/corrections/``, newest first."""
    found = corrections.newest(language, at=timezone.now(), after=cursor(request))
    furniture = respond.frame(language, found.site_revision)
    with locales.speaking(furniture.language):
        page = corrections_page(
            found,
            furniture,
            respond.absolute(request),
            is_first="page" not in request.GET,
            **where(request, addresses.corrections(language)),
        )
    everywhere = respond.everywhere(furniture.site, addresses.corrections)
    return respond.page(
        request,
        "articles/corrections.html",
        furniture,
        {"page": page},
        elsewhere=everywhere if page.is_first else None,
    )


@of_a_live_story(CHANGES)
def changes(request, article):
    """What was changed since first publication."""
    furniture = respond.frame(article.language, article.site_revision)
    with locales.speaking(furniture.language):
        page = ChangesPage(
            title=_("What was changed: %s") % article.headline,
            headline=article.headline,
            article_url=article.url,
            canonical_url=respond.absolute(request)(f"{article.url}{CHANGES}"),
            language=article.language,
            dir=article.page["direction"],
            published_iso=article.published_at.isoformat(),
            published_moment=locales.moment(article.published_at),
            steps=step_parts(corrections.steps(article.pk)),
        )
    return respond.page(
        request,
        "articles/changes.html",
        furniture,
        {"page": page},
        section_url=article.page["section"]["url"],
    )
