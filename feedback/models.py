"""Tables of the beta programme and of what readers say."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from articles.validators import validate_names
from feedback.enums import Kind, State, Variant, Verb
from feedback.references import new_reference

MESSAGE_MIN = 5
MESSAGE_MAX = 5000
# A character that people see may be several code points; this bounds what is stored.
MESSAGE_MAX_CODE_POINTS = 20_000


class Programme(models.Model):
    """A beta programme. Readers are invited to the one that is active."""

    name = models.CharField(_("name"), max_length=80, help_text=_("For staff."))
    banner_text = models.JSONField(
        _("banner text"),
        default=dict,
        blank=True,
        validators=[validate_names],
        help_text=_("By language. “{site}” stands for the name of the site."),
    )
    is_active = models.BooleanField(
        _("active"), default=False, help_text=_("Readers can join. One programme at a time.")
    )
    show_banner = models.BooleanField(
        _("show the banner"), default=True, help_text=_("Invite readers on every page.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["-is_active", "-created_at"]
        verbose_name = _("beta programme")
        verbose_name_plural = _("beta programmes")
        constraints = [
            models.UniqueConstraint(
                fields=["is_active"],
                condition=Q(is_active=True),
                name="programme_one_active",
                violation_error_message=_(
                    "Another programme is active. Make that one inactive first."
                ),
            ),
            models.CheckConstraint(
                condition=Exact(
                    Func(
                        F("banner_text"),
                        function="jsonb_typeof",
                        output_field=models.TextField(),
                    ),
                    Value("object"),
                ),
                name="programme_banner_text_by_language",
            ),
        ]

    def __str__(self):
        return self.name


class Submission(models.Model):
    """One piece of reader feedback. Holds no address, no device, nothing of who sent it."""

    reference = models.CharField(
        _("reference"), max_length=19, unique=True, default=new_reference, editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    message = models.TextField(_("message"))
    language = models.CharField(_("language"), max_length=35)
    page_path = models.CharField(_("page"), max_length=1000, blank=True)
    page_title = models.CharField(_("title of the page then"), max_length=300, blank=True)
    article = models.ForeignKey(
        "articles.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("article"),
    )
    variant = models.CharField(_("site"), max_length=10, choices=Variant, default=Variant.CLASSIC)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NEW)
    is_spam = models.BooleanField(_("spam"), default=False)
    note = models.TextField(_("note"), blank=True, help_text=_("For colleagues only."))
    created_at = models.DateTimeField(_("received"))
    # Made of the form's token and what was written: a form that is sent twice is stored once.
    sent_key = models.CharField(max_length=64, null=True, unique=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="submission_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="submission_state_known"
            ),
            models.CheckConstraint(
                condition=Q(variant__in=Variant.values), name="submission_variant_known"
            ),
            models.CheckConstraint(
                condition=Q(page_path="") | Q(page_path__startswith="/"),
                name="submission_page_is_a_path",
            ),
            models.CheckConstraint(
                condition=Q(GreaterThanOrEqual(Length("message"), MESSAGE_MIN))
                & Q(LessThanOrEqual(Length("message"), MESSAGE_MAX_CODE_POINTS)),
                name="submission_message_length",
            ),
        ]
        indexes = [
            models.Index(fields=["is_spam", "-created_at", "-id"], name="submission_newest"),
            models.Index(fields=["state", "-created_at"], name="submission_by_state"),
        ]

    def __str__(self):
        return self.reference


class ContactDetail(models.Model):
    """Where to answer. Apart from the message, so that it can be deleted long before it."""

    submission = models.OneToOneField(
        Submission, models.CASCADE, primary_key=True, related_name="contact_detail"
    )
    email = models.EmailField(_("e-mail address"), max_length=254)

    class Meta:
        verbose_name = _("contact detail")
        verbose_name_plural = _("contact details")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__contains="@"), name="contact_detail_email_is_one"
            ),
        ]

    def __str__(self):
        return str(self.submission_id)


class SubmissionEvent(models.Model):
    """Who did what to a submission, and when. Append-only; ``by`` is empty for readers."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="events")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    verb = models.CharField(max_length=10, choices=Verb)
    was = models.CharField(max_length=12, blank=True)
    became = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["at", "id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(verb__in=Verb.values), name="submission_event_verb_known"
            ),
        ]

    def __str__(self):
        return f"{self.submission_id} {self.verb}"
