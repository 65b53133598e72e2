"""Pages that staff arrange: home, and those of sections and topics."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.enums import SlotSize
from articles.validators import validate_plain_text

from .article import Article
from .image import Image
from .language import Language
from .taxonomy import Section, Topic
from .text import LineField, ParagraphsField


class Front(models.Model):
    """One page in one language; home where it has neither section nor topic.

    ``draft`` is what staff arrange, ``live`` what readers see. A page without a row fills itself.
    """

    language = models.ForeignKey(Language, models.PROTECT, related_name="+")
    section = models.ForeignKey(Section, models.CASCADE, null=True, related_name="fronts")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="fronts")
    draft = models.ForeignKey(
        "articles.Arrangement", models.DO_NOTHING, null=True, related_name="+"
    )
    live = models.ForeignKey("articles.Arrangement", models.DO_NOTHING, null=True, related_name="+")

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        constraints = [
            models.CheckConstraint(
                condition=Q(section=None) | Q(topic=None), name="front_of_one_thing"
            ),
            models.UniqueConstraint(
                fields=["language"], condition=Q(section=None, topic=None), name="front_one_home"
            ),
            models.UniqueConstraint(fields=["language", "section"], name="front_one_a_section"),
            models.UniqueConstraint(fields=["language", "topic"], name="front_one_a_topic"),
        ]

    def __str__(self):
        return f"{self.language_id}: {self.section or self.topic or 'home'}"


class Arrangement(models.Model):
    """A front as somebody left it: its slots in order. Each change makes a new one."""

    front = models.ForeignKey(Front, models.CASCADE, related_name="arrangements")
    number = models.PositiveIntegerField(_("number"))
    made_at = models.DateTimeField(_("when"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )

    class Meta:
        ordering = ["front", "-number"]
        verbose_name = _("arrangement")
        verbose_name_plural = _("arrangements")
        constraints = [
            models.UniqueConstraint(fields=["front", "number"], name="arrangement_number_once")
        ]

    def __str__(self):
        return f"{self.front_id}/{self.number}"


class Slot(models.Model):
    """One place of an arrangement: a story that staff put there, with its own words if it has any.

    Where there is no story, or not now, the newest of ``section`` or ``topic`` takes the place, or
    what the page itself is about.
    """

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="slots")
    # The same slot in the arrangements before and after.
    key = models.UUIDField(default=uuid4)
    position = models.PositiveSmallIntegerField()
    size = models.CharField(_("size"), max_length=10, choices=SlotSize, default=SlotSize.NORMAL)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("story")
    )
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    kicker = LineField(_("kicker"), max_length=80, blank=True, validators=[validate_plain_text])
    headline = LineField(
        _("headline"), max_length=300, blank=True, validators=[validate_plain_text]
    )
    teaser = ParagraphsField(
        _("teaser"), max_length=1000, blank=True, validators=[validate_plain_text]
    )
    image = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    shows_picture = models.BooleanField(_("with a picture"), default=True)
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["arrangement", "position"]
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "key"], name="slot_key_once"),
            models.UniqueConstraint(fields=["arrangement", "position"], name="slot_position_once"),
            models.UniqueConstraint(fields=["arrangement", "article"], name="slot_article_once"),
            models.CheckConstraint(condition=Q(size__in=SlotSize.values), name="slot_size_known"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                name="slot_ends_after_start",
            ),
        ]

    def __str__(self):
        return f"{self.arrangement_id}: {self.position}"


class Launch(models.Model):
    """Somebody let readers see an arrangement. Append-only: a trigger refuses any change."""

    front = models.ForeignKey(Front, models.CASCADE, related_name="launches")
    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("launch")
        verbose_name_plural = _("launches")

    def __str__(self):
        return f"{self.arrangement}"
