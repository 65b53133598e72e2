"""The list of articles: filters and columns."""

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.enums import CreditRole, Stage
from articles.models import Credit, Language, Section
from articles.queries import desk
from articles.queries.live_state import OUT, LiveState, in_live_state, live_state

from . import marks

NOT_LISTED = ["body", "note", "teaser", "seo_title", "seo_description"]


class ArticleChangeList(ChangeList):
    def get_queryset(self, request, exclude_parameters=None):
        writers = Credit.objects.filter(role__in=[CreditRole.WRITER, CreditRole.REPORTER])
        return (
            super()
            .get_queryset(request, exclude_parameters)
            .select_related("section", "language", "changed_by")
            .defer(*NOT_LISTED)
            .prefetch_related(Prefetch("credits", writers, "writers"))
        )


class ChoiceFilter(admin.SimpleListFilter):
    """Filters by one of its choices; anything else is no filter."""

    def queryset(self, request, queryset):
        value = self.value()
        if value is None or value not in {str(choice) for choice, _label in self.lookup_choices}:
            return queryset
        return self.narrow(request, queryset, value)


class StageFilter(ChoiceFilter):
    title = gettext_lazy("stage")
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return Stage.choices

    def narrow(self, request, queryset, value):
        return queryset.filter(stage=value)


class LiveFilter(ChoiceFilter):
    title = gettext_lazy("readers")
    parameter_name = "live"

    def lookups(self, request, model_admin):
        return LiveState.choices

    def narrow(self, request, queryset, value):
        return in_live_state(queryset, value, timezone.now())


class SectionFilter(ChoiceFilter):
    title = gettext_lazy("section")
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(str(section.pk), section.name) for section in Section.objects.all()]

    def narrow(self, request, queryset, value):
        return queryset.filter(section=value)


class LanguageFilter(ChoiceFilter):
    title = gettext_lazy("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return list(Language.objects.values_list("code", "name"))

    def narrow(self, request, queryset, value):
        return queryset.filter(language=value)


class MineFilter(ChoiceFilter):
    title = gettext_lazy("whose it is")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("yes", _("mine"))]

    def narrow(self, request, queryset, value):
        return queryset.filter(desk.concerns(request.user.pk))


FILTERS = [StageFilter, LiveFilter, MineFilter, SectionFilter, LanguageFilter]


class Columns:
    """What the list shows of an article and how it is searched, for its ModelAdmin."""

    def get_search_results(self, request, queryset, search_term):
        """As a condition on ids: an article with two such tags is found once without comparing
        all rows that were found, texts included, with each other.
        """
        if not search_term.strip():
            return queryset, False
        everything = self.model.objects.order_by()
        found, _more_than_once = super().get_search_results(request, everything, search_term)
        return queryset.filter(pk__in=found.values("pk")), False

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def headline_column(self, article):
        flag = _("working headline") if article.headline_is_working else ""
        return format_html(
            '<span lang="{}" dir="{}">{}</span>{}',
            article.language.code,
            article.language.direction,
            article.headline,
            format_html(' <span class="pill flag">{}</span>', flag) if flag else "",
        )

    @admin.display(description=gettext_lazy("stage"), ordering="stage")
    def stage_column(self, article):
        return marks.stage_pill(article)

    @admin.display(description=gettext_lazy("readers"), ordering="publication__published_at")
    def live_column(self, article):
        return marks.live_pill(article, timezone.now())

    @admin.display(description=gettext_lazy("section"), ordering="section__name")
    def section_column(self, article):
        return article.section

    @admin.display(description=gettext_lazy("language"), ordering="language")
    def language_column(self, article):
        return article.language

    @admin.display(description=gettext_lazy("by"))
    def writers_column(self, article):
        return ", ".join(credit.name for credit in article.writers)

    @admin.display(description=gettext_lazy("changed"), ordering="changed_at")
    def changed_column(self, article):
        return format_html(
            '{} <span class="who">{}</span>',
            marks.when(article.changed_at, timezone.now()),
            marks.person(article.changed_by),
        )

    def get_list_display(self, request):
        """With a button for those who arrange fronts, but not where one only chooses a story."""
        columns = super().get_list_display(request)
        may_place = (
            request.user.has_perm("articles.change_front") and IS_POPUP_VAR not in request.GET
        )
        return [*columns, "front_column"] if may_place else columns

    @admin.display(description=gettext_lazy("front"))
    def front_column(self, article):
        if live_state(article, timezone.now()) not in OUT:
            return None
        return format_html(
            '<button class="quiet-button" type="submit" formaction="{}" name="put" value="{}">{}'
            '<span class="visually-hidden"> {}</span></button>',
            *(reverse("admin:articles_front_put"), article.pk),
            *(_("Place"), _("on the front: %s") % article.headline),
        )
