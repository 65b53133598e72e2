"""Pages in which the newsroom says how it works: ethics, corrections, ownership, contact."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import policy
from articles.body.field import BodyField
from articles.models import FooterLink, Language, PolicyPage, PolicyText

from .body import BodyFormField, BodyWidget
from .desk import DeskAdmin, DeskForm
from .names import NamesMixin


@admin.register(PolicyPage)
class PolicyPageAdmin(DeskAdmin):
    list_display = ["kind", "texts_column", "is_in_footer", "position"]
    fields = ["kind", "is_in_footer", "position", "texts_column"]
    readonly_fields = ["texts_column"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("texts")

    def get_fields(self, request, obj=None):
        return self.fields if obj else [name for name in self.fields if name != "texts_column"]

    @admin.display(description=gettext_lazy("texts"))
    def texts_column(self, page):
        """A link to each text there is, and to where one in another language is written."""
        texts = {text.language_id: text for text in page.texts.all()}
        links = [
            (
                _text_url(page, language, texts.get(language.pk)),
                language.name,
                _words(texts, language),
            )
            for language in self._languages()
        ]
        return format_html_join(" · ", '<a href="{}">{}: {}</a>', links)

    def _languages(self):
        return Language.objects.all()

    def response_add(self, request, obj, post_url_continue=None):
        """Straight to what readers get of it."""
        if "_continue" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return HttpResponseRedirect(reverse("admin:articles_policypage_change", args=[obj.pk]))


def _text_url(page, language, text):
    if text:
        return reverse("admin:articles_policytext_change", args=[quote(text.pk)])
    query = urlencode({"page": page.pk, "language": language.pk})
    return f"{reverse('admin:articles_policytext_add')}?{query}"


def _words(texts, language):
    text = texts.get(language.pk)
    return text.title if text else _("write it")


class PolicyTextForm(DeskForm):
    # Which version the form was opened with.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        newest = self.instance.versions.first() if self.instance.pk else None
        self.initial["version"] = newest.number if newest else 0


@admin.register(PolicyText)
class PolicyTextAdmin(DeskAdmin):
    form = PolicyTextForm
    formfield_overrides = {
        **DeskAdmin.formfield_overrides,
        BodyField: {"form_class": BodyFormField, "widget": BodyWidget},
    }
    fields = ["page", "language", "title", "body", "version"]

    def get_model_perms(self, request):
        """Its page leads here."""
        return {}

    def get_readonly_fields(self, request, obj=None):
        return ["page", "language"] if obj else []

    def save_model(self, request, obj, form, change):
        expected = form.cleaned_data.get("version")
        policy.save(obj, by=request.user, at=timezone.now(), expected_version=expected)

    def response_post_save_add(self, request, obj):
        return self._to_page(obj)

    def response_post_save_change(self, request, obj):
        return self._to_page(obj)

    def _to_page(self, text):
        return HttpResponseRedirect(
            reverse("admin:articles_policypage_change", args=[text.page_id])
        )


@admin.register(FooterLink)
class FooterLinkAdmin(NamesMixin, DeskAdmin):
    names = {"names": "name"}
    list_display = ["name", "url", "language", "position"]
    fields = ["name", "names", "url", "language", "position"]
