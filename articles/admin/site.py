"""The site's own row and its languages."""

from django import forms
from django.conf.locale import LANG_INFO
from django.contrib import admin
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.rights import refusal_to_use
from articles.catalogues import in_words
from articles.enums import Direction
from articles.models import Language, SiteSettings

from .desk import DeskAdmin, DeskForm, RepeatedAdmin
from .image.lead import picture_field
from .names import NamesMixin


class SiteSettingsForm(DeskForm):
    def clean_hub_url(self):
        """Only what the worker can ask over the web."""
        url = self.cleaned_data["hub_url"]
        if url and not url.startswith(("https://", "http://")):
            raise forms.ValidationError(_("The address of a hub begins with https:// or http://."))
        return url

    def clean_logo(self):
        """One that readers may not see is not chosen; what is there already leaves by the clock."""
        logo = self.cleaned_data["logo"]
        is_new = logo and "logo" in self.changed_data
        if is_new and (refusal := refusal_to_use(logo, timezone.now())):
            raise forms.ValidationError(refusal)
        return logo


@admin.register(SiteSettings)
class SiteSettingsAdmin(NamesMixin, DeskAdmin):
    """There is one row: the list is its form."""

    form = SiteSettingsForm
    names = {"taglines": "tagline", "footers": "footer"}
    fields = [
        *("name", "default_language", "tagline", "taglines", "footer", "footers"),
        *("logo", "feeds_have_full_text", "hub_url"),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "logo":
            return picture_field(db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def changelist_view(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("admin:articles_sitesettings_change", args=[1]))

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(reverse("admin:index"))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class LanguageForm(DeskForm):
    def clean_direction(self):
        """Nobody means Arabic or Persian from left to right, and every page would be so."""
        direction = self.cleaned_data["direction"]
        known = LANG_INFO.get(self.cleaned_data.get("code") or self.instance.code, {})
        if known.get("bidi") and direction == Direction.LTR:
            words = _("%(name)s is written from right to left.") % {"name": known["name"]}
            raise forms.ValidationError(words)
        return direction


@admin.register(Language)
class LanguageAdmin(RepeatedAdmin):
    form = LanguageForm
    repeated = ("name", "direction", "numerals")
    list_display = ["name", "code", "direction", "numerals", "position", "interface"]
    fields = ["code", "name", "direction", "numerals", "position"]

    def get_changeform_initial_data(self, request):
        """A new language goes behind the others: the first one is what is translated from."""
        last = Language.objects.aggregate(last=Max("position"))["last"]
        behind = 0 if last is None else last + 1
        return {"position": behind, **super().get_changeform_initial_data(request)}

    def get_fields(self, request, obj=None):
        return [*self.fields, "interface"] if obj else self.fields

    def get_readonly_fields(self, request, obj=None):
        """The tag is in every address: it never changes."""
        return ["code", "interface"] if obj else []

    @admin.display(description=gettext_lazy("words of the interface"))
    def interface(self, language):
        return in_words(language.code)
