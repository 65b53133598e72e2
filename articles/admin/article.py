"""Writing and publishing: the admin of articles."""

import copy

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import ActionRefused, Conflict
from articles.actions import delete as delete_article
from articles.actions.permissions import refusal_to_delete, refusal_to_edit
from articles.models import Article, Contributor, SiteSettings
from articles.queries import desk
from articles.queries.live_state import with_live_state

from . import (
    article_list,
    autosave,
    deletion,
    marks,
    merge,
    notes,
    offer,
    outcome,
    pages,
    panels,
    saving,
    steps,
    whose,
)
from .article_form import (
    AS_READ,
    HOUSEKEEPING,
    WRITING,
    AgencyCreditInline,
    ArticleForm,
    CreditInline,
    as_read,
    whole,
)
from .body import BodyEditorAdmin
from .desk import DeskAdmin, without_icons
from .frame import filing
from .history import history
from .image.lead import PictureInput
from .lookup import is_key
from .reading import body_as_read

MADE_ALREADY = gettext_lazy("You have just made this article. It was not made a second time.")
NO_BUTTON = gettext_lazy("Nothing was done. Press the button of the step that you want to take.")


@admin.register(Article)
class ArticleAdmin(article_list.Columns, BodyEditorAdmin, DeskAdmin):
    form = ArticleForm
    inlines = [CreditInline, AgencyCreditInline]
    autocomplete_fields = ["topics", "translation_of"]
    readonly_fields = [*AS_READ.values()]
    change_form_template = add_form_template = "admin/articles/article/change_form.html"
    list_display = [
        "headline_column",
        "stage_column",
        "live_column",
        "section_column",
        "language_column",
        "writers_column",
        "changed_column",
    ]
    list_filter = article_list.FILTERS
    search_fields = ["headline", "kicker", "teaser", "tags__name"]
    search_help_text = gettext_lazy("Headline, kicker, teaser or tag")
    show_facets = admin.ShowFacets.NEVER
    actions = [deletion.delete_selected]

    class Media:
        js = [
            "newsroom/autosave.js",
            "newsroom/presence.js",
            "newsroom/article-form.js",
            "newsroom/steps.js",
            "newsroom/notes.js",
        ]

    # --- Who may do what ---

    def get_queryset(self, request):
        """What the person may know of; everything here, autocomplete included, starts from it."""
        at = timezone.now()
        return with_live_state(desk.visible_to(request.user, at=at)).order_by(*self.opts.ordering)

    def get_object(self, request, object_id, from_field=None):
        if not is_key(self.opts.pk, object_id):
            return None
        known = request.__dict__.setdefault("articles", {})  # asked for once a request
        if object_id not in known:
            known[object_id] = whole(self.get_queryset(request)).filter(pk=object_id).first()
        return known[object_id]

    def get_changelist(self, request, **kwargs):
        return article_list.ArticleChangeList

    def has_change_permission(self, request, obj=None):
        if obj is None or getattr(request, "keeps_text", False):
            return super().has_change_permission(request)
        return self.refusal(request, obj) is None

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or refusal_to_delete(request.user, obj) is None)

    def refusal(self, request, article):
        """Why the person may not edit ``article``, or None; asked once a request."""
        known = request.__dict__.setdefault("edit_refusals", {})
        if article.pk not in known:
            known[article.pk] = refusal_to_edit(request.user, article)
        return known[article.pk]

    def article_or_404(self, request, object_id):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        return article

    # --- The form ---

    def get_fieldsets(self, request, obj=None):
        writing = list(WRITING)
        if obj and obj.headline_is_working:
            writing.insert(2, "headline_is_working")
        found = [
            (None, {"fields": writing, "classes": ["writing"]}),
            (_("Lead picture"), {"fields": ["lead_image"], "classes": ["picture"]}),
            *HOUSEKEEPING,
        ]
        if obj and not self.has_change_permission(request, obj):
            obj.read_by = request.user  # fields that are only shown are not told who asks
            return [
                (name, options | {"fields": as_read(options["fields"])}) for name, options in found
            ]
        return found

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "lead_image":
            gone = _("This picture has been deleted. Choose another one, or none.")
            return db_field.formfield(widget=PictureInput, error_messages={"invalid_choice": gone})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_icons(field, may_add=db_field.name == "topics")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user, form.asked = request.user, getattr(request, "asked", None)
        form.only_shown = hasattr(request, "typed")
        form.filing = filing(request)
        return form

    def get_changeform_initial_data(self, request):
        language = SiteSettings.objects.values_list("default_language", flat=True).first()
        return {"language": language} | super().get_changeform_initial_data(request)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """A new article starts with its writer's own credit."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and obj.pk is None and isinstance(inline, CreditInline):
            own = Contributor.objects.filter(user=request.user)
            kwargs["initial"] = [{"contributor": person.pk} for person in own]
        return kwargs

    @admin.display(description=gettext_lazy("lead picture"))
    def lead_picture(self, article):
        image = article.lead_image
        if image is None:
            return "–"
        link = '{} <a href="{}"><bdi>{}</bdi></a>'
        address = reverse("admin:articles_image_change", args=[image.pk])
        return format_html(link, marks.thumbnail(image, "lead-thumbnail"), address, image)

    @admin.display(description=gettext_lazy("assigned to"))
    def assignee(self, article):
        return marks.person(article.assigned_to) if article.assigned_to else "–"

    @admin.display(description=gettext_lazy("body"))
    def body_as_read(self, article):
        text = body_as_read(article, by=article.read_by, at=timezone.now())
        language = article.language
        return format_html(
            '<article class="body-as-read" lang="{}" dir="{}">{}</article>',
            *(language.code, language.direction, text),
        )

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            shown = offer.asked_for(request, object_id and unquote(object_id)) or request
            return super().changeform_view(shown, object_id, form_url, extra_context)
        if foreign := whose.somebody_elses(self, request):
            return foreign
        request.keeps_text = "headline" in request.POST
        article = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id is not None and article is None:
            return self.gone(request)
        may_save = article and request.keeps_text and self.refusal(request, article) is None
        if may_save and self.is_step_alone(article, request.POST):
            may_save = request.keeps_text = False
        if may_save and not merge.settle(article, request):
            return merge.page(self, request, article)
        step = request.POST.get("_step", "")
        request.asked = steps.StepForm(request.POST, step=step) if step else None
        if step and article and not may_save and merge.is_untouched(article, request.POST):
            request.keeps_text = False  # it is as saved: only the step is asked for
        if article and not request.keeps_text:
            return self.step_only(request, article, form_url)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except saving.Twin as twin:
            self.message_user(request, MADE_ALREADY, messages.INFO)
            return HttpResponseRedirect(self.form_url(twin.pk))
        except merge.Newer:
            del request.articles  # what the form wrote into it was refused
            article = self.get_object(request, unquote(object_id))
            return merge.page(self, request, article) if article else self.gone(request)

    def is_step_alone(self, article, posted):
        """Whether the form asks for a step that is not about the text, and brings no text.

        Who withdraws a story need not look at what somebody has just saved.
        """
        step = steps.STEPS.get(posted.get("_step", ""))
        return bool(step) and not step.signs and merge.is_as_opened(article, posted)

    def note_refusal(self, request, error):
        if isinstance(error, Conflict):
            raise merge.Newer
        getattr(request, "articles", {}).clear()  # what the form wrote into it was refused

    def step_only(self, request, article, form_url):
        """A step from a form that shows the text but lets nobody change it."""
        asked = request.asked
        if asked is None and "_look" in request.POST:  # Enter, in a field of a step
            self.message_user(request, NO_BUTTON, messages.WARNING)
            asked = steps.StepForm(request.POST)
        elif asked is None:
            raise PermissionDenied
        refusal = None
        if asked.step and asked.is_valid():
            try:
                with transaction.atomic():
                    seen = saving.number(request.POST.get("version"))
                    who = {"by": request.user, "at": timezone.now()}
                    saving.take_step(article, asked, expected_version=seen, **who)
                    self.log_change(request, article, str(asked.step.done))
                autosave.saved(request, article)
                request.step = asked.step
                return self.after_saving(request, article)
            except ActionRefused as error:
                refusal = str(error)
                request.articles.clear()  # somebody may have changed what was read before
        shown = copy.copy(request)
        shown.method = "GET"
        context = {"step_refusal": refusal}
        return super().changeform_view(shown, str(article.pk), form_url, context)

    def gone(self, request):
        """No article to save to any more: the text goes back to its writer, to be kept."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        texts = whose.typed_texts(request)
        if not texts:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": _("This article is not there any more"),
            "opts": self.opts,
            "typed": texts,
        }
        return TemplateResponse(request, "admin/articles/article/gone.html", context, status=404)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        at = timezone.now()
        can_edit = self.has_change_permission(request, obj) if obj else True
        asked = getattr(request, "asked", None)
        is_typed = hasattr(request, "typed")
        context |= {
            "title": _("New article") if obj is None else _("Article"),
            "subtitle": None,
            "step_form": panels.step_form(request) or steps.StepForm(),
            "chosen": asked.step if asked else None,
            "can_edit": can_edit,
            "unsaved": offer.context(request, obj, context, at),
        }
        if obj:
            context |= panels.where_it_stands(
                request, obj, at, can_edit=can_edit, may_delete=self.has_delete_permission(request)
            )
            context["view_only_why"] = self.refusal(request, obj)
            context["is_shut"] = can_edit and bool(context["view_only_why"])
            context["is_refused"] = context["is_shut"] and request.method == "POST" and not is_typed
            if panels.says_it_all(context):
                context["errors"] = None
            context["panels"] = panels.shown(request, obj, at)
            context["notes"] = notes.thread(obj, at, most=notes.SHOWN)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- Saving ---

    def save_model(self, request, obj, form, change):
        """Nothing yet: ``save_related`` saves all of it at once, through the action."""

    def save_related(self, request, form, formsets, change):
        def related():
            form.save_m2m()
            for formset in formsets:
                self.save_formset(request, form, formset, change=change)

        who = {"by": request.user, "at": timezone.now()}
        article, seen = form.instance, form.expected_version
        is_changed = saving.is_changed(form, formsets)
        request.is_idle_why = bool(form.cleaned_data["why"]) and not is_changed
        is_shut = form.asked and form.asked.step and form.asked.step.opens
        if is_shut:
            request.step = saving.take_step(article, form.asked, expected_version=seen, **who)
        # A step alone needs no right to edit.
        if not (form.asked and change and not is_changed):
            what = {"related": related, "why": form.cleaned_data["why"]}
            what["expected_times"] = form.times_read
            request.lost_approval = saving.save_before_step(
                article, form.asked, expected_version=seen, **what, **who
            )
            seen = article.version_number
        autosave.saved(request, article if change else None)
        if not is_shut:
            request.step = saving.take_step(article, form.asked, expected_version=seen, **who)

    def construct_change_message(self, request, form, formsets, add=False):
        if step := getattr(request, "step", None):
            return str(step.done)
        return super().construct_change_message(request, form, formsets, add)

    def response_add(self, request, obj, post_url_continue=None):
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self.after_saving(request, obj)

    def response_change(self, request, obj):
        return self.after_saving(request, obj)

    def after_saving(self, request, article):
        return outcome.outcome(request, article) or self.response_post_save_change(request, article)

    def form_url(self, pk):
        return reverse("admin:articles_article_change", args=[pk])

    # --- Other pages ---

    def get_urls(self):
        return [*autosave.urls(self), *pages.urls(self), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        return history(self, request, self.article_or_404(request, object_id))

    def delete_view(self, request, object_id, extra_context=None):
        article = self.article_or_404(request, object_id)
        try:
            return super().delete_view(request, object_id, extra_context)
        except ActionRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(self.form_url(article.pk))

    def get_deleted_objects(self, objs, request):
        """The articles alone: their parts go with them, and what forbids it the action says."""
        return [str(article) for article in objs], {}, set(), []

    def delete_model(self, request, obj):
        delete_article(obj, by=request.user, at=timezone.now())
