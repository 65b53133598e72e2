"""The reviewers' inbox, and the beta programme for publishers."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef
from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Language
from articles.moments import when
from feedback import actions
from feedback.enums import State, Verb
from feedback.models import ContactDetail, Programme, Submission
from feedback.programme_form import programme_form


class WantsReplyFilter(admin.SimpleListFilter):
    title = _("wants a reply")
    parameter_name = "reply"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request, queryset):
        if self.value() in ("yes", "no"):
            return queryset.filter(wants_reply=self.value() == "yes")
        return queryset


class LanguageFilter(admin.SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return list(Language.objects.values_list("code", "name"))

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value()) if self.value() else queryset


class ReviewForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)


@admin.register(Submission)
class SubmissionAdmin(admin.ModelAdmin):
    """Readers' words are read-only; state and note go through the actions."""

    form = ReviewForm
    list_display = [
        "excerpt",
        "kind",
        "state_label",
        "page_label",
        "wants_reply",
        "received",
        "spam_mark",
    ]
    list_display_links = ["excerpt"]
    list_filter = [
        "state",
        "kind",
        "is_spam",
        WantsReplyFilter,
        "variant",
        LanguageFilter,
        "created_at",
    ]
    # Never the e-mail address: what is searched for is in the URL, and so in logs.
    search_fields = ["reference", "message", "page_path", "page_title", "note"]
    search_help_text = _("Searches reference, message, page and note.")
    list_per_page = 50
    show_full_result_count = False
    actions = ["resolve", "mark_spam", "unmark_spam"]
    readonly_fields = [
        "reference",
        "kind",
        "message_as_written",
        "page_link",
        "language",
        "variant",
        "received",
        "spam_mark",
        "email",
        "history",
    ]

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("What readers say")}
        return super().changelist_view(request, title | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        title = {"title": _("What a reader says"), "subtitle": None}
        return super().change_view(request, object_id, form_url, title | (extra_context or {}))

    def has_add_permission(self, request):
        return False

    def get_queryset(self, request):
        contact = ContactDetail.objects.filter(submission=OuterRef("pk"))
        return super().get_queryset(request).annotate(wants_reply=Exists(contact))

    def get_fieldsets(self, request, obj=None):
        details = ["reference", "received", "page_link", "language", "variant", "spam_mark"]
        if request.user.has_perm("feedback.view_contactdetail"):
            details.insert(0, "email")
        return [
            (None, {"fields": ["message_as_written", "kind"]}),
            (_("Our work"), {"fields": ["state", "note"]}),
            (_("About it"), {"fields": details, "classes": ["facts"]}),
            (_("What was done"), {"fields": ["history"]}),
        ]

    def save_model(self, request, obj, form, change):
        who_and_when = {"by": request.user, "at": timezone.now()}
        if "state" in form.changed_data:
            actions.change_state(obj.pk, obj.state, **who_and_when)
        if "note" in form.changed_data:
            actions.write_note(obj.pk, obj.note, **who_and_when)

    @admin.display(description=_("state"), ordering="state")
    def state_label(self, submission):
        return format_html(
            '<span class="pill state-{}">{}</span>',
            submission.state,
            submission.get_state_display(),
        )

    @admin.display(description=_("received"), ordering="created_at")
    def received(self, submission):
        return when(submission.created_at, timezone.now())

    @admin.display(description=_("message"))
    def excerpt(self, submission):
        text = Truncator(" ".join(submission.message.split())).chars(140)
        return format_html("<bdi>{}</bdi>", text)

    @admin.display(description=_("page"), ordering="page_path")
    def page_label(self, submission):
        text = submission.page_title or submission.page_path
        if not text:
            return None
        return format_html("<bdi>{}</bdi>", Truncator(text).chars(60))

    @admin.display(description=_("reply"), ordering="wants_reply")
    def wants_reply(self, submission):
        if not submission.wants_reply:
            return None
        return format_html('<span class="pill flag">{}</span>', _("reply wanted"))

    @admin.display(description=_("message"))
    def message_as_written(self, submission):
        text = linebreaksbr(submission.message, autoescape=True)
        return format_html('<div class="readers-words" dir="auto">{}</div>', text)

    @admin.display(description=_("spam"), ordering="is_spam")
    def spam_mark(self, submission):
        return _("spam") if submission.is_spam else None

    @admin.display(description=_("page"))
    def page_link(self, submission):
        if not submission.page_path:
            return None
        return format_html(
            '<a href="{}"><bdi>{}</bdi></a>',
            iri_to_uri(submission.page_path),
            submission.page_title or submission.page_path,
        )

    @admin.display(description=_("e-mail address"))
    def email(self, submission):
        contact = ContactDetail.objects.filter(submission=submission).first()
        return contact.email if contact else _("none: no reply is wanted")

    @admin.display(description=_("history"))
    def history(self, submission):
        at = timezone.now()
        events = submission.events.select_related("by")
        lines = ((when(event.at, at), *_line(event)) for event in events)
        line = "<li>{} <span>{}</span> <span>{}</span></li>"
        return format_html('<ul class="events">{}</ul>', format_html_join("", line, lines))

    @admin.action(description=_("Mark as resolved"), permissions=["change"])
    def resolve(self, request, queryset):
        def change(pk, **who_and_when):
            return actions.change_state(pk, State.RESOLVED, **who_and_when)

        self._for_each(request, queryset, change)

    @admin.action(description=_("Mark as spam"), permissions=["change"])
    def mark_spam(self, request, queryset):
        self._for_each(request, queryset, actions.mark_spam)

    @admin.action(description=_("Mark as not spam"), permissions=["change"])
    def unmark_spam(self, request, queryset):
        self._for_each(request, queryset, actions.unmark_spam)

    def _for_each(self, request, queryset, action):
        """Do it to each of them, and say to how many it made a difference."""
        at = timezone.now()
        changed = [
            action(pk, by=request.user, at=at) for pk in queryset.values_list("pk", flat=True)
        ]
        text = ngettext(
            "%(count)d of %(all)d submission changed.",
            "%(count)d of %(all)d submissions changed.",
            len(changed),
        )
        messages.success(request, text % {"count": sum(changed), "all": len(changed)})


def _line(event):
    """Who, and what: two parts of a line of history."""
    who = event.by.get_full_name() or event.by.get_username() if event.by else _("a reader")
    what = event.get_verb_display()
    if event.verb == Verb.STATE:
        was, became = State(event.was).label, State(event.became).label
        what = f"{what}: {was} → {became}"
    return who, what


@admin.register(Programme)
class ProgrammeAdmin(admin.ModelAdmin):
    list_display = ["name", "is_active", "show_banner", "updated_at"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, form=programme_form(), **kwargs)

    def get_fieldsets(self, request, obj=None):
        texts = list(programme_form().banner_fields)
        return [
            (None, {"fields": ["name", "is_active", "show_banner"]}),
            (
                _("Banner text"),
                {
                    "fields": texts,
                    "description": _(
                        "Plain text. “{site}” stands for the name of the site. A language without "
                        "a text shows that of the site’s default language."
                    ),
                },
            ),
        ]
