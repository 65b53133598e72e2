"""Deleting articles from the list: each one through the action, each refusal in words."""

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import actions
from articles.actions.permissions import refusal_to_delete


@admin.action(permissions=["delete"], description=gettext_lazy("Delete selected articles"))
def delete_selected(model_admin, request, queryset):
    """Ask first; then delete those that may be deleted and say of the others why not."""
    articles = list(queryset.select_related("publication").defer("publication__pieces"))
    refused = [(article, refusal_to_delete(request.user, article)) for article in articles]
    deletable = [article for article, refusal in refused if not refusal]
    refused = [(article, refusal) for article, refusal in refused if refusal]
    if not request.POST.get("post"):
        return _confirmation(model_admin, request, queryset, deletable, refused)
    deleted = 0
    for article in deletable:
        try:
            with transaction.atomic():
                model_admin.log_deletions(request, [article])
                actions.delete(article, by=request.user, at=timezone.now())
            deleted += 1
        except actions.ActionRefused as refusal:
            refused.append((article, str(refusal)))
    _tell(model_admin, request, deleted, refused)
    return None


def _tell(model_admin, request, deleted, refused):
    if deleted:
        text = ngettext("%d article was deleted.", "%d articles were deleted.", deleted) % deleted
        model_admin.message_user(request, text, messages.SUCCESS)
    for article, refusal in refused:
        text = _("“%(headline)s” was not deleted. %(why)s")
        text = text % {"headline": article.headline, "why": refusal}
        model_admin.message_user(request, text, messages.ERROR)


def _confirmation(model_admin, request, queryset, deletable, refused):
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Delete articles"),
        "subtitle": None,
        "deletable": deletable,
        "refused": refused,
        "opts": model_admin.opts,
        "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        "media": model_admin.media,
    }
    return TemplateResponse(
        request, "admin/articles/article/delete_selected_confirmation.html", context
    )
