"""Who made an article: people (Contributor, Credit) and wires (Agency, AgencyCredit)."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.enums import CreditRole
from articles.validators import validate_names, validate_plain_text

from .language import localised
from .text import LineField, ParagraphsField


class Contributor(models.Model):
    name = LineField(_("name"), max_length=120, validators=[validate_plain_text])
    initials = LineField(
        _("initials"),
        max_length=10,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("As in the sign-off under a story, such as “tj”."),
    )
    job_title = LineField(_("job title"), max_length=120, blank=True)
    job_titles = models.JSONField(
        _("job titles in other languages"), default=dict, blank=True, validators=[validate_names]
    )
    bio = ParagraphsField(_("biography"), blank=True, validators=[validate_plain_text])
    bios = models.JSONField(
        _("biographies in other languages"), default=dict, blank=True, validators=[validate_names]
    )
    picture = models.ForeignKey(
        "articles.Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="portraits",
        verbose_name=_("picture"),
    )
    # https://schema.org/sameAs
    same_as = models.JSONField(_("the same person elsewhere"), default=list, blank=True)
    is_complete = models.BooleanField(
        _("complete"),
        default=True,
        help_text=_("Off for a person whom an import knows by initials only."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name=_("account"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("initials"),
                condition=~models.Q(initials=""),
                name="contributor_initials_once",
                violation_error_message=_("Another person already signs with these initials."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def slug(self):
        return slugify(self.name, allow_unicode=True) or "person"

    def job_title_in(self, language):
        return localised(self.job_titles, language, self.job_title)

    def bio_in(self, language):
        return localised(self.bios, language, self.bio)


class Agency(models.Model):
    name = LineField(_("name"), max_length=120, validators=[validate_plain_text])
    short_name = LineField(
        _("short name"), max_length=40, help_text=_("As in the sign-off: “AP”, “dpa”.")
    )
    url = models.URLField(_("web address"), blank=True)

    class Meta:
        ordering = ["short_name"]
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        constraints = [
            models.UniqueConstraint(
                Lower("short_name"),
                name="agency_short_name_once",
                violation_error_message=_("Another agency already has this short name."),
            ),
        ]

    def __str__(self):
        return self.short_name


class Credit(models.Model):
    """One person's part in one article, with the name as credited that day."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="credits")
    contributor = models.ForeignKey(
        Contributor, models.PROTECT, related_name="credits", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=CreditRole, default=CreditRole.WRITER)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    name = LineField(
        _("name as credited"),
        max_length=120,
        blank=True,
        help_text=_("Empty: as the person is called now."),
    )
    initials = LineField(_("initials as credited"), max_length=10, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "contributor", "role"],
                name="credit_once_a_role",
                violation_error_message=_("This person is already credited in this role."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=CreditRole.values), name="credit_role_known"
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.get_role_display()})"

    def save(self, **kwargs):
        self.name = self.name or self.contributor.name
        self.initials = self.initials or self.contributor.initials
        super().save(**kwargs)


class AgencyCredit(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="agency_credits")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="credits")
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("agency credit")
        verbose_name_plural = _("agency credits")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "agency"],
                name="agency_once_an_article",
                violation_error_message=_("This agency is already credited."),
            ),
        ]

    def __str__(self):
        return self.agency.short_name
