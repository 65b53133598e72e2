"""What all our admins have in common: a refusal is an error of the form, never of the server."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import (
    RelatedFieldWidgetWrapper,
)
from django.db import IntegrityError, models
from django.http import Http404, HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.actions import ActionRefused
from articles.actions.names import mark_stale

from .lookup import Lookup, LookupMultiple

CLASH = _(
    "Somebody else has just saved something that this does not go together with, such as the "
    "same name. Please look again."
)


class Autocompletes:
    """For a ModelAdmin or an inline: its autocomplete fields by our own widget."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Lookup(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", LookupMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def without_icons(field, *, may_add=True):
    """``field`` without the icons that lead away from a form to what it points at."""
    if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
        widget = field.widget
        widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        widget.can_add_related = widget.can_add_related and may_add
    return field


def never_restored(fields):
    """Let no browser put back, by its Back button, what stood in ``fields`` when a page was left.

    It would stand beside the number of a version that the page has got since, and be saved over it.
    What was typed is kept by ourselves.
    """
    for field in fields:
        for widget in (field.widget, getattr(field.widget, "widget", field.widget)):
            widget.attrs["autocomplete"] = "off"


class DeskForm(forms.ModelForm):
    refusal = None  # why the action that this form asked for did not happen

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)

    def clean(self):
        super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)


class DeskAdmin(Autocompletes, admin.ModelAdmin):
    form = DeskForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    show_full_result_count = False
    list_per_page = 50

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Django's own; what an action refuses comes back as the form with all that was typed.

        The refusal has rolled everything back. The second time the form is not valid.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (ActionRefused, IntegrityError) as error:
            request.refusal = str(error) if isinstance(error, ActionRefused) else CLASH
            self.note_refusal(request, error)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def note_refusal(self, request, error):
        """For what a subclass wants to show beside the message."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return without_icons(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_deleted_objects(self, objs, request):
        """What protects a row is the reason that counts; permissions matter only without it."""
        found, count, lacking, protected = super().get_deleted_objects(objs, request)
        return found, count, set() if protected else lacking, protected

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)  # a class of its own for each request
        return form

    def response_action(self, request, queryset):
        try:
            return super().response_action(request, queryset)
        except ValueError:
            self.message_user(request, _("Please choose rows of this list."), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404


class RepeatedAdmin(DeskAdmin):
    """For what publications repeat: a change of the fields ``repeated`` has them made again."""

    repeated: tuple[str, ...] = ()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and not {*self.repeated}.isdisjoint(form.changed_data):
            mark_stale(form.instance)


class RecordAdmin(DeskAdmin):
    """For rows that only actions write."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
