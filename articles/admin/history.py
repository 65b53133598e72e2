"""Who did what to an article, when and why."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.actions.permissions import refusal_to_edit
from articles.models import Event

PAGE = 100


def history(model_admin, request, article):
    """The article's events, newest first, with the version that each left."""
    events = Event.objects.filter(article=article).select_related("by")
    page = Paginator(events, PAGE).get_page(request.GET.get("p"))
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("History"),
        "subtitle": None,
        "events": page,
        "object": article,
        "opts": model_admin.opts,
        "may_restore": refusal_to_edit(request.user, article) is None,
        "preserved_filters": model_admin.get_preserved_filters(request),
    }
    return TemplateResponse(request, "admin/articles/article/object_history.html", context)
