"""The site's own row and its languages."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.models import Language, SiteSettings

from .desk import DeskAdmin, RepeatedAdmin
from .names import NamesMixin


@admin.register(SiteSettings)
class SiteSettingsAdmin(NamesMixin, DeskAdmin):
    """There is one row: the list is its form."""

    names = {"taglines": "tagline", "footers": "footer"}
    fields = ["name", "default_language", "tagline", "taglines", "footer", "footers"]

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
    list_display = ["name", "code", "direction", "position"]
    fields = ["code", "name", "direction", "position"]

    def get_readonly_fields(self, request, obj=None):
        """The tag is in every address: it never changes."""
        return ["code"] if obj else []
