"""The bar for breaking news above every page."""

from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.actions import ActionRefused, breaking
from articles.models import BreakingNews, SiteSettings

from . import marks
from .article_form import LeavesConstraints
from .desk import DeskAdmin, without_icons
from .image.opened import OpenedForm
from .times import NewsroomTimeField

USUAL = timedelta(hours=2)


def _time(name):
    return NewsroomTimeField(label=capfirst(BreakingNews._meta.get_field(name).verbose_name))


class BreakingNewsForm(LeavesConstraints, OpenedForm):
    starts_at = _time("starts_at")
    ends_at = _time("ends_at")


@admin.register(BreakingNews)
class BreakingNewsAdmin(DeskAdmin):
    form = BreakingNewsForm
    fields = ["language", "text", "article", "starts_at", "ends_at", "opened"]
    autocomplete_fields = ["article"]
    list_display = ["text_column", "state", "language", "article", "starts", "ends", "who"]
    list_select_related = ["language", "article", "made_by"]
    change_form_template = "admin/articles/breaking/change_form.html"
    actions = None

    def get_changeform_initial_data(self, request):
        at = timezone.now().replace(second=0, microsecond=0)
        language = SiteSettings.objects.values_list("default_language", flat=True).first()
        usual = {"language": language, "starts_at": at, "ends_at": at + USUAL}
        return usual | super().get_changeform_initial_data(request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return without_icons(
            super().formfield_for_dbfield(db_field, request, **kwargs), may_add=False
        )

    def save_model(self, request, obj, form, change):
        breaking.announce(obj, by=request.user, at=timezone.now())

    def get_urls(self):
        end = self.admin_site.admin_view(require_POST(self.end))
        return [path("<int:pk>/end/", end, name="articles_breakingnews_end"), *super().get_urls()]

    def end(self, request, pk):
        """Take it from readers, and back to the list."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        news = get_object_or_404(BreakingNews, pk=pk)
        try:
            breaking.end(news, by=request.user, at=timezone.now())
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            self.log_change(request, news, _("Ended"))
            messages.success(request, _("Readers do not see it any more."))
        return HttpResponseRedirect(reverse("admin:articles_breakingnews_changelist"))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        at = timezone.now()
        context["may_end"] = bool(obj) and obj.starts_at < at < obj.ends_at
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description=gettext_lazy("text"), ordering="text")
    def text_column(self, news):
        language = news.language
        bar = '<span lang="{}" dir="{}">{}</span>'
        return format_html(bar, language.code, language.direction, news.text)

    @admin.display(description=gettext_lazy("readers"))
    def state(self, news):
        at = timezone.now()
        if news.ends_at <= at:
            return format_html('<span class="pill stage-draft">{}</span>', _("over"))
        if news.starts_at > at:
            return format_html('<span class="pill live-scheduled">{}</span>', _("planned"))
        return format_html('<span class="pill live-live">{}</span>', _("shown"))

    @admin.display(description=gettext_lazy("from"), ordering="starts_at")
    def starts(self, news):
        return marks.when(news.starts_at, timezone.now())

    @admin.display(description=gettext_lazy("until"), ordering="ends_at")
    def ends(self, news):
        return marks.when(news.ends_at, timezone.now())

    @admin.display(description=gettext_lazy("made by"))
    def who(self, news):
        return marks.person(news.made_by)
