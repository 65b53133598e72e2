"""The saved text as readers would see it, for staff who may see the article. Stores nothing."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.models import Section
from articles.queries import preview as targets
from articles.queries import published, related, site
from articles.rendering.article import article_page
from articles.snapshot.freeze import freeze
from articles.snapshot.page import make_ready
from articles.snapshot.story import story_parts


def preview(model_admin, request, article):
    """The page of the working copy, by the functions and templates of the public page."""
    at = timezone.now()
    data = freeze(article)
    if data["section_id"] is None:
        data["section_id"] = Section.objects.values_list("pk", flat=True).first()
    if data["section_id"] is None:
        messages.error(request, _("There is no section yet: a page needs one."))
        return HttpResponseRedirect(_form(article))
    furniture = site.furniture(article.language_id)
    if furniture is None:
        raise Http404
    shown = _as_published(article, data, at)
    context = {
        "site": furniture.site,
        "language": furniture.language,
        "here": furniture.site.section_number(shown.page["section"]["url"]),
        "article": article,
        "form_url": _form(article),
    }
    with translation.override(article.language_id):
        context["page"] = article_page(shown, furniture, request.build_absolute_uri)
        html = render_to_string("admin/articles/article/preview.html", context, request)
    response = HttpResponse(html)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Language"] = article.language_id
    return response


def _form(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def _as_published(article, data, at):
    """What the newest version of ``article`` would be as a publication, now."""
    before = getattr(article, "publication", None)
    published_at = before.published_at if before and before.published_at <= at else at
    updated_at = at if before and before.published_at <= at else published_at
    times = {"published_at": published_at, "updated_at": updated_at}
    ready = make_ready(data, article_id=article.pk, **times)
    columns = ready.columns
    if article.section_id is None:
        page = columns["page"]
        page["section"] = {"name": _("No section yet"), "url": "#"}
        page["parts"] = story_parts(
            page, headline=columns["headline"], teaser=columns["teaser"], **times
        )
    return published.PublishedArticle(
        pk=article.pk,
        language=article.language_id,
        slug=columns["slug"],
        headline=columns["headline"],
        teaser=columns["teaser"],
        **times,
        page=columns["page"],
        pieces=columns["pieces"],
        read_more=targets.read_more([row[0] for row in ready.read_more], at=at),
        translations=targets.translations(columns["translation_group"], article.pk, at=at),
        related=related.cards(article.pk, ready.topics, article.language_id, at=at),
    )
