from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.validators import validate_names, validate_plain_text

from .language import Language
from .text import LineField


class SiteSettings(models.Model):
    """The newsroom's name and what frames every reader page. There is one row."""

    name = LineField(_("name"), max_length=80, default="Newsroom", validators=[validate_plain_text])
    tagline = LineField(_("tagline"), max_length=160, blank=True, validators=[validate_plain_text])
    taglines = models.JSONField(
        _("taglines in other languages"), default=dict, blank=True, validators=[validate_names]
    )
    footer = LineField(
        _("footer text"), max_length=300, blank=True, validators=[validate_plain_text]
    )
    footers = models.JSONField(
        _("footer texts in other languages"), default=dict, blank=True, validators=[validate_names]
    )
    default_language = models.ForeignKey(
        Language, models.PROTECT, related_name="+", verbose_name=_("default language")
    )
    # The words above every reader page by language, or nothing. Another app may keep them here.
    banner = models.JSONField(null=True, editable=False)
    # New whenever this row, a language or a section changes: a trigger sees to it.
    revision = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("site")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_site"),
        ]

    def __str__(self):
        return self.name
