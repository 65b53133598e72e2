"""The saved text as readers would see it, for staff who may see the article. Stores nothing."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import locales
from articles.moments import when
from articles.queries import site
from articles.queries.live_state import LiveState, live_state
from articles.rendering.article import article_page
from articles.rendering.preview import as_published
from articles.snapshot.freeze import freeze

from . import marks

BETA = "beta"
# What the beta site's templates ask for; the links in it are not for staff.
BETA_BANNER = {"is_beta": True, "feedback_url": "#", "beta_url": "#"}


def preview(model_admin, request, article):
    """The page of the working copy, by the functions and templates of the public page.

    ``?look=beta`` shows it in the beta site's templates, ``?framed=1`` in a frame of ours.
    """
    at = timezone.now()
    furniture = site.furniture(article.language_id)
    if furniture is None:
        raise Http404
    shown = as_published(
        freeze(article),
        article_id=article.pk,
        published_at=_first_published(article, at),
        at=at,
        without_section=_("No section yet"),
        picture_address=marks.picture_address,
    )
    if shown is None:
        messages.error(request, _("There is no section yet: a page needs one."))
        return HttpResponseRedirect(_form(article))
    context = {
        "site": furniture.site,
        "language": furniture.language,
        "here": furniture.site.section_number(shown.page["section"]["url"]),
        "article": article,
        "form_url": _form(article),
        "standing": standing(article, at),
        **_looks(request),
    }
    with locales.speaking(furniture.language):
        context["page"] = article_page(shown, furniture, request.build_absolute_uri)
        html = render_to_string("admin/articles/article/preview.html", context, request)
    response = HttpResponse(html)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Language"] = article.language_id
    if context["is_framed"]:
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def phone(model_admin, request, article):
    """The preview at the width of a phone, in a frame."""
    context = {
        **model_admin.admin_site.each_context(request),
        **_looks(request),
        "title": _("Preview on a phone"),
        "article": article,
        "opts": model_admin.opts,
    }
    return TemplateResponse(request, "admin/articles/article/phone.html", context)


def _looks(request):
    is_beta = request.GET.get("look") == BETA
    return {
        "is_beta": is_beta,
        "base": "beta/articles/article.html" if is_beta else "articles/article.html",
        "banner": BETA_BANNER if is_beta else None,
        "is_framed": "framed" in request.GET,
    }


def _first_published(article, at):
    before = getattr(article, "publication", None)
    return before.published_at if before and before.published_at <= at else None


def standing(article, at):
    """What readers have of this text now, in two short texts: in general, and which version.

    ``article`` comes from ``with_live_state``.
    """
    number = {"number": article.version_number, "other": article.live_version}
    is_newest = article.live_version == article.version_number
    as_seen = _("Version %(number)d, as readers would see it now") % number
    match live_state(article, at):
        case LiveState.LIVE:
            return _("Live"), _("Version %(number)d is what readers see") % number
        case LiveState.NEWER:
            text = _("Version %(number)d; readers see version %(other)d")
            return _("Preview – newer than what is live"), text % number
        case LiveState.SCHEDULED:
            said = format_html(_("Preview – scheduled for {}"), when(article.live_from, at))
            text = _("Version %(number)d; version %(other)d will go out")
            return said, as_seen if is_newest else text % number
        case LiveState.WITHDRAWN:
            return _("Preview – withdrawn, readers do not get it"), as_seen
        case LiveState.EXPIRED:
            return _("Preview – expired, readers do not get it"), as_seen
    return _("Preview – not published"), as_seen


def _form(article):
    return reverse("admin:articles_article_change", args=[article.pk])
