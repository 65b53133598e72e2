from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.enums import Verb

from .article import Article


class Event(models.Model):
    """Who did what to an article, when and why. Append-only: a trigger refuses any change.

    It outlives its article, so the reference has no constraint in the database.
    """

    article = models.ForeignKey(
        Article, models.DO_NOTHING, db_constraint=False, related_name="events"
    )
    headline = models.CharField(_("headline at that time"), max_length=300)
    verb = models.CharField(_("what"), max_length=20, choices=Verb)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    version_number = models.PositiveIntegerField(_("version"), null=True)
    why = models.TextField(_("why"), blank=True)
    # The moments that it set (null: took away), by the names in ``articles.snapshot.times``.
    times = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(condition=models.Q(verb__in=Verb.values), name="verb_known")
        ]

    def __str__(self):
        return f"{self.get_verb_display()}: {self.headline}"
