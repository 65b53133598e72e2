"""The people and agencies that stories are credited to."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.rights import lacks, refusal_to_use
from articles.models import Agency, Contributor
from articles.validators import validate_plain_text

from .article_form import PersonChoiceField
from .desk import DeskAdmin, DeskForm, RepeatedAdmin
from .image.lead import picture_field
from .names import NamesMixin, other_languages

MOST_ADDRESSES = 20
is_web_address = URLValidator(schemes=["http", "https"])


class AddressesField(forms.CharField):
    """A list of addresses of the web, typed one on each line."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.Textarea({"rows": 3, "dir": "ltr", "class": "vLargeTextField"}), **kwargs
        )

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value):
        lines = super().to_python(self.prepare_value(value)).splitlines()
        return list(dict.fromkeys(filter(None, map(str.strip, lines))))

    def validate(self, value):
        if len(value) > MOST_ADDRESSES:
            raise ValidationError(_("At most %d addresses.") % MOST_ADDRESSES)
        for address in value:
            try:
                validate_plain_text(address)
                is_web_address(address)
            except ValidationError:
                text = _("“%s” is no address of the web, such as https://example.org/rosa.")
                raise ValidationError(text % address[:200]) from None

    def has_changed(self, initial, data):
        return self.to_python(initial) != self.to_python(data)


class ContributorForm(DeskForm):
    user = PersonChoiceField(
        label=gettext_lazy("Account"), queryset=get_user_model().objects.none(), required=False
    )
    same_as = AddressesField(
        label=gettext_lazy("Elsewhere on the web"),
        help_text=gettext_lazy("Pages about or by the same person, one address on each line."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("user"):
            free = Q(contributor=None, is_active=True) | Q(pk=self.instance.user_id)
            field.queryset = get_user_model().objects.filter(free).order_by("username")

    def clean_picture(self):
        """One that readers may not see is not chosen; what is there already leaves by the clock."""
        picture = self.cleaned_data["picture"]
        if picture and "picture" in self.changed_data:
            # Where it has no words of its own, it is called by the person's name.
            lacking = lacks(picture, "", own_alt=self.cleaned_data.get("name") or "-")
            refusals = [refusal_to_use(picture, timezone.now()), *lacking]
            if any(refusals):
                raise ValidationError([text for text in refusals if text])
        return picture


@admin.register(Contributor)
class ContributorAdmin(NamesMixin, RepeatedAdmin):
    form = ContributorForm
    repeated = ("name", "is_complete")  # what else readers get of a story is as it was credited
    names = {"job_titles": "job_title", "bios": "bio"}
    list_display = ["name_column", "initials", "job_title"]
    list_filter = ["is_complete"]
    search_fields = ["name", "initials"]
    fieldsets = [
        (None, {"fields": ["name", "initials", "job_title", "bio", "picture", "same_as"]}),
        (None, {"fields": ["is_complete", "user"]}),
        other_languages("job_titles", "bios"),
    ]
    show_facets = admin.ShowFacets.NEVER

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "picture":
            return picture_field(db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

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
