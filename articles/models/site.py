from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.body.links import safe_href
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
    logo = models.ForeignKey(
        "articles.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_(
            "Stands above every page in place of the name, and in feeds. Where a square is wanted, "
            "it is cut around the focal point."
        ),
    )
    feeds_have_full_text = models.BooleanField(
        _("whole texts in feeds"),
        default=False,
        help_text=_("Off: feeds have the teaser."),
    )
    hub_url = models.URLField(
        _("hub for feeds"),
        max_length=300,
        blank=True,
        help_text=_("A WebSub hub, which is told of each change. Empty: none."),
    )
    # The words above every reader page by language, or nothing. Another app may keep them here.
    banner = models.JSONField(null=True, editable=False)
    # New whenever this row, its logo, a language or a section changes: a trigger sees to it.
    revision = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("site")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_site"),
        ]

    def __str__(self):
        return self.name


class FooterLink(models.Model):
    """A link in the foot of every page, in one language or in all."""

    language = models.ForeignKey(
        Language,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("language"),
        help_text=_("Empty: in all languages."),
    )
    name = LineField(_("words"), max_length=80, validators=[validate_plain_text])
    names = models.JSONField(
        _("words in other languages"), default=dict, blank=True, validators=[validate_names]
    )
    url = LineField(
        _("address"),
        max_length=500,
        help_text=_("Begins with https://, mailto: or /."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("link in the foot")
        verbose_name_plural = _("links in the foot")

    def __str__(self):
        return self.name

    def clean(self):
        href = safe_href(self.url)
        if href is None:
            raise ValidationError(
                {"url": _("This is no address that a page may link to: https://, mailto: or /.")}
            )
        self.url = href
