"""The people and agencies that stories are credited to."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Agency, Contributor

from .article_form import PersonChoiceField
from .desk import DeskAdmin, DeskForm, RepeatedAdmin
from .names import NamesMixin, other_languages


class ContributorForm(DeskForm):
    user = PersonChoiceField(
        label=gettext_lazy("Account"), queryset=get_user_model().objects.none(), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("user"):
            free = Q(contributor=None, is_active=True) | Q(pk=self.instance.user_id)
            field.queryset = get_user_model().objects.filter(free).order_by("username")


@admin.register(Contributor)
class ContributorAdmin(NamesMixin, RepeatedAdmin):
    form = ContributorForm
    names = {"job_titles": "job_title", "bios": "bio"}
    list_display = ["name_column", "initials", "job_title"]
    list_filter = ["is_complete"]
    search_fields = ["name", "initials"]
    fieldsets = [
        (None, {"fields": ["name", "initials", "job_title", "bio", "is_complete", "user"]}),
        other_languages("job_titles", "bios"),
    ]
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description=gettext_lazy("name"), ordering="name")
    def name_column(self, person):
        if person.is_complete:
            return person.name
        return format_html(
            '{} <span class="pill flag">{}</span>', person.name, _("to be completed")
        )


@admin.register(Agency)
class AgencyAdmin(DeskAdmin):
    list_display = ["short_name", "name", "url"]
    search_fields = ["short_name", "name"]
    fields = ["short_name", "name", "url"]
