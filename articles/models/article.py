from django.conf import settings
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.body.field import BodyField
from articles.body.headline import headline_key
from articles.enums import Stage
from articles.validators import validate_plain_text

from .credit import Agency
from .image import Image
from .language import Language
from .taxonomy import Section, TaggedArticle, Topic
from .text import LineField, ParagraphsField


def slug_of(headline):
    """The slug of an article to which nobody gave one by hand."""
    return slugify(headline, allow_unicode=True)[:100].strip("-") or "article"


class Article(models.Model):
    """The working copy that journalists edit; readers never see it."""

    language = models.ForeignKey(
        Language, models.PROTECT, related_name="+", verbose_name=_("language")
    )
    kicker = LineField(
        _("kicker"),
        max_length=80,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("A word or two above the headline."),
    )
    headline = LineField(_("headline"), max_length=300, validators=[validate_plain_text])
    headline_is_working = models.BooleanField(
        _("working headline"),
        default=False,
        help_text=_("Made by an import. Changing the headline clears this mark."),
    )
    # How read-more lines find an article by its headline.
    headline_key = models.CharField(max_length=300, editable=False)
    teaser = ParagraphsField(
        _("teaser"), max_length=1000, blank=True, validators=[validate_plain_text]
    )
    body = BodyField(_("body"), blank=True)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        blank=True,
        allow_unicode=True,
        help_text=_("The readable part of the address. Empty: made from the headline."),
    )
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("section"),
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="articles", verbose_name=_("topics")
    )
    tags = TaggableManager(_("tags"), through=TaggedArticle, blank=True)
    agencies = models.ManyToManyField(
        Agency, through="articles.AgencyCredit", related_name="articles"
    )
    lead_image = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("lead picture"),
    )
    place = LineField(_("place"), max_length=120, blank=True, validators=[validate_plain_text])
    dateline = LineField(
        _("dateline"),
        max_length=120,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Where and when it was filed, as printed: “PORT ELLIS, Nov 22”."),
    )
    seo_title = LineField(
        _("title for search engines"),
        max_length=120,
        blank=True,
        validators=[validate_plain_text],
    )
    seo_description = LineField(
        _("description for search engines"),
        max_length=320,
        blank=True,
        validators=[validate_plain_text],
    )
    note = ParagraphsField(
        _("editorial note"),
        blank=True,
        validators=[validate_plain_text],
        help_text=_(
            "Goes with the text and into its versions; readers never see it. Talk belongs in Notes."
        ),
    )
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    # Up to which version of the original the translation has it; None where nobody has said.
    translated_version = models.PositiveIntegerField(null=True, editable=False)
    stage = models.CharField(
        _("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False
    )
    version_number = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )
    planned_for = models.DateTimeField(
        _("planned for"),
        null=True,
        blank=True,
        help_text=_("A plan without a promise: nothing happens at that time by itself."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Readers get nothing of it before."),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )

    class Meta:
        ordering = ["-changed_at", "-id"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("change_any_article", _("Can edit articles of others")),
            ("submit_article", _("Can submit articles for review")),
            ("approve_article", _("Can approve articles and send them back")),
            ("publish_article", _("Can publish and schedule approved articles")),
            ("override_article", _("Can edit approved text and publish past the checks")),
            ("withdraw_article", _("Can withdraw articles")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="article_stage_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(headline=""), name="article_headline_not_empty"
            ),
            models.CheckConstraint(
                condition=~models.Q(translation_of=models.F("id")),
                name="article_not_its_own_translation",
            ),
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                name="article_one_translation_a_language",
                violation_error_message=_("There is already a translation into this language."),
            ),
        ]
        indexes = [
            models.Index(fields=["language", "headline_key"], name="article_by_headline"),
            models.Index(fields=["-changed_at", "-id"], name="article_newest_change"),
            models.Index(
                fields=["planned_for"],
                condition=models.Q(planned_for__isnull=False),
                name="article_planned",
            ),
            GistIndex(
                fields=["headline"], name="article_near_headline", opclasses=["gist_trgm_ops"]
            ),
        ]

    def __str__(self):
        return self.headline

    def save(self, **kwargs):
        self.slug = self.slug or slug_of(self.headline)
        self.headline_key = headline_key(self.headline)
        super().save(**kwargs)

    @property
    def translation_group(self):
        """The id that an original and all its translations share."""
        return self.translation_of_id or self.pk
