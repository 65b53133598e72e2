"""What actions write and nobody edits: publications, versions, events."""

from django.contrib import admin
from django.db.models import F
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import addresses
from articles.enums import Verb
from articles.models import Event, Publication, Version
from articles.queries import desk
from articles.snapshot.stored import read

from . import marks
from .article_list import ChoiceFilter
from .desk import RecordAdmin


def known_articles(request):
    return desk.visible_to(request.user, at=timezone.now()).order_by().values("pk")


@admin.register(Publication)
class PublicationAdmin(RecordAdmin):
    list_display = ["headline", "state", "language", "section", "published", "updated"]
    list_select_related = ["language", "section"]
    search_fields = ["headline"]
    fields = [
        "headline",
        "page_link",
        "state",
        "language",
        "section",
        "version",
        "published",
        "updated",
        "expires_at",
        "withdrawn_at",
        "withdrawn_why",
    ]
    readonly_fields = ["state", "published", "updated", "page_link"]

    def get_queryset(self, request):
        known = super().get_queryset(request).filter(article__in=known_articles(request))
        return known.defer("page", "pieces", "card", "plain_card", "teaser")

    @admin.display(description=gettext_lazy("readers"))
    def state(self, publication):
        at = timezone.now()
        publication.live_from = publication.published_at
        publication.live_until = publication.expires_at
        publication.live_version = publication.version_number = 0
        return marks.live_pill(publication, at)

    @admin.display(description=gettext_lazy("published"), ordering="published_at")
    def published(self, publication):
        return marks.when(publication.published_at, timezone.now())

    @admin.display(description=gettext_lazy("updated"), ordering="updated_at")
    def updated(self, publication):
        return marks.when(publication.updated_at, timezone.now())

    @admin.display(description=gettext_lazy("page"))
    def page_link(self, publication):
        return format_html('<a href="{0}">{0}</a>', addresses.of_publication(publication))


class VerbFilter(ChoiceFilter):
    title = gettext_lazy("what")
    parameter_name = "verb"

    def lookups(self, request, model_admin):
        return Verb.choices

    def narrow(self, request, queryset, value):
        return queryset.filter(verb=value)


@admin.register(Event)
class EventAdmin(RecordAdmin):
    list_display = ["when", "who", "verb", "headline", "version_column", "why"]
    list_display_links = ["headline"]
    list_filter = [VerbFilter]
    list_select_related = ["by"]
    search_fields = ["headline", "why"]
    show_facets = admin.ShowFacets.NEVER
    fields = ["when", "who", "verb", "headline", "version_number", "why"]
    readonly_fields = ["when", "who"]

    def get_queryset(self, request):
        """Events of articles that are gone are for those who saw every article."""
        events = super().get_queryset(request)
        if request.user.has_perm("articles.change_any_article"):
            return events
        return events.filter(article__in=known_articles(request))

    @admin.display(description=gettext_lazy("when"), ordering="at")
    def when(self, event):
        return marks.when(event.at, timezone.now())

    @admin.display(description=gettext_lazy("who"))
    def who(self, event):
        return marks.person(event.by)

    @admin.display(description=gettext_lazy("version"), ordering="version_number")
    def version_column(self, event):
        number = event.version_number
        return marks.labelled(_("version"), number) if number else None


@admin.register(Version)
class VersionAdmin(RecordAdmin):
    list_display = ["headline", "number_column", "when", "who", "why"]
    list_select_related = ["created_by"]
    fields = ["headline", "number", "when", "who", "why"]
    readonly_fields = ["headline", "when", "who"]
    ordering = ["-pk"]  # as they were made; the key has an index

    def get_queryset(self, request):
        """Without the texts: a page of the list would fetch fifty of them."""
        versions = super().get_queryset(request).filter(article__in=known_articles(request))
        return versions.annotate(said=F("data__headline")).defer("data")

    @admin.display(description=gettext_lazy("headline"))
    def headline(self, version):
        return read({"headline": version.said})["headline"] or f"#{version.article_id}"

    @admin.display(description=gettext_lazy("number"), ordering="number")
    def number_column(self, version):
        return marks.labelled(_("version"), version.number)

    @admin.display(description=gettext_lazy("made"), ordering="created_at")
    def when(self, version):
        return marks.when(version.created_at, timezone.now())

    @admin.display(description=gettext_lazy("by"))
    def who(self, version):
        return marks.person(version.created_by)
