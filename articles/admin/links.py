"""Read-mores that give readers no link: wanted ones to bind, hidden and dead ones to look at."""

from dataclasses import dataclass, field

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.actions import ActionRefused
from articles.actions import links as actions
from articles.actions.permissions import refusal_to_edit
from articles.models import Article, ReadMoreReference
from articles.queries import desk
from articles.queries.links import Trouble, in_trouble_for
from articles.queries.live_state import with_live_state

from . import marks

PAGE = 25


@dataclass(frozen=True)
class Row:
    reference: ReadMoreReference
    url: str
    pill: str
    target_url: str = ""
    target_pill: str = ""
    refusal: str = ""
    near: list = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
def links_list(request):
    """``/admin/read-mores/?show=wanted``; a POST binds one wanted headline to an article."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    at = timezone.now()
    if request.method == "POST":
        return _bind(request, at)
    asked = request.GET.get("show", "")
    trouble = Trouble(asked) if asked in Trouble.values else Trouble.WANTED
    rows = in_trouble_for(request.user, trouble, at=at).select_related("article__language")
    page = Paginator(rows.defer("article__body"), PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": _("Read-more links"),
        "tabs": [(tab, tab == trouble) for tab in Trouble],
        "trouble": trouble,
        "page": page,
        "rows": _rows(request.user, list(page), at),
    }
    return TemplateResponse(request, "admin/read_mores.html", context)


def _rows(user, references, at):
    """With the live states of both ends in one query."""
    ids = {one.article_id for one in references} | {one.target_id for one in references}
    ends = with_live_state(Article.objects.filter(pk__in=ids - {None})).select_related("language")
    known = {article.pk: article for article in desk.with_credits(ends.defer("body"))}
    refusals = {
        pk: refusal_to_edit(user, known[pk]) for pk in {one.article_id for one in references}
    }
    return [_row(one, known, refusals, at) for one in references]


def _row(reference, known, refusals, at):
    article, target = known[reference.article_id], known.get(reference.target_id)
    reference.article, reference.target = article, target
    return Row(
        reference,
        _form(article),
        _pill(article, at),
        target_url=_form(target) if target else "",
        target_pill=_pill(target, at) if target else "",
        refusal=refusals[article.pk] or "",
        near=getattr(reference, "near", []),
    )


def _pill(article, at):
    return marks.live_pill(article, at) if article.live_from else marks.stage_pill(article)


def _bind(request, at):
    """What one may not know of is refused as what is not there."""
    known = desk.visible_to(request.user, at=at)
    article = known.filter(pk=_number(request.POST.get("article"))).first()
    target = known.filter(pk=_number(request.POST.get("target"))).first()
    if article is None or target is None:
        messages.error(request, _("There is no such article any more."))
        return HttpResponseRedirect(_here(request))
    wanted = request.POST.get("wanted", "").replace("\0", "")
    try:
        actions.bind(article, wanted, target, by=request.user, at=at)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("“%(article)s” now points at “%(target)s”.")
        messages.success(request, done % {"article": article.headline, "target": target.headline})
    return HttpResponseRedirect(_here(request))


def _here(request):
    page = _number(request.GET.get("p")) or 1
    return f"{reverse('admin:links')}?p={page}" if page > 1 else reverse("admin:links")


def _form(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
