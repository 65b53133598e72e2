"""What an article is about: Section (one), Topic (curated), Tag (free).

Sections and topics are the same in every language; only their names differ.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.models import ItemBase, TagBase

from articles.enums import TopicKind
from articles.validators import validate_names, validate_plain_text, validate_qcode

from .language import localised
from .text import LineField, NameField, ParagraphsField


def localised_slug(names, language, default):
    """The slug of an address in ``language``: made from the name there, where there is one."""
    return slugify(names.get(language, ""), allow_unicode=True) or default


def topic_name(names, kind, language, default):
    """The name of a topic as it stands alone, in ``language``.

    A vocabulary writes its subjects as within a sentence: they get a capital, unless their first
    word has one somewhere ("eSports").
    """
    name = localised(names, language, default)
    is_within = kind == TopicKind.SUBJECT and name.partition(" ")[0].islower()
    return name[:1].title() + name[1:] if is_within else name


class Named(models.Model):
    """A name in the default language, and names in others."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True, allow_unicode=True)
    name = LineField(_("name"), max_length=80, validators=[validate_plain_text])
    names = models.JSONField(
        _("names in other languages"), default=dict, blank=True, validators=[validate_names]
    )
    description = ParagraphsField(_("description"), blank=True, validators=[validate_plain_text])
    descriptions = models.JSONField(
        _("descriptions in other languages"), default=dict, blank=True, validators=[validate_names]
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def name_in(self, language):
        return localised(self.names, language, self.name)

    def description_in(self, language):
        return localised(self.descriptions, language, self.description)

    def slug_in(self, language):
        return localised_slug(self.names, language, self.slug)


class Section(Named):
    position = models.PositiveSmallIntegerField(_("position in the navigation"), default=0)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")


class Topic(Named):
    kind = models.CharField(_("kind"), max_length=20, choices=TopicKind, default=TopicKind.SUBJECT)
    qcode = models.CharField(
        _("IPTC Media Topics code"),
        max_length=20,
        null=True,
        blank=True,
        unique=True,
        validators=[validate_qcode],
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related topics"))
    # Since when IPTC uses the code no more.
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)
    # What IPTC said when its vocabulary was last loaded: what differs is the newsroom's own.
    as_loaded = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=TopicKind.values), name="topic_kind_known"
            ),
            # Longer circles are refused by a trigger, topic_under_itself.
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="topic_not_its_own_parent"
            ),
        ]

    def clean(self):
        self.qcode = self.qcode or None
        if self.pk is None or self.parent_id is None:
            return
        if self.parent_id == self.pk:
            raise ValidationError({"parent": _("A topic cannot be its own parent.")})
        if self.parent_id in self.below():
            raise ValidationError(
                {"parent": _("“%s” lies under this topic, so it cannot be above it.") % self.parent}
            )

    def below(self):
        """Ids of all topics under this one, at any depth; a query for each level."""
        found, level = set(), {self.pk}
        while level:
            children = Topic.objects.filter(parent__in=level).values_list("pk", flat=True)
            level = set(children) - found
            found |= level
        return found

    def name_in(self, language):
        return topic_name(self.names, self.kind, language, self.name)


class Tag(TagBase):
    name = NameField(pgettext_lazy("A tag name", "name"), max_length=100)
    # Where what was filed under this tag is filed now; its address leads there.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="tag_name_once",
                violation_error_message=_("There is a tag with this name already."),
            ),
        ]

    def slugify(self, tag, i=None):
        """The address needs a slug, also for a tag of signs alone."""
        ending = "" if i is None else f"_{i}"
        slug = super().slugify(tag) or "tag"
        # Some signs are several letters in an address, so a name may be longer there.
        return f"{slug[: self._meta.get_field('slug').max_length - len(ending)]}{ending}"


class TagChange(models.Model):
    """A tag that was renamed or merged into another, with what it takes to undo that."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="changes")
    # None for a new name.
    into = models.ForeignKey(Tag, models.CASCADE, null=True, related_name="+")
    name = models.CharField(_("name before"), max_length=100)
    slug = models.CharField(_("slug before"), max_length=100)
    # The articles that had this tag, and of these those that had the other one, too.
    articles = models.JSONField(default=list)
    had_both = models.JSONField(default=list)
    # What readers had of stories under this tag, or were to get: publications, by number.
    publications = models.JSONField(default=list)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    undone_at = models.DateTimeField(_("undone"), null=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.name} → {self.into or self.tag}"


class TaggedArticle(ItemBase):
    """A tag on an article, with a real foreign key instead of taggit's generic one."""

    content_object = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="tagged_items"
    )
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_articles")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_an_article"),
        ]
