"""The site's own row and its languages."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.catalogues import in_words
from articles.models import Language, SiteSettings

from .desk import DeskAdmin, DeskForm, RepeatedAdmin
from .names import NamesMixin


class SiteSettingsForm(DeskForm):
    def clean_hub_url(self):
        """Only what the worker can ask over the web."""
        url = self.cleaned_data["hub_url"]
        if url and not url.startswith(("https://", "http://")):
            raise forms.ValidationError(_("The address of a hub begins with https:// or http://."))
        return url


@admin.register(SiteSettings)
class SiteSettingsAdmin(NamesMixin, DeskAdmin):
    """There is one row: the list is its form."""

    form = SiteSettingsForm
    names = {"taglines": "tagline", "footers": "footer"}
    fields = [
        *("name", "default_language", "tagline", "taglines", "footer", "footers"),
        *("feeds_have_full_text", "hub_url"),
    ]

    def changelist_view(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("admin:articles_sitesettings_change", args=[1]))

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(reverse("admin:index"))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Language)
class LanguageAdmin(RepeatedAdmin):
    list_display = ["name", "code", "direction", "numerals", "position", "interface"]
    fields = ["code", "name", "direction", "numerals", "position"]

    def get_fields(self, request, obj=None):
        return [*self.fields, "interface"] if obj else self.fields

    def get_readonly_fields(self, request, obj=None):
        """The tag is in every address: it never changes."""
        return ["code", "interface"] if obj else []

    @admin.display(description=gettext_lazy("words of the interface"))
    def interface(self, language):
        return in_words(language.code)
