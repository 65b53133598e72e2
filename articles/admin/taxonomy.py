"""Sections, topics and tags."""

from django.contrib import admin

from articles.models import Section, Tag, Topic

from .desk import RepeatedAdmin
from .names import NamesMixin


@admin.register(Section)
class SectionAdmin(NamesMixin, RepeatedAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "names", "slug", "position", "description", "descriptions"]


@admin.register(Topic)
class TopicAdmin(NamesMixin, RepeatedAdmin):
    list_display = ["name", "kind", "qcode", "parent"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug", "qcode"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "names", "slug", "kind", "qcode", "parent", "description", "descriptions"]
    show_facets = admin.ShowFacets.NEVER


@admin.register(Tag)
class TagAdmin(RepeatedAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug"]
