import secrets
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.validators import validate_names, validate_picture, validate_plain_text

from .language import localised
from .text import LineField


def picture_path(image, filename):
    """A name that nobody can guess and that says nothing of the uploader's machine."""
    suffix = PurePosixPath(filename).suffix.lower()
    token = secrets.token_urlsafe(12)
    return f"images/{token}{suffix if suffix.isascii() and len(suffix) < 6 else ''}"


class Image(models.Model):
    """Its words are in the default language, and in others where somebody gave them."""

    file = models.ImageField(
        _("file"),
        upload_to=picture_path,
        width_field="width",
        height_field="height",
        validators=[validate_picture],
    )
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
    caption = LineField(_("caption"), max_length=500, blank=True, validators=[validate_plain_text])
    captions = models.JSONField(
        _("captions in other languages"), default=dict, blank=True, validators=[validate_names]
    )
    credit = LineField(
        _("credit"),
        max_length=200,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Name and agency: “A. Name/AP”."),
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        return self.alt or self.caption or PurePosixPath(self.file.name).name

    def clean_fields(self, exclude=None):
        """A file that is stored was looked at when it came, and may be gone by now."""
        stored = {"file"} if self.file and self.file._committed else set()
        super().clean_fields({*(exclude or ()), *stored})

    def alt_in(self, language):
        return localised(self.alts, language, self.alt)

    def caption_in(self, language):
        return localised(self.captions, language, self.caption)
