"""Sections, topics and tags."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import tags
from articles.models import Section, Tag, Topic

from . import tag_pages
from .article_list import ChoiceFilter
from .desk import DeskAdmin, DeskForm, RepeatedAdmin
from .names import NamesMixin

# What a story says of its section and topics.
IN_LINKS = ("name", "names", "slug")


def is_choice(request):
    """Whether rows are asked for to choose one of them, not to look through all."""
    match = request.resolver_match
    return match is not None and match.url_name == "autocomplete"


@admin.register(Section)
class SectionAdmin(NamesMixin, RepeatedAdmin):
    repeated = IN_LINKS
    list_display = ["name", "slug", "position"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "names", "slug", "position", "description", "descriptions"]


class RetiredFilter(ChoiceFilter):
    title = gettext_lazy("use by IPTC")
    parameter_name = "retired"

    def lookups(self, request, model_admin):
        return [("no", _("in use")), ("yes", _("retired"))]

    def narrow(self, request, queryset, value):
        return queryset.filter(retired_at__isnull=value == "no")


@admin.register(Topic)
class TopicAdmin(NamesMixin, RepeatedAdmin):
    repeated = IN_LINKS
    list_display = ["name", "kind", "qcode", "parent", "retired_column"]
    list_filter = ["kind", RetiredFilter]
    ordering = [Lower("name"), "pk"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug", "qcode"]
    autocomplete_fields = ["parent", "related"]
    prepopulated_fields = {"slug": ["name"]}
    fields = [
        *("name", "names", "slug", "kind", "qcode", "parent", "related"),
        *("description", "descriptions"),
    ]
    readonly_fields = ["retired_note"]
    show_facets = admin.ShowFacets.NEVER

    def get_fields(self, request, obj=None):
        return [*(self.readonly_fields if obj and obj.retired_at else []), *self.fields]

    @admin.display(description=gettext_lazy("retired"), ordering="retired_at")
    def retired_column(self, topic):
        return timezone.localtime(topic.retired_at).date() if topic.retired_at else None

    @admin.display(description=gettext_lazy("retired"))
    def retired_note(self, topic):
        words = _("%s, by IPTC. Its stories and its page stay; it is not offered for others.")
        return words % date_format(timezone.localtime(topic.retired_at))

    def get_search_results(self, request, queryset, search_term):
        """What IPTC has retired is on no list to choose from."""
        if is_choice(request):
            queryset = queryset.filter(retired_at=None)
        return super().get_search_results(request, queryset, search_term)


class TagForm(DeskForm):
    def clean_name(self):
        """Where a name is taken, what can be done about it."""
        name = self.cleaned_data["name"]
        if refusal := tags.refusal_of_name(self.instance, name):
            raise ValidationError(refusal)
        return name


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    """A tag that was merged is only looked at: it leads to the other one."""

    form = TagForm
    list_display = ["name", "slug", "merged_column"]
    list_select_related = ["merged_into"]
    ordering = [Lower("name"), "pk"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug"]
    change_form_template = "admin/articles/tag/change_form.html"

    @admin.display(description=gettext_lazy("merged into"), ordering="merged_into__name")
    def merged_column(self, tag):
        other = tag.merged_into
        return other and format_html(
            '<a href="{}">{}</a>', tag_pages.url_of("change", other), other
        )

    def get_search_results(self, request, queryset, search_term):
        if is_choice(request):
            queryset = queryset.filter(merged_into=None)
        return super().get_search_results(request, queryset, search_term)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.merged_into_id is None)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.merged_into_id is None)

    def get_deleted_objects(self, objs, request):
        """One that was merged is not deleted from the list either: its address leads readers on."""
        found, count, lacking, protected = super().get_deleted_objects(objs, request)
        merged = [str(tag) for tag in objs if tag.merged_into_id]
        return found, count, lacking, [*protected, *merged]

    def get_prepopulated_fields(self, request, obj=None):
        """The action makes the slug that follows a new name."""
        return {} if obj else self.prepopulated_fields

    def save_model(self, request, obj, form, change):
        if not change:
            super().save_model(request, obj, form, change)
            return
        slug = obj.slug if "slug" in form.changed_data else ""
        tags.rename(obj, name=obj.name, slug=slug, by=request.user, at=timezone.now())
        obj.refresh_from_db()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and obj.merged_into:
            words = _("This tag was merged into “%s”. That can be undone in the history.")
            context["view_only_why"] = words % obj.merged_into
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        merge = wrap(lambda request, pk: tag_pages.merge_page(self, request, pk))
        return [path("<int:pk>/merge/", merge, name="articles_tag_merge"), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        return tag_pages.history(self, request, object_id)
