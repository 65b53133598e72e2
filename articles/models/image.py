"""Pictures: the file, what it shows, whose it is, and whether it may be used."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.enums import GENERATIVE, DigitalSourceType
from articles.pictures.validation import validate_picture
from articles.validators import validate_names, validate_plain_text

from .language import localised
from .text import LineField

ORIGINALS = "originals/"  # in the storage


def original_path(image, filename):
    """A name that nobody can guess and that says nothing of the uploader's machine."""
    return f"{ORIGINALS}{secrets.token_urlsafe(16)}"


class ImageQuerySet(models.QuerySet):
    def usable(self, at):
        """The one definition of what rights allow at ``at``; see ``Image.is_usable``."""
        return self.filter(
            Q(usable_from=None) | Q(usable_from__lte=at),
            Q(usable_until=None) | Q(usable_until__gt=at),
            do_not_use="",
        )


class Image(models.Model):
    """Its words are in the default language, and in others where somebody gave them.

    ``file`` is the original, which nobody is ever sent. What is shown are its ``renditions``, kept
    under ``rendition_key``: see ``articles.pictures.renditions``. Both are empty until they are
    made. The names of what a picture says of itself are those of the IPTC Photo Metadata Standard.
    """

    file = models.FileField(_("file"), upload_to=original_path, validators=[validate_picture])
    original_name = LineField(_("file name"), max_length=255, blank=True, editable=False)
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    rendition_key = models.CharField(
        max_length=32, unique=True, null=True, default=None, editable=False
    )
    renditions = models.JSONField(default=dict, editable=False)
    focus_x = models.FloatField(_("focal point from the left"), default=0.5)
    focus_y = models.FloatField(_("focal point from above"), default=0.5)

    alt = LineField(
        _("alternative text"),
        max_length=300,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    alts = models.JSONField(
        _("alternative texts in other languages"),
        default=dict,
        blank=True,
        validators=[validate_names],
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It tells nothing that the text does not tell: screen readers pass it over."),
    )
    caption = LineField(_("caption"), max_length=500, blank=True, validators=[validate_plain_text])
    captions = models.JSONField(
        _("captions in other languages"), default=dict, blank=True, validators=[validate_names]
    )
    keywords = LineField(
        _("keywords"), max_length=1000, blank=True, validators=[validate_plain_text]
    )

    credit = LineField(
        _("credit"),
        max_length=200,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Name and agency: “A. Name/AP”."),
    )
    creator = LineField(_("creator"), max_length=200, blank=True, validators=[validate_plain_text])
    agency = models.ForeignKey(
        "articles.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="images",
        verbose_name=_("agency"),
    )
    copyright_notice = LineField(
        _("copyright notice"), max_length=300, blank=True, validators=[validate_plain_text]
    )
    date_created = models.DateTimeField(_("taken"), null=True, blank=True)
    digital_source_type = models.CharField(
        _("made by"), max_length=60, blank=True, choices=DigitalSourceType
    )

    usage_terms = LineField(
        _("usage terms"), max_length=500, blank=True, validators=[validate_plain_text]
    )
    instructions = LineField(
        _("instructions"), max_length=500, blank=True, validators=[validate_plain_text]
    )
    license_url = models.URLField(_("licence"), max_length=500, blank=True)
    acquire_license_page = models.URLField(
        _("where others get a licence"), max_length=500, blank=True
    )
    usable_from = models.DateTimeField(_("may be used from"), null=True, blank=True)
    usable_until = models.DateTimeField(_("may be used until"), null=True, blank=True)
    do_not_use = LineField(
        _("do not use"),
        max_length=300,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Why it may not be used. It leaves every page at once."),
    )
    # The end of its rights of which the people of its stories were told.
    told_until = models.DateTimeField(null=True, editable=False)

    created_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [
            models.Index(
                fields=["usable_until"],
                condition=Q(usable_until__isnull=False),
                name="image_rights_end",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(focus_x__range=(0, 1), focus_y__range=(0, 1)),
                name="image_focus_inside",
            ),
            models.CheckConstraint(
                condition=Q(usable_from=None)
                | Q(usable_until=None)
                | Q(usable_until__gt=models.F("usable_from")),
                name="image_usable_until_after_from",
                violation_error_message=_("The rights would end before they begin."),
            ),
            models.CheckConstraint(
                condition=Q(digital_source_type__in=["", *DigitalSourceType.values]),
                name="image_digital_source_type_known",
            ),
        ]

    def __str__(self):
        return self.alt or self.caption or self.original_name or f"#{self.pk}"

    def clean_fields(self, exclude=None):
        """A file that is stored was looked at when it came, and may be gone by now."""
        stored = {"file"} if self.file and self.file._committed else set()
        super().clean_fields({*(exclude or ()), *stored})

    @property
    def focus(self):
        return self.focus_x, self.focus_y

    def is_usable(self, at):
        """What ``ImageQuerySet.usable`` asks of the database."""
        return (
            not self.do_not_use
            and (self.usable_from is None or self.usable_from <= at)
            and (self.usable_until is None or self.usable_until > at)
        )

    @property
    def is_generated(self):
        """Whether readers are told that generative AI made it, or a part of it."""
        return self.digital_source_type in GENERATIVE

    def alt_in(self, language):
        return "" if self.is_decorative else localised(self.alts, language, self.alt)

    def caption_in(self, language):
        return localised(self.captions, language, self.caption)


class ReplacedRenditions(models.Model):
    """Files that a picture does not need any more: pages that were made before may still name them.

    ``files`` are names in the storage: the renditions under ``key`` and, where the file was
    replaced, the original. ``image`` is None for a picture that was deleted.
    """

    key = models.CharField(max_length=32, unique=True)
    image = models.ForeignKey(Image, models.SET_NULL, null=True, related_name="replaced")
    files = models.JSONField()
    at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.key


class PictureSweep(models.Model):
    """When somebody last looked for files that no row names. There is one row."""

    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_picture_sweep")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"
