"""Pages in which the newsroom says how it works: ethics, corrections, ownership, contact."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.body.field import BodyField
from articles.enums import PolicyKind
from articles.validators import validate_plain_text

from .language import Language
from .text import LineField


class PolicyPage(models.Model):
    """One page, in as many languages as it has texts.

    ``kind`` says what machines are told of it: https://schema.org/NewsMediaOrganization
    """

    kind = models.CharField(_("kind"), max_length=20, choices=PolicyKind, default=PolicyKind.OTHER)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_in_footer = models.BooleanField(_("in the foot of every page"), default=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("page of the newsroom")
        verbose_name_plural = _("pages of the newsroom")
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=~models.Q(kind=PolicyKind.OTHER),
                name="policy_kind_once",
                violation_error_message=_("There is a page of this kind already."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=PolicyKind.values), name="policy_kind_known"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class PolicyText(models.Model):
    """What readers get of a page in one language."""

    page = models.ForeignKey(PolicyPage, models.CASCADE, related_name="texts")
    language = models.ForeignKey(
        Language, models.PROTECT, related_name="+", verbose_name=_("language")
    )
    title = LineField(_("title"), max_length=120, validators=[validate_plain_text])
    body = BodyField(_("text"))
    changed_at = models.DateTimeField(_("changed"), editable=False)

    class Meta:
        ordering = ["page", "language"]
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language"],
                name="policy_one_text_a_language",
                violation_error_message=_("The page has a text in this language already."),
            )
        ]

    def __str__(self):
        return self.title


class PolicyVersion(models.Model):
    """A text of a page as somebody saved it. A trigger refuses any later change."""

    text = models.ForeignKey(PolicyText, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"))
    made_at = models.DateTimeField(_("when"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )

    class Meta:
        ordering = ["text", "-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="policy_version_once")
        ]

    def __str__(self):
        return f"{self.text_id}/{self.number}"
